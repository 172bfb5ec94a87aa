"""Mesure le calcul des droits ; à lancer : ``python tests/bench/bench_calcul.py``.

Le même foyer (``tests/foyers/nadia.json``) par notre chemin et par OpenFisca tel que ses
utilisateurs l'emploient : chargeur d'origine, prestations passées non données, une
simulation construite depuis un dictionnaire.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from guichet.calcul.client import Ouvrier
from guichet.droits.contrat import lire_situation
from guichet.droits.situation import Mois, Ressource, Situation

AU = date(2026, 11, 20)
NADIA = Path(__file__).resolve().parent.parent / "foyers" / "nadia.json"
DROITS_NUS = (
    ("rsa", "2026-11"),
    ("ppa", "2026-11"),
    ("aide_logement", "2026-11"),
    ("af", "2026-11"),
    ("cf", "2026-11"),
    ("asf", "2026-11"),
    ("paje_base", "2026-11"),
    ("paje_naissance", "2026-11"),
    ("ars", "2026"),
    ("aeeh", "2026-11"),
    ("aah", "2026-11"),
    ("aspa", "2026-11"),
    ("asi", "2026-11"),
    ("ass", "2026-11"),
    ("cmu_c", "2026-11"),
    ("css_participation_forfaitaire", "2026-11"),
    ("cheque_energie", "2026"),
)


def nadia() -> Situation:
    return lire_situation(json.loads(NADIA.read_text(encoding="utf-8")), AU)


def variantes(nombre: int) -> list[Situation]:
    """Le même foyer, à des salaires différents."""
    base = nadia()
    autres = base.personnes[1:]
    return [
        replace(
            base,
            personnes=(
                replace(
                    base.demandeur,
                    ressources=(
                        Ressource(type="salaire_net", montant=Decimal(40 * rang), du=Mois(2024, 1)),
                    ),
                ),
                *autres,
            ),
        )
        for rang in range(nombre)
    ]


def durees(faire: Callable[[], object], fois: int) -> list[float]:
    mesures = []
    for _ in range(fois):
        debut = time.perf_counter()
        faire()
        mesures.append(time.perf_counter() - debut)
    return mesures


def p50_p95(mesures: Sequence[float]) -> tuple[float, float]:
    return statistics.median(mesures), statistics.quantiles(mesures, n=20)[-1]


def memoire_mo(pid: int) -> float | None:
    """La mémoire du processus, en Mo (Linux seulement)."""
    try:
        texte = Path(f"/proc/{pid}/statm").read_text(encoding="ascii")
    except OSError:
        return None
    return int(texte.split()[1]) * resource.getpagesize() / 1e6


def notre_chemin(fois: int) -> dict[str, float | None]:
    moteur = Ouvrier()
    debut = time.perf_counter()
    moteur.demarrer()
    while not moteur.pret:
        time.sleep(0.002)
    pret = time.perf_counter() - debut
    foyer = nadia()
    premiere = durees(lambda: moteur.evaluer([foyer]), 1)[0]
    p50, p95 = p50_p95(durees(lambda: moteur.evaluer([foyer]), fois))
    lot30, lot60 = variantes(30), variantes(60)
    trente = statistics.median(durees(lambda: moteur.evaluer(lot30), 5))
    soixante = statistics.median(durees(lambda: moteur.evaluer(lot60), 5))
    memoire = memoire_mo(moteur.pid or os.getpid())
    moteur.close()
    return {
        "pret": pret,
        "premiere": premiere,
        "p50": p50,
        "p95": p95,
        "30": trente,
        "60": soixante,
        "memoire": memoire,
    }


def situation_nue() -> dict[str, object]:
    """Nadia comme dans la documentation d'OpenFisca : constante, sans prestations passées."""
    mois = [f"{annee}-{rang:02d}" for annee in (2024, 2025, 2026) for rang in range(1, 13)]

    def toujours(valeur: object) -> dict[str, object]:
        return dict.fromkeys(mois, valeur)

    net = 1150.0
    brut = net / 0.78
    parent = {
        "date_naissance": {"ETERNITY": "1990-03-10"},
        "activite": toujours("actif"),
        "salaire_net": toujours(net),
        "salaire_de_base": toujours(brut),
        "salaire_imposable": toujours(net + 0.029 * 0.9825 * brut),
    }
    enfants = {
        "e1": {"date_naissance": {"ETERNITY": "2014-01-20"}},
        "e2": {"date_naissance": {"ETERNITY": "2018-05-02"}},
    }
    logement = {
        "statut_occupation_logement": toujours("locataire_hlm"),
        "loyer": toujours(620),
        "depcom": toujours("44109"),
    }
    return {
        "individus": {"p1": parent, **enfants},
        "familles": {"f": {"parents": ["p1"], "enfants": ["e1", "e2"]}},
        "foyers_fiscaux": {"ff": {"declarants": ["p1"], "personnes_a_charge": ["e1", "e2"]}},
        "menages": {"m": {"personne_de_reference": ["p1"], "enfants": ["e1", "e2"], **logement}},
    }


