"""Les situations plausibles d'un foyer dont on ne sait pas tout.

La centrale, chaque autre valeur essayée seule, et les deux combinaisons extrêmes ; 60 au
plus. Une situation entièrement connue n'a qu'une variante : elle-même.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from guichet.catalogue.baremes import Baremes, load_baremes
from guichet.droits.inconnues import Inconnue, Reperes, Source
from guichet.droits.inconnues_foyer import de_la_pension, des_aides, du_couple, du_logement
from guichet.droits.inconnues_personne import de_personnes
from guichet.droits.inconnues_ressources import d_epargne, de_ressources, de_revenus_annuels
from guichet.droits.situation import Situation

NOMBRE_MAX: Final = 60
_SOURCES: Final[tuple[Source, ...]] = (
    du_couple,
    de_ressources,
    de_la_pension,
    du_logement,
    de_revenus_annuels,
    d_epargne,
    de_personnes,
    des_aides,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variante:
    """``changes`` : les chemins dont la valeur n'est pas la centrale."""

    situation: Situation
    changes: tuple[str, ...] = ()


def inconnues(situation: Situation, baremes: Baremes | None = None) -> tuple[Inconnue, ...]:
    """Les réponses qui manquent et qui ont un objet pour ce foyer, dans l'ordre où les poser."""
    reperes = Reperes(load_baremes() if baremes is None else baremes)
    return tuple(inconnue for source in _SOURCES for inconnue in source(situation, reperes))


def variantes(situation: Situation, baremes: Baremes | None = None) -> tuple[Variante, ...]:
    """La centrale d'abord, puis les deux extrêmes, puis chaque autre valeur seule.

    Au-delà de 60, les valeurs les moins extrêmes sont laissées : les bornes restent.
    """
    manquantes = inconnues(situation, baremes)
    centrale, *autres = list(dict.fromkeys(_choix(manquantes)))[:NOMBRE_MAX]
    rangees = [centrale, *sorted(autres, key=_rangement)]
    return tuple(_variante(situation, manquantes, rangs) for rangs in rangees)


def _rangement(rangs: tuple[int, ...]) -> tuple[bool, list[tuple[int, int]]]:
    """Les combinaisons d'abord, puis les valeurs seules dans l'ordre de la table."""
    changes = [(place, rang) for place, rang in enumerate(rangs) if rang]
    return len(changes) == 1, changes


def _choix(manquantes: tuple[Inconnue, ...]) -> Iterator[tuple[int, ...]]:
    """Un rang de valeur par inconnue."""
    centrale = (0,) * len(manquantes)
    yield centrale
    yield tuple(inconnue.favorable for inconnue in manquantes)
    yield tuple(inconnue.defavorable for inconnue in manquantes)
    bornes = [{inconnue.favorable, inconnue.defavorable} for inconnue in manquantes]
    for extreme in (True, False):
        for place, inconnue in enumerate(manquantes):
            for rang in range(1, len(inconnue.valeurs)):
                if (rang in bornes[place]) is extreme:
                    yield (*centrale[:place], rang, *centrale[place + 1 :])


def _variante(
    situation: Situation, manquantes: tuple[Inconnue, ...], rangs: tuple[int, ...]
) -> Variante:
    for inconnue, rang in zip(manquantes, rangs, strict=True):
        situation = inconnue.valeurs[rang](situation)
    return Variante(
        situation=situation,
        changes=tuple(
            inconnue.chemin for inconnue, rang in zip(manquantes, rangs, strict=True) if rang
        ),
    )
