"""Décaler une date d'un nombre de mois ou d'années, sans jamais sortir du mois."""

from calendar import monthrange
from datetime import date

from guichet.droits.situation import Mois


def decaler(jour: date, *, mois: int = 0, ans: int = 0) -> date:
    """Le même jour du mois, ``mois`` mois et ``ans`` années plus tard ; à défaut le dernier.

    >>> decaler(date(2026, 8, 31), mois=6)
    datetime.date(2027, 2, 28)
    """
    arrivee = Mois.de(jour).plus(mois + 12 * ans)
    dernier = monthrange(arrivee.annee, arrivee.mois)[1]
    return date(arrivee.annee, arrivee.mois, min(jour.day, dernier))
