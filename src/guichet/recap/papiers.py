"""Une seule liste de papiers, sans doublon, pour toutes les démarches de la feuille."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from guichet.droits.resultat import Resultat
from guichet.parcours.etape import Parcours
from guichet.recap import lieux
from guichet.recap.contexte import Contexte
from guichet.recap.sections import SectionPapiers

_USAGES_NOMMES = 3
# Les mots d'un papier → le papier le plus précis et ceux qui le demandent.
Besoins: TypeAlias = dict[tuple[str, ...], tuple[str, list[str]]]


def section(
    contexte: Contexte,
    surs: Sequence[Resultat],
    a_verifier: Sequence[Resultat],
    parcours: Sequence[Parcours],
) -> SectionPapiers | None:
    """Les papiers des aides et des étapes imprimées ; ``None`` s'il n'en faut aucun.

    Ceux qui ne servent qu'à une aide ou une étape pas encore sûre sont dits à part.
    """
    besoins: Besoins = {}
    for papier, usage in chain(_des_etapes(contexte, parcours, "oui"), _des_aides(contexte, surs)):
        _ajouter(besoins, papier, usage)
    nombre = len(besoins)
    for papier, usage in chain(
        _des_etapes(contexte, parcours, "a_verifier"), _des_aides(contexte, a_verifier)
    ):
        _ajouter(besoins, papier, usage)
    if not besoins:
        return None
    tous = list(besoins.values())
    autres = ", ".join(papier for papier, _ in tous[nombre:])
    mots = contexte.mots
    return SectionPapiers(
        titre=mots.dire("papiers", "titre"),
        papiers=tuple(
            (_majuscule(papier), tuple(_usages(contexte, usages)))
            for papier, usages in tous[:nombre]
        ),
        autres=mots.dire("papiers", "si_concerne", papiers=autres) if autres else "",
    )


def _des_etapes(
    contexte: Contexte, parcours: Iterable[Parcours], concerne: str
) -> Iterator[tuple[str, str]]:
    for chemin in parcours:
        for etape in chemin.etapes:
            if etape.faite_le is None and etape.concerne == concerne:
                yield from _croiser(contexte, etape.pieces, etape.organismes)


def _des_aides(contexte: Contexte, aides: Iterable[Resultat]) -> Iterator[tuple[str, str]]:
    for resultat in aides:
        if droit := contexte.catalogue.droits.get(resultat.id):
            yield from _croiser(contexte, droit.pieces, contexte.organismes(resultat))


def _croiser(
    contexte: Contexte, papiers: Iterable[str], organismes: Sequence[str]
) -> Iterator[tuple[str, str]]:
    for papier in papiers:
        for organisme in organismes:
            yield papier, lieux.nom([organisme], contexte.catalogue)


def _ajouter(besoins: Besoins, papier: str, usage: str) -> None:
    """« RIB » et « RIB à son nom » sont un seul papier : le plus précis reste, à sa place."""
    cle = tuple(papier.casefold().replace("’", "'").split())
    for connue, (nom, usages) in besoins.items():
        commun = min(len(connue), len(cle))
        if connue[:commun] == cle[:commun]:
            if usage not in usages:
                usages.append(usage)
            besoins[connue] = (papier if len(cle) > len(connue) else nom, usages)
            return
    besoins[cle] = (papier, [usage])


def _usages(contexte: Contexte, usages: Sequence[str]) -> Iterator[str]:
    dire = contexte.mots.dire
    if len(usages) <= _USAGES_NOMMES:
        yield dire("papiers", "pour", usages=", ".join(usages))
    for nombre in range(min(_USAGES_NOMMES, len(usages)) - 1, 0, -1):
        debut, reste = ", ".join(usages[:nombre]), len(usages) - nombre
        cle = "pour_autre" if reste == 1 else "pour_autres"
        yield dire("papiers", cle, usages=debut, nombre=reste)


def _majuscule(papier: str) -> str:
    return papier[:1].upper() + papier[1:]
