"""Les écrans quand une réponse change : ``python tests/bench/bench_ecrans.py``. Cible : 30 ms
dans le fil de la fenêtre, pour qu'une frappe ne se sente pas.
"""

# ruff: noqa: T201 - un banc d'essai s'exécute et imprime

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from guichet.application.demonstration import VisiteJouee, lire_foyer
from guichet.application.emplacements import Emplacements
from guichet.application.fenetre import journaliser_qt, preparer
from guichet.application.services import Services
from guichet.droits.situation import Logement, Situation
from guichet.ui.visite import Etat

ESSAIS = 15


def mesurer() -> dict[str, float]:
    """Millisecondes, médianes : chaque écran quand le loyer, puis le diagnostic, change."""
    journaliser_qt()
    preparer(["bench"])
    with tempfile.TemporaryDirectory() as dossier:
        racine = Path(dossier)
        services = Services(Emplacements(donnees=racine / "d", journaux=racine / "j"))
        visite = VisiteJouee(services, racine)
        try:
            return _chronometrer(services, visite)
        finally:
            services.arreter_agendas_demo()
            visite.fermer()


def _chronometrer(services: Services, visite: VisiteJouee) -> dict[str, float]:
    foyer = services.lire_situation(lire_foyer(), services.today())
    visite.atelier.nouvelle_visite()
    visite.visite.repondre(foyer)
    visite.attendre(lambda: visite.visite.etat.diagnostic is not None)
    etat = visite.visite.etat
    mesures = {}
    for numero, nom in ((1, "situation"), (2, "droits")):
        visite.atelier.aller(numero)
        page = visite.atelier.page(numero)
        etats = [_autre_loyer(etat, foyer, rang) for rang in range(ESSAIS)]
        mesures[f"{nom} : une réponse change (ms)"] = _mediane(page.montrer, etats)
    return mesures


def _autre_loyer(etat: Etat, foyer: Situation, rang: int) -> Etat:
    if not isinstance(foyer.logement, Logement):
        raise TypeError("foyer sans logement")
    logement = replace(foyer.logement, loyer=Decimal(600 + rang))
    return replace(etat, situation=replace(foyer, logement=logement))


def _mediane(montrer: Callable[[Etat], None], etats: list[Etat]) -> float:
    durees = []
    for etat in etats:
        debut = time.perf_counter()
        montrer(etat)
        durees.append(time.perf_counter() - debut)
    return statistics.median(durees) * 1000


if __name__ == "__main__":
    for cle, valeur in mesurer().items():
        print(f"{cle:42} {valeur:6.1f}")