def openfisca_nu(fois: int) -> dict[str, float]:
    """Dans ce processus, qui n'a encore rien chargé d'OpenFisca."""
    debut = time.perf_counter()
    from openfisca_core.simulation_builder import SimulationBuilder  # noqa: PLC0415
    from openfisca_france import FranceTaxBenefitSystem  # noqa: PLC0415

    systeme = FranceTaxBenefitSystem()
    pret = time.perf_counter() - debut

    def calculer() -> None:
        simulation = SimulationBuilder().build_from_entities(systeme, situation_nue())
        for variable, periode in DROITS_NUS:
            simulation.calculate(variable, periode)

    premiere = durees(calculer, 1)[0]
    p50, p95 = p50_p95(durees(calculer, fois))
    return {"pret": pret, "premiere": premiere, "p50": p50, "p95": p95}


def mesurer_openfisca_nu(fois: int) -> dict[str, float]:
    sortie = subprocess.run(
        [sys.executable, __file__, "--nu", "--fois", str(fois)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    mesures: dict[str, float] = json.loads(sortie)
    return mesures


def ecrire(nous: dict[str, float | None], nu: dict[str, float]) -> None:
    secondes = {cle: valeur for cle, valeur in nous.items() if valeur is not None}
    rapport = nu["p50"] / secondes["p50"]
    lignes = {
        "calcul, prêt": f"{secondes['pret']:.2f} s ; OpenFisca d'origine {nu['pret']:.2f} s",
        "première réponse": f"{secondes['premiere']:.3f} s ; d'origine {nu['premiere']:.2f} s",
        "foyer central, p50 et p95": f"{secondes['p50']:.3f} et {secondes['p95']:.3f} s",
        "d'origine, p50 et p95": f"{nu['p50']:.3f} et {nu['p95']:.3f} s (passé non donné)",
        "rapport": f"{rapport:.1f} fois plus vite (cible 3)",
        "30 et 60 variantes": f"{secondes['30']:.3f} et {secondes['60']:.3f} s (cible 1 s)",
    }
    if "memoire" in secondes:
        lignes["mémoire de l'ouvrier"] = f"{secondes['memoire']:.0f} Mo (cible 150 Mo)"
    for titre, valeur in lignes.items():
        sys.stdout.write(f"{titre:28}{valeur}\n")


def main() -> int:
    analyseur = argparse.ArgumentParser(description="Mesure le calcul des droits.")
    analyseur.add_argument("--fois", type=int, default=20)
    analyseur.add_argument("--nu", action="store_true", help=argparse.SUPPRESS)
    choix = analyseur.parse_args()
    if choix.nu:
        sys.stdout.write(json.dumps(openfisca_nu(choix.fois)))
        return 0
    nous = notre_chemin(choix.fois)
    ecrire(nous, mesurer_openfisca_nu(max(5, choix.fois // 4)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
