"""Ce que le diagnostic attend du calcul ; ``calcul.client`` le tient."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from guichet.droits.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Chiffre:
    """Ce que vaut un droit pour une variante où tout est connu.

    ``montant`` : dans l'unité du droit, net de CRDS, arrondi au centime, régime de
    croisière ; ``None`` pour un droit sans montant. ``ouvert`` : le droit existe
    (C2S gratuite : ouvert, 0). ``premier_mois`` : euros, si le premier mois diffère.
    ``annee`` : pour un montant annuel, l'année du prochain versement.
    ``seuil_versement`` : le calcul donne un montant trop petit pour être versé.
    ``raisons`` : phrases prêtes à lire, au centime près pour un oui ; pour un non,
    la condition qui manque. ``a_verifier`` : motif (``bareme`` ou ``condition``) et
    sa phrase si le calcul ne peut trancher.
    """

    ouvert: bool
    montant: Decimal | None = None
    premier_mois: Decimal | None = None
    annee: int | None = None
    seuil_versement: bool = False
    raisons: tuple[str, ...] = ()
    a_verifier: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionBaremes:
    """D'où viennent les montants, et jusqu'à quelle date ils sont connus, droit par droit."""

    openfisca_france: str
    complements: date
    dates: Mapping[str, date]


class Moteur(Protocol):
    """Chiffre les variantes d'un même foyer, en une simulation."""

    def evaluer(self, variantes: Sequence[Situation]) -> tuple[Mapping[str, Chiffre], ...]:
        """Un dictionnaire par variante : identifiant du catalogue → chiffre.

        Les variantes n'ont plus aucun inconnu qui compte. Seuls les droits que le
        moteur calcule y figurent ; les autres sont orientés par ``diagnostic``.

        Raises:
            GuichetError: le calcul ne répond pas (10 s), à réessayer.
        """
        ...

    def versions(self) -> VersionBaremes: ...
