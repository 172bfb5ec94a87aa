"""Les jours ouvrés en France : ni samedi, ni dimanche, ni jour férié.

Jours fériés : article L3133-1 du Code du travail. Les jours propres à l'Alsace, à la
Moselle et à l'outre-mer n'y sont pas : l'agenda de la caisse décide toujours.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

SAMEDI = 5
FIXES = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
APRES_PAQUES = (1, 39, 50)


def paques(annee: int) -> date:
    """Le dimanche de Pâques du calendrier grégorien (algorithme de Meeus, Jones et Butcher)."""
    siecle, rang = divmod(annee, 100)
    cycle = annee % 19
    decalage = (siecle - (siecle + 8) // 25 + 1) // 3
    lune = (19 * cycle + siecle - siecle // 4 - decalage + 15) % 30
    semaine = (32 + 2 * (siecle % 4) + 2 * (rang // 4) - lune - rang % 4) % 7
    correction = (cycle + 11 * lune + 22 * semaine) // 451
    mois, jour = divmod(lune + semaine - 7 * correction + 114, 31)
    return date(annee, mois, jour + 1)


@cache
def feries(annee: int) -> frozenset[date]:
    """Les onze jours fériés de l'année."""
    dimanche = paques(annee)
    mobiles = (dimanche + timedelta(days=ecart) for ecart in APRES_PAQUES)
    return frozenset(date(annee, mois, jour) for mois, jour in FIXES) | frozenset(mobiles)


def ouvre(jour: date) -> bool:
    return jour.weekday() < SAMEDI and jour not in feries(jour.year)


def prochains_jours_ouvres(jour: date, nombre: int) -> Iterator[date]:
    """Les ``nombre`` premiers jours ouvrés strictement après ``jour``."""
    while nombre:
        jour += timedelta(days=1)
        if ouvre(jour):
            nombre -= 1
            yield jour
