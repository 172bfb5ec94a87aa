"""Les mois que le calcul remplit : de janvier N-2 à décembre de l'année regardée."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from guichet.droits.situation import Mois, Ressource, connu

Serie: TypeAlias = npt.NDArray[np.float64]

MOIS_PAR_AN = 12
ANNEES = 4  # la rentrée suivante demande un an de plus


@dataclass(frozen=True, slots=True)
class Calendrier:
    """``courant`` est le mois regardé ; ``mois`` les trois années civiles autour de lui."""

    au: date
    courant: Mois
    mois: tuple[Mois, ...] = field(repr=False)

    @classmethod
    def autour(cls, au: date) -> "Calendrier":
        debut = Mois(au.year - 2, 1)
        return cls(au, Mois.de(au), tuple(debut.plus(rang) for rang in range(ANNEES * MOIS_PAR_AN)))

    @property
    def rang(self) -> int:
        """La place du mois regardé dans une série."""
        return self.mois.index(self.courant)

    @property
    def annees(self) -> tuple[int, ...]:
        return tuple(self.au.year - 2 + rang for rang in range(ANNEES))

    def nulle(self) -> Serie:
        return np.zeros(len(self.mois))

    def serie(self, montant: Decimal | float, du: Mois, au: Mois | None) -> Serie:
        """Le montant chaque mois de la période, bornes comprises, 0 ailleurs."""
        dedans = [du <= mois and (au is None or mois <= au) for mois in self.mois]
        return np.where(dedans, float(montant), 0.0)

    def ressources(self, lignes: Iterable[Ressource]) -> Serie:
        """Euros par mois ; deux lignes du même mois s'ajoutent."""
        total = self.nulle()
        for ligne in lignes:
            if connu(ligne.montant):
                total = total + self.serie(ligne.montant, ligne.du, ligne.au)
        return total

    def par_an(self, serie: Serie) -> Serie:
        """Le total de chacune des trois années, en euros par an."""
        total: Serie = serie.reshape(ANNEES, MOIS_PAR_AN).sum(axis=1)
        return total

    def n_2(self, serie: Serie) -> Serie:
        """Les douze mois de l'année N-2."""
        return serie[:MOIS_PAR_AN]
