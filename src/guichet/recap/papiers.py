"""Une seule liste de papiers, sans doublon, pour toutes les démarches de la feuille."""

from collections.abc import Iterable, Iterator, Sequence

from guichet.droits.resultat import Resultat
from guichet.parcours.etape import Parcours
from guichet.recap import lieux
from guichet.recap.contexte import Contexte
from guichet.recap.sections import SectionPapiers

_USAGES_NOMMES = 3


def section(
    contexte: Contexte, droits: Sequence[Resultat], parcours: Sequence[Parcours]
) -> SectionPapiers | None:
    """Les papiers des aides et des étapes imprimées ; ``None`` s'il n'en faut aucun."""
    besoins: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    for papier, usage in _besoins(contexte, droits, parcours):
        _ajouter(besoins, papier, usage)
    if not besoins:
        return None
    mots = contexte.mots
    return SectionPapiers(
        titre=mots.dire("papiers", "titre"),
        papiers=tuple(
            (_majuscule(papier), mots.dire("papiers", "pour", usages=_usages(contexte, usages)))
            for papier, usages in besoins.values()
        ),
    )


def _besoins(
    contexte: Contexte, droits: Iterable[Resultat], parcours: Iterable[Parcours]
) -> Iterator[tuple[str, str]]:
    for chemin in parcours:
        for etape in chemin.etapes:
            if etape.faite_le is None:
                usages = [lieux.nom([o], contexte.catalogue) for o in etape.organismes]
                yield from ((papier, usage) for papier in etape.pieces for usage in usages)
    for resultat in droits:
        droit = contexte.catalogue.droits.get(resultat.id)
        usages = [lieux.nom([o], contexte.catalogue) for o in resultat.organismes]
        pieces = droit.pieces if droit else ()
        yield from ((papier, usage) for papier in pieces for usage in usages)


def _ajouter(
    besoins: dict[tuple[str, ...], tuple[str, list[str]]], papier: str, usage: str
) -> None:
    """« RIB » et « RIB à son nom » sont un seul papier : le plus précis reste."""
    cle = tuple(papier.casefold().replace("’", "'").split())
    for connue, (nom, usages) in list(besoins.items()):
        commun = min(len(connue), len(cle))
        if connue[:commun] == cle[:commun]:
            if usage not in usages:
                usages.append(usage)
            if len(cle) > len(connue):
                besoins.pop(connue)
                besoins[cle] = (papier, usages)
            else:
                besoins[connue] = (nom, usages)
            return
    besoins[cle] = (papier, [usage])


def _usages(contexte: Contexte, usages: Sequence[str]) -> str:
    if len(usages) <= _USAGES_NOMMES:
        return ", ".join(usages)
    return contexte.mots.dire(
        "papiers",
        "autres",
        debut=", ".join(usages[: _USAGES_NOMMES - 1]),
        nombre=len(usages) - _USAGES_NOMMES + 1,
    )


def _majuscule(papier: str) -> str:
    return papier[:1].upper() + papier[1:]
