"""Les formes du contenu de référence : droits, moments de vie, organismes.

``catalogue.chargement`` les lit dans ``resources/`` et les contrôle ; rien ici ne lit
de fichier.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """D'où vient un fait. ``date`` : telle que publiée (``2024-01-01``, ``2026``) ou ``None``."""

    titre: str
    url: str | None
    date: str | None
    editeur: str = ""
    nature: str = "aucune"
    cle: str = "AUCUNE"
    legal: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisme:
    """``groupe`` : une des 13 familles du langage visuel (``caf``, ``autre``, ``fs``…)."""

    id: str
    nom: str
    groupe: str
    nom_long: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Un numéro de téléphone ou un site ; non ``verifie`` : à relire avant de s'y fier."""

    valeur: str
    nom: str
    source: str
    verifie: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasParticulier:
    """Une exception de délai : durée ou dates fixes quand ``condition`` est vraie."""

    condition: str
    max: str | None = None
    date_min: date | None = None
    date_max: date | None = None
    verifie: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Echeance:
    """Un délai : date nommée (ou fixe) et durées ISO 8601 signées ; ``None`` = pas de borne.

    ``type`` est celui du contrat : ``legale``, ``droit_perdu``, ``conseillee``, ``sans``.
    """

    reference: str
    type: str
    min: str | None
    max: str | None
    verifie: bool
    consequence: str | None = None
    recurrence: str | None = None
    cas_particuliers: tuple[CasParticulier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EtapeModele:
    """Une étape telle qu'écrite dans ``resources/moments`` ; ``titre_court`` ≤ 28 caractères.

    ``attentionne_pour`` : le public pour qui l'étape est ajoutée (parcours attentionné).
    """

    id: str
    titre: str
    titre_court: str
    organismes: tuple[str, ...]
    acteur: str
    action: str
    condition: str
    pieces: tuple[str, ...]
    canaux: Mapping[str, tuple[str, ...]]
    echeance: Echeance
    droits: tuple[str, ...]
    dependances: tuple[str, ...]
    source: Source
    verifie: bool
    fraicheur: str
    note: str | None = None
    sources_complementaires: tuple[Source, ...] = ()
    attentionne: bool = False
    attentionne_pour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VarianteAttentionnee:
    """Ce qui change pour un public fragile ; ``source`` absente : proposition non sourcée."""

    public: str
    change: str
    source: Source | None
    verifie: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Un moment de vie. ``debut`` et ``fin`` : ``date_x``, ``date_x - P3M``…

    ``reference`` : le nom de la date de l'événement (``date_separation``). ``discret`` :
    ``titre`` et ``titre_court`` sont neutres, le sujet n'est que dans ``titre_complet``,
    à ne montrer ni imprimer. ``faits`` : les faits que citent les conditions.
    """

    id: str
    titre: str
    evenement: str
    reference: str
    reference_secondaire: str | None
    debut: str
    fin: str
    faits: tuple[str, ...]
    etapes: tuple[EtapeModele, ...]
    discret: bool = False
    titre_court: str = ""
    titre_complet: str = ""
    icone: str = ""
    variantes_attentionnees: tuple[VarianteAttentionnee, ...] = ()
    version: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MontantSource:
    """``valeur`` absente : pas de montant unique. ``source`` : un titre."""

    libelle: str
    valeur: Decimal | str | None
    unite: str
    date_effet: str | None
    source: str
    verifie: bool
    note: str | None = None
    source_cle: str = "AUCUNE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Droit:
    """Ce que l'on dit d'un droit : où et comment demander, papiers, silence, rattrapage."""

    id: str
    nom: str
    sigle: str | None
    organismes: tuple[str, ...]
    resume: str
    conditions: tuple[str, ...]
    montants: tuple[MontantSource, ...]
    canaux: Mapping[str, tuple[str, ...]]
    formulaires: tuple[str, ...]
    pieces: tuple[str, ...]
    delai_instruction: str | None
    silence: str | None
    retroactivite: str | None
    retroactivite_type: str | None
    retroactivite_verifiee: bool
    renouvellement: str | None
    niveau_1: str | None
    niveau_2: str | None
    non_cumuls: tuple[str, ...]
    sources: tuple[Source, ...]
    verifie: bool
    note: str | None = None
    instruction_verifiee: bool = False
    retroactivite_source: Source | None = None
    duree: str | None = None
    duree_verifiee: bool = False
    fenetre_renouvellement: str | None = None
    niveau_verifie: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Tout le contenu, contrôlé ; droits et moments sont dans l'ordre de l'affichage."""

    droits: Mapping[str, Droit]
    moments: Mapping[str, Moment]
    organismes: Mapping[str, Organisme]
    telephones: Mapping[str, str]
    version: date
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
