"""Ce qu'argparse dit en anglais, dit en français : l'aide et les refus."""

import argparse
import difflib
import re
from collections.abc import Callable, Iterable

Dire = Callable[[re.Match[str]], str]


class AideFrancaise(argparse.HelpFormatter):
    """L'aide d'une commande, sans un mot d'anglais."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Usage : " if prefix is None else prefix)


def traduire(message: str) -> str:
    """Un refus d'argparse, en une proposition française.

    >>> traduire("argument --au: expected one argument")
    '--au attend une valeur'
    """
    for motif, dire in _REFUS:
        trouve = motif.fullmatch(message)
        if trouve:
            return dire(trouve)
    return message


def _choix(trouve: re.Match[str]) -> str:
    champ, recu, liste = trouve[1], trouve[2].strip("'\""), trouve[3]
    acceptees = [valeur.strip(" '\"") for valeur in liste.split(",")]
    voisines = difflib.get_close_matches(recu, acceptees, n=1, cutoff=0.5)
    voisine = f", la plus proche est « {voisines[0]} »" if voisines else ""
    return (
        f"{champ} : valeur inconnue « {recu[:40]} »{voisine} ; valeurs acceptées : "
        f"{', '.join(acceptees)}"
    )


_REFUS: tuple[tuple[re.Pattern[str], Dire], ...] = (
    (
        re.compile(r"the following arguments are required: (.*)"),
        lambda trouve: f"il manque {trouve[1]}",
    ),
    (
        re.compile(r"unrecognized arguments: (.*)", re.DOTALL),
        lambda trouve: f"argument inconnu « {trouve[1][:60]} »",
    ),
    (re.compile(r"argument (.+?): invalid choice: (.*) \(choose from (.*)\)", re.DOTALL), _choix),
    (
        re.compile(r"argument (.+?): expected one argument"),
        lambda trouve: f"{trouve[1]} attend une valeur",
    ),
    (
        re.compile(r"argument (.+?): expected at least one argument"),
        lambda trouve: f"{trouve[1]} attend au moins une valeur",
    ),
    (
        re.compile(r"argument (.+?): ignored explicit argument .*", re.DOTALL),
        lambda trouve: f"{trouve[1]} ne prend pas de valeur",
    ),
)
