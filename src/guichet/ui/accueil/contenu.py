"""Ce que l'accueil montre : formes simples, prêtes à afficher."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MomentAffiche:
    """Un des quinze parcours. ``id`` : celui du catalogue."""

    id: str
    titre: str
    icone: str


@dataclass(frozen=True, slots=True)
class RdvAffiche:
    """Une visio du jour. ``groupes`` : pastilles ; ``rejoignable`` : elle a un lien."""

    id: str
    heure: str
    groupes: tuple[str, ...]
    noms: str
    detail: str
    rejoignable: bool


@dataclass(frozen=True, slots=True)
class Tache:
    """Une chose à faire au guichet. ``ouvrable`` : un clic mène quelque part (signal, ``cle``)."""

    cle: str
    icone: str
    couleur: str
    titre: str
    detail: str
    ouvrable: bool = False


# L'ordre de la grille, l'icône et le titre court de chaque moment du catalogue.
# « violences-conjugales » a un titre et une icône neutres : l'écran est visible de tous.
GRILLE: Mapping[str, tuple[str, str]] = {
    "separation": ("split", "Séparation"),
    "arrivee-enfant": ("baby", "Arrivée d'un enfant"),
    "parent-isole": ("user-round", "Parent seul"),
    "perte-emploi": ("briefcase-business", "Perte d'emploi"),
    "creation-entreprise": ("sprout", "Création d'entreprise"),
    "retraite": ("armchair", "Retraite"),
    "majorite": ("cake", "Majorité, sortie de l'ASE"),
    "etudiant": ("graduation-cap", "Études"),
    "demenagement": ("truck", "Déménagement"),
    "handicap-invalidite": ("accessibility", "Handicap, invalidité"),
    "devenir-aidant": ("hand-heart", "Devenir aidant"),
    "perte-proche": ("flower", "Perte d'un proche"),
    "arrivee-etranger": ("globe", "Arrivée en France"),
    "senior": ("house", "Bien vieillir, dès 62 ans"),
    "violences-conjugales": ("shield", "Mise en sécurité"),
}

# L'ordre et le mot court des numéros d'urgence ; seuls ceux du catalogue sont montrés.
URGENCES: Mapping[str, str] = {
    "17": "police",
    "112": "toute urgence",
    "115": "hébergement",
    "119": "enfance",
    "3919": "violences",
}
