"""``make bench`` : vitesse et mémoire, mesurées en une fois ; les rapports comptent plus que
les durées d'une machine.

Chaque banc tourne dans son propre processus : aucun ne profite des caches d'un autre.
"""

import os
import platform
import subprocess
import sys
from pathlib import Path

ICI = Path(__file__).parent
BANCS = (
    ("Fenêtre (cibles : première ≤ 350 ms, prêt ≤ 2 s, ≤ 120 Mo et 150 Mo)", "bench_fenetre.py"),
    ("Calcul (cibles : foyer central p50 ≤ 0,4 s, variantes ≤ 1 s, ≥ 3×)", "bench_calcul.py"),
    ("Écrans (cible : ≤ 30 ms par frappe)", "bench_ecrans.py"),
    ("Frise (cible : 60 étapes repeintes ≤ 16 ms)", "bench_frise.py"),
    ("Feuille remise (cible : ≤ 200 ms)", "bench_recap.py"),
    ("Communes (cible : < 20 ms)", "bench_communes.py"),
    ("Contenu", "bench_catalogue.py"),
)


def main() -> int:
    """Lance chaque banc ; rend 1 si l'un échoue."""
    charge = f", charge {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(
        f"{platform.machine()}, {os.cpu_count()} cœurs, Python {platform.python_version()}{charge}"
    )
    echecs = 0
    for titre, fichier in BANCS:
        if not (ICI / fichier).is_file():
            continue
        print(f"\n{titre}", flush=True)
        echecs += subprocess.run([sys.executable, ICI / fichier], check=False).returncode != 0
    return int(bool(echecs))


if __name__ == "__main__":
    sys.exit(main())
