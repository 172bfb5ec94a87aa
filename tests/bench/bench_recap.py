"""Le temps d'une feuille : ``python tests/bench/bench_recap.py``. Cible : 200 ms, import à part."""

# ruff: noqa: T201 - un banc d'essai s'exécute et imprime

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.recap.exemples import AU, STRUCTURE, dossier

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.recap.document import Options, composer

ESSAIS = 20


def mesurer() -> dict[str, float]:
    """Millisecondes : import du papier, première feuille, puis la médiane des suivantes."""
    catalogue = load_catalogue(ressources())
    sujet = dossier(catalogue)
    depart = time.perf_counter()
    from guichet.impression.recap import imprimer  # noqa: PLC0415 - c'est ce que l'on mesure

    importe = time.perf_counter()
    durees = []
    for _ in range(ESSAIS + 1):
        debut = time.perf_counter()
        document = composer(sujet, catalogue, STRUCTURE, au=AU, options=Options(lien_visio=True))
        imprimer(document)
        durees.append((time.perf_counter() - debut) * 1000)
    return {
        "import": (importe - depart) * 1000,
        "premiere": durees[0],
        "mediane": statistics.median(durees[1:]),
        "pire": max(durees[1:]),
    }


if __name__ == "__main__":
    for nom, valeur in mesurer().items():
        print(f"recap {nom} : {valeur:.0f} ms")
