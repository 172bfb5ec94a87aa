"""La vraie fenêtre : de la commande au premier dessin, puis au calcul prêt, et sa mémoire.

``python tests/bench/bench_fenetre.py`` ; chaque mesure est un processus neuf.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guichet.application.atelier import Atelier

FOIS = 7


def mesurer(fois: int = FOIS) -> dict[str, float]:
    """Médianes : millisecondes depuis le lancement du processus, et Mo de mémoire privée."""
    _lancer()  # le premier remplit les caches du disque
    mesures = [_lancer() for _ in range(fois)]
    return {cle: statistics.median(m[cle] for m in mesures) for cle in mesures[0]}


def _lancer() -> dict[str, float]:
    environnement = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    sortie = subprocess.run(
        [sys.executable, __file__, "--enfant", repr(time.time())],
        env=environnement,
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout
    lue: dict[str, float] = json.loads(sortie.splitlines()[-1])
    return lue


def _enfant(lancement: float) -> None:
    import multiprocessing  # noqa: PLC0415

    multiprocessing.freeze_support()
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    from guichet.application.emplacements import Emplacements  # noqa: PLC0415
    from guichet.application.fenetre import ouvrir  # noqa: PLC0415

    mesures: dict[str, float] = {}

    def montree() -> None:
        mesures["première fenêtre (ms)"] = (time.time() - lancement) * 1000

    def prete(atelier: "Atelier") -> None:
        atelier.fenetre.repaint()
        mesures["accueil posé (ms)"] = (time.time() - lancement) * 1000
        QTimer.singleShot(0, lambda: attendre(atelier))

    def attendre(atelier: "Atelier") -> None:
        moteur = atelier.services.moteur
        if not moteur.pret or atelier.tasks.en_cours:
            if moteur.pret:
                mesures.setdefault("prêt à diagnostiquer (ms)", (time.time() - lancement) * 1000)
            QTimer.singleShot(5, lambda: attendre(atelier))
            return
        mesures.setdefault("prêt à diagnostiquer (ms)", (time.time() - lancement) * 1000)
        mesures["mémoire de la fenêtre (Mo)"] = _pss(os.getpid())
        mesures["mémoire de l'ouvrier (Mo)"] = _pss(moteur.pid or 0)
        atelier.services.arreter_agendas_demo()
        atelier.fenetre.close()

    with tempfile.TemporaryDirectory() as dossier:
        racine = Path(dossier)
        ouvrir(
            Emplacements(donnees=racine / "d", journaux=racine / "j"), montree=montree, prete=prete
        )
    sys.stdout.write(json.dumps(mesures) + "\n")


def _pss(pid: int) -> float:
    """La part proportionnelle de mémoire (PSS) : les pages partagées comptent une fois."""
    for ligne in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if ligne.startswith("Pss:"):
            return int(ligne.split()[1]) / 1000
    return 0.0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--enfant"]:
        _enfant(float(sys.argv[2]))
    else:
        for nom, valeur in mesurer().items():
            sys.stdout.write(f"{nom:34} {valeur:8.0f}\n")
