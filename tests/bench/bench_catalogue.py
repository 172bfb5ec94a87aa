"""Temps pour charger le catalogue, avec et sans l'instantané de l'installation."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copy, copytree

from guichet.catalogue.chargement import INSTANTANE, load_catalogue, verifier_catalogue
from guichet.catalogue.chemins import ressources


def mesurer() -> dict[str, float]:
    """Millisecondes, médianes ; le contrôle complet compte la lecture des schémas."""
    with tempfile.TemporaryDirectory() as nom:
        dossier = _copier(Path(nom))
        complet = _mediane(lambda: verifier_catalogue(dossier), 3)
        (dossier / INSTANTANE).write_bytes(verifier_catalogue(dossier)[1])
        rapide = _mediane(lambda: load_catalogue(dossier), 9)
    return {
        "catalogue, avec l'instantané (ms)": rapide,
        "catalogue, YAML et contrôle complet (ms)": complet,
    }


def _copier(dossier: Path) -> Path:
    for nom in ("droits.yaml", "organismes.yaml", "sources.yaml", "faits.toml"):
        copy(ressources() / nom, dossier)
    for nom in ("moments", "schemas"):
        copytree(ressources() / nom, dossier / nom)
    return dossier


def _mediane(geste: Callable[[], object], fois: int) -> float:
    durees = []
    for _ in range(fois):
        debut = time.perf_counter()
        geste()
        durees.append(time.perf_counter() - debut)
    return statistics.median(durees) * 1000


if __name__ == "__main__":
    for nom, valeur in mesurer().items():
        sys.stdout.write(f"{nom} : {valeur:.1f}\n")
