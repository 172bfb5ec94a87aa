"""Toutes les tables, pour qui doit les connaître toutes : les migrations et les contrôles."""

from guichet.models.base import Base
from guichet.models.dossier import DossierRow, FeuilleRow, RendezVousRow
from guichet.models.journal import JournalRow
from guichet.models.structure import ConseillerRow, StructureRow

__all__ = [
    "Base",
    "ConseillerRow",
    "DossierRow",
    "FeuilleRow",
    "JournalRow",
    "RendezVousRow",
    "StructureRow",
]
