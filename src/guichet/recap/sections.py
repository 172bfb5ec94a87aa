"""Ce que porte la feuille, section par section : des phrases prêtes, aucune mise en page."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Urgence: TypeAlias = Literal["calme", "presse", "retard"]
Signe: TypeAlias = Literal["", "legale", "droit_perdu"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chose:
    """Une des choses à faire en premier ; ``groupe`` : famille visuelle de l'organisme.

    ``quand``, ``papiers`` : la même phrase, de la plus complète à la plus courte.
    """

    rang: int
    titre: str
    groupe: str
    ou: str
    quand: tuple[str, ...]
    urgence: Urgence
    consequence: str
    papiers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChoses:
    titre: str
    choses: tuple[Chose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRendezVous:
    """``agenda`` : VCALENDAR à mettre en code QR. ``sur`` : le rendez-vous est bien pris."""

    surtitre: str
    quand: str
    details: tuple[str, ...]
    sur: bool = True
    alerte: str = ""
    agenda: str = ""
    agenda_legende: str = ""
    agenda_description: str = ""
    lien: str = ""
    lien_phrase: str = ""
    lien_legende: str = ""
    lien_description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneEtape:
    """Une étape du parcours dessiné.

    ``titres``, ``organismes``, ``quand`` : de la phrase la plus complète à la plus courte.
    ``suite`` : pour qui, et ce que l'on perd ; une phrase.
    """

    id: str
    titres: tuple[str, ...]
    organismes: tuple[str, ...]
    groupe: str
    quand: tuple[str, ...]
    urgence: Urgence
    signe: Signe
    faite: bool
    suite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodeImprimee:
    """Une période de la frise : « Maintenant », « jusqu'au 4 déc. », ses étapes.

    ``renvois`` : les numéros des choses à faire en premier qui tombent dans la période ;
    elles sont décrites plus haut, ``renvoi`` le dit.
    """

    titre: str
    sous_titre: str
    renvois: tuple[int, ...]
    renvoi: str
    lignes: tuple[LigneEtape, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionParcours:
    """Le parcours dessiné de haut en bas, période après période, comme à l'écran."""

    titre: str
    periodes: tuple[PeriodeImprimee, ...]
    legende: tuple[tuple[Signe, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneDroit:
    """``ou`` : les moyens de demander, de la phrase la plus complète à la plus courte."""

    nom: str
    organisme: str
    groupe: str
    combien: str
    precision: str
    ou: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupeDroits:
    """Des aides au même point. ``etat`` : ce que dit l'icône, répété par ``titre``."""

    etat: Literal["demander", "verifier", "deja"]
    titre: str
    phrase: str
    lignes: tuple[LigneDroit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDroits:
    """Un seul tableau d'aides, groupe par groupe."""

    titre: str
    chapeau: str
    colonnes: tuple[str, str, str]
    groupes: tuple[GroupeDroits, ...]
    conclusion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPapiers:
    """Une seule liste, sans doublon. ``autres`` : ceux d'une aide ou d'une étape pas encore sûre.

    Chaque papier a ses usages, de la phrase la plus complète à la plus courte.
    """

    titre: str
    papiers: tuple[tuple[str, tuple[str, ...]], ...]
    autres: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    nom: str
    groupe: str
    telephone: str
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionContacts:
    titre: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionEncadre:
    titre: str
    phrases: tuple[str, ...]
    adresse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionNotes:
    """Des lignes vides pour écrire, s'il reste de la place en bas de la feuille."""

    titre: str


Section: TypeAlias = (
    SectionChoses
    | SectionRendezVous
    | SectionParcours
    | SectionDroits
    | SectionPapiers
    | SectionContacts
    | SectionEncadre
    | SectionNotes
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """La feuille remise. ``nom_fichier`` et ``titre`` ne disent rien de la personne.

    ``chapeaux`` : les phrases sous le titre, au choix du papier : la première que les
    polices savent écrire en entier est imprimée.
    """

    titre: str
    nom_fichier: str
    langue: str
    au: date
    guichet: str
    chapeaux: tuple[str, ...]
    reference: str
    sections: tuple[Section, ...]
    pied: str
    numero: str
    demonstration: str
    discret: bool
