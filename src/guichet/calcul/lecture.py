"""Lire les résultats d'un foyer dans la simulation commune."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from guichet.calcul.assemblage import FAMILLE, FOYER_FISCAL, MENAGE, Simulation
from guichet.calcul.calendrier import Calendrier
from guichet.droits.situation import Mois

CENTIME = Decimal("0.01")


def centimes(valeur: float) -> Decimal:
    """Arrondi au centime ; le moteur compte en virgule flottante simple."""
    return Decimal(repr(round(float(valeur), 4))).quantize(CENTIME, ROUND_HALF_UP)


def centimes_entiers(valeur: float) -> float:
    """Tronqué au centime : l'Aspa annuelle de 12 523,14 € est servie 1 043,59 € par mois."""
    exact = Decimal(repr(round(float(valeur), 3)))
    return float(exact.quantize(CENTIME, ROUND_DOWN))


@dataclass(frozen=True, slots=True)
class Lecture:
    """Un foyer d'une simulation, au mois regardé sauf mention contraire."""

    simulation: Simulation
    calendrier: Calendrier
    rang: int

    def famille(self, variable: str, recul: int = 0) -> float:
        """La valeur de la famille du demandeur, ``recul`` mois plus tôt."""
        return self._groupe(FAMILLE, variable, str(self.calendrier.courant.plus(-recul)))

    def famille_au(self, variable: str, mois: Mois) -> float:
        return self._groupe(FAMILLE, variable, str(mois))

    def famille_an(self, variable: str, annee: int) -> float:
        return self._groupe(FAMILLE, variable, str(annee))

    def menage(self, variable: str) -> float:
        return self._groupe(MENAGE, variable, str(self.calendrier.courant))

    def menage_an(self, variable: str, annee: int) -> float:
        return self._groupe(MENAGE, variable, str(annee))

    def foyers_fiscaux_an(self, variable: str, annee: int) -> float:
        """La somme des foyers fiscaux du ménage."""
        valeurs = self.simulation.valeurs(variable, str(annee))
        debuts = (*self.simulation.debuts[FOYER_FISCAL], len(valeurs))
        return float(valeurs[debuts[self.rang] : debuts[self.rang + 1]].sum())

    def individus(self, variable: str, recul: int = 0) -> list[float]:
        """Une valeur par membre, dans l'ordre des personnes de la situation."""
        periode = str(self.calendrier.courant.plus(-recul))
        valeurs = self.simulation.valeurs(variable, periode)
        return [float(valeur) for valeur in valeurs[self.simulation.membres[self.rang]]]

    def somme(self, variable: str, recul: int = 0) -> float:
        """La somme de la famille : parents et enfants à charge, sans les autres adultes."""
        valeurs = self.individus(variable, recul)
        return sum(valeurs[rang] for rang in self.simulation.familles[self.rang])

    def _groupe(self, sorte: str, variable: str, periode: str) -> float:
        valeurs: npt.NDArray[Any] = self.simulation.valeurs(variable, periode)
        return float(np.float64(valeurs[self.simulation.debuts[sorte][self.rang]]))
