"""Qui vient avant qui : recoudre les dépendances, les suivre, ranger les étapes."""

from collections.abc import Collection, Mapping
from datetime import date

from guichet.parcours.delais import Delai
from guichet.parcours.durees import fin_du_mois
from guichet.parcours.etape import Etape

Dependances = Mapping[str, tuple[str, ...]]


def recoudre(dependances: Dependances, retenues: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Les dépendances entre étapes retenues : une étape absente cède la place aux siennes."""
    return {
        identifiant: tuple(
            dict.fromkeys(_presentes(identifiant, dependances, retenues, {identifiant}))
        )
        for identifiant in dependances
        if identifiant in retenues
    }


def qui_attend(dependances: Dependances) -> dict[str, frozenset[str]]:
    """Pour chaque étape, celles qui l'attendent, de près ou de loin."""
    directes: dict[str, set[str]] = {identifiant: set() for identifiant in dependances}
    for identifiant, avant in dependances.items():
        for precedente in avant:
            directes.setdefault(precedente, set()).add(identifiant)
    return {identifiant: frozenset(_suite(identifiant, directes)) for identifiant in directes}


def dates_sures(
    delais: Mapping[str, Delai],
    dependances: Dependances,
    *,
    au: date,
    du_mois: Collection[str],
) -> dict[str, date | None]:
    """La date à viser pour chaque étape.

    La plus proche de son échéance, de celles des étapes qui l'attendent et qui ne sont pas
    déjà passées, et de la fin du mois si un droit part du mois de la demande (``du_mois``) ;
    jamais avant le début de l'étape.
    """
    propres = {
        identifiant: [
            jour
            for jour in (delai.echeance, _fin_de_mois(delai, au, identifiant in du_mois))
            if jour is not None
        ]
        for identifiant, delai in delais.items()
    }
    attendent = qui_attend(dependances)
    sures: dict[str, date | None] = {}
    for identifiant, delai in delais.items():
        suivantes = (jour for suivante in attendent[identifiant] for jour in propres[suivante])
        jours = [*propres[identifiant], *(jour for jour in suivantes if jour >= au)]
        plus_proche = min(jours, default=None)
        sures[identifiant] = (
            max(plus_proche, delai.debut) if plus_proche and delai.debut else plus_proche
        )
    return sures


def ordonner(etapes: tuple[Etape, ...]) -> tuple[Etape, ...]:
    """Par date sûre, puis par dépendances ; les étapes sans date à la fin."""
    attendent = qui_attend({etape.id: etape.depend_de for etape in etapes})
    avant = {
        etape.id: sum(etape.id in suivantes for suivantes in attendent.values()) for etape in etapes
    }
    return tuple(
        sorted(
            etapes,
            key=lambda etape: (
                etape.date_sure or date.max,
                avant[etape.id],
                etape.debut or date.min,
            ),
        )
    )


def _fin_de_mois(delai: Delai, au: date, du_mois: bool) -> date | None:
    """La fin du premier mois où l'on peut demander ; inconnue si l'étape n'est pas datée."""
    if not du_mois or not delai.date_connue:
        return None
    return fin_du_mois(max(au, delai.debut or au))


def _presentes(
    identifiant: str, dependances: Dependances, retenues: Collection[str], vues: set[str]
) -> list[str]:
    presentes: list[str] = []
    for precedente in dependances.get(identifiant, ()):
        if precedente in vues:
            continue
        vues.add(precedente)
        if precedente in retenues:
            presentes.append(precedente)
        else:
            presentes += _presentes(precedente, dependances, retenues, vues)
    return presentes


def _suite(identifiant: str, directes: Mapping[str, set[str]]) -> set[str]:
    suite: set[str] = set()
    a_voir = list(directes[identifiant])
    while a_voir:
        suivante = a_voir.pop()
        if suivante not in suite and suivante != identifiant:
            suite.add(suivante)
            a_voir += directes[suivante]
    return suite
