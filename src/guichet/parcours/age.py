"""Les anniversaires, et l'âge légal de la retraite."""

from datetime import date

from guichet.parcours.durees import ajouter

# Générations et âges : Code de la sécurité sociale L161-17-2, rédigé par la loi
# n° 2025-1403 art. 105, version consolidée au 14/03/2026 (pensions dès le 01/09/2026).
_AGES_LEGAUX = (
    (date(1969, 1, 1), "P64Y"),
    (date(1968, 1, 1), "P63Y9M"),
    (date(1967, 1, 1), "P63Y6M"),
    (date(1966, 1, 1), "P63Y3M"),
    (date(1965, 4, 1), "P63Y"),
    (date(1963, 1, 1), "P62Y9M"),
)


def anniversaire(naissance: date, age: int) -> date:
    """Le premier jour où la personne a cet âge ; née un 29 février, le 1er mars au besoin."""
    annee = naissance.year + age
    try:
        return naissance.replace(year=annee)
    except ValueError:
        return date(annee, 3, 1)


def age_legal(naissance: date) -> date | None:
    """Le jour de l'âge légal de la retraite ; ``None`` avant la génération 1963.

    C'est la règle générale : ni carrière longue, ni inaptitude, ni handicap.
    """
    for depuis, duree in _AGES_LEGAUX:
        if naissance >= depuis:
            return ajouter(naissance, duree)
    return None
