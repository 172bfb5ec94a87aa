"""Combien de temps on garde quoi, et d'où vient cette durée.

``verifie`` est faux tant que le texte lui-même n'a pas été relu : l'écran dit alors
« durée proposée, à faire confirmer par votre délégué à la protection des données ».
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from guichet.parcours.durees import Duree as Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Conservation:
    """``duree`` appliquée, ``plafond`` à ne pas dépasser, et la source qui les fonde."""

    duree: Periode
    plafond: Periode
    source: str
    verifie: bool

    def fin(self, depuis: date) -> date:
        """Le jour où la donnée s'efface : ``duree`` après ``depuis``."""
        return self.duree.ajouter(depuis)


DOSSIER = Conservation(
    duree=Periode(1, mois=6),
    plafond=Periode(1, mois=24),
    source=(
        "Proposition : 6 mois après le dernier contact, comme Administration+ (code public, "
        "état de décembre 2025). Plafond : CNIL, délibération 2023-095 du 14 septembre 2023, "
        "deux ans après le dernier contact (lu dans une source secondaire)."
    ),
    verifie=False,
)
JOURNAL = Conservation(
    duree=Periode(1, mois=12),
    plafond=Periode(1, mois=12),
    source=(
        "CNIL, délibération 2021-122 : journaux gardés de six mois à un an (lu dans une "
        "source secondaire)."
    ),
    verifie=False,
)
SAUVEGARDE = Conservation(
    duree=Periode(1, jours=30),
    plafond=Periode(1, jours=30),
    source="Proposition : une personne effacée sort des copies en 30 jours au plus.",
    verifie=False,
)


def a_effacer_le(dernier_contact: date) -> date:
    """Le jour où le dossier s'efface tout seul, toujours montré à l'écran."""
    return DOSSIER.fin(dernier_contact)


def debut_du_journal(maintenant: datetime) -> datetime:
    """L'instant avant lequel une ligne du journal n'a plus à être gardée."""
    limite = replace(JOURNAL.duree, signe=-1).ajouter(maintenant.date())
    return datetime.combine(limite, maintenant.timetz())
