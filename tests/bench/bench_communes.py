"""Temps pour trouver une commune ; à lancer par ``make bench`` (``python -m`` ou seul)."""

import statistics
import sys
import time

from guichet.catalogue.chemins import ressources
from guichet.catalogue.communes import Communes

SAISIES = (
    "n",
    "na",
    "nantes",
    "st etienne",
    "44109",
    "42000",
    "saint denis 974",
    "zzzz",
    "lhay",
    "a b c",
)


def mesurer() -> dict[str, float]:
    """Millisecondes : première recherche (lecture comprise), médiane et pire des suivantes."""
    communes = Communes.load(ressources())
    debut = time.perf_counter()
    communes.chercher("nantes")
    premiere = time.perf_counter() - debut
    durees = []
    for saisie in SAISIES * 5:
        debut = time.perf_counter()
        communes.chercher(saisie)
        durees.append(time.perf_counter() - debut)
    return {
        "communes, première recherche (ms)": premiere * 1000,
        "communes, médiane (ms)": statistics.median(durees) * 1000,
        "communes, pire (ms)": max(durees) * 1000,
    }


if __name__ == "__main__":
    for nom, valeur in mesurer().items():
        sys.stdout.write(f"{nom} : {valeur:.1f}\n")
