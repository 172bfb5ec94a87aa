"""Un dossier gardé : ce que l'on suit, jusqu'à quand, et ce que la personne a emporté."""

from dataclasses import dataclass
from datetime import date, datetime

from guichet.dossier.contenu import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Feuille:
    """L'instantané daté d'une feuille remise ; ``remise_le`` en UTC."""

    remise_le: datetime
    dossier: Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierGarde:
    """``a_effacer_le`` est toujours là : l'écran la montre partout où le dossier paraît.

    Rouvert, ``dossier.diagnostic`` est ``None`` : on recalcule, et ``changements.comparer``
    dit ce qui diffère de ``derniere_feuille``. ``bareme_*`` : ce qui a servi au dernier
    enregistrement.
    """

    dossier: Dossier
    ouvert_le: datetime
    dernier_contact: date
    a_effacer_le: date
    bareme_openfisca: str | None = None
    bareme_complements: date | None = None
    derniere_feuille: Feuille | None = None

    @property
    def reference(self) -> str:
        return self.dossier.reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouve:
    """Une ligne de recherche : de quoi reconnaître, rien de plus."""

    reference: str
    prenom: str
    date_naissance: date | None
    dernier_contact: date
    a_effacer_le: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Recu:
    """Le reçu d'un effacement : sans nom."""

    reference: str
    efface_le: date

    @property
    def phrase(self) -> str:
        return (
            f"Le dossier {self.reference} a été effacé de ce poste le "
            f"{self.efface_le:%d/%m/%Y}. Les feuilles imprimées et les rendez-vous pris auprès "
            "des caisses ne sont pas effacés."
        )
