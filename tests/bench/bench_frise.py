"""Le temps de la frise : ``python tests/bench/bench_frise.py``. Cible : 60 étapes en 16 ms."""

# ruff: noqa: T201 - un banc d'essai s'exécute et imprime

import os
import statistics
import time
from dataclasses import replace
from datetime import date, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.parcours.construction import construire
from guichet.parcours.etape import Parcours
from guichet.ui import theme
from guichet.ui.parcours.frise import FriseWidget

AU = date(2026, 11, 20)
ETAPES = 60
ESSAIS = 20
LARGEUR = 1318


def mesurer() -> dict[str, float]:
    """Millisecondes, médianes : placer 60 étapes, tout repeindre, cocher une étape."""
    existante = QApplication.instance()
    application = existante if isinstance(existante, QApplication) else QApplication([])
    theme.appliquer(application)
    catalogue = load_catalogue(ressources())
    parcours = soixante_etapes()
    frise = FriseWidget(catalogue.organismes)
    frise.resize(LARGEUR, 900)
    frise.show()
    frise.montrer(parcours, au=AU)
    application.processEvents()
    image = QPixmap(frise.size())
    placements, peintures, coches = [], [], []
    for rang in range(ESSAIS):
        fait = _cocher(parcours, rang)
        debut = time.perf_counter()
        frise.montrer(fait, au=AU)
        place = time.perf_counter()
        application.processEvents()
        coche = time.perf_counter()
        frise.render(image)
        peint = time.perf_counter()
        placements.append((place - debut) * 1000)
        coches.append((coche - debut) * 1000)
        peintures.append((peint - coche) * 1000)
    frise.hide()
    frise.deleteLater()
    return {
        "placer": statistics.median(placements),
        "repeindre": statistics.median(peintures),
        "cocher une étape": statistics.median(coches),
    }


def soixante_etapes() -> Parcours:
    """De vraies étapes de tous les moments, étalées sur un an et demi."""
    catalogue = load_catalogue(ressources())
    etapes = []
    for moment in catalogue.moments.values():
        trace = construire(moment, evenement=AU, faits={}, au=AU, droits=catalogue.droits)
        etapes += [replace(e, id=f"{moment.id}-{e.id}", depend_de=()) for e in trace.etapes]
    choisies = tuple(
        replace(etape, date_sure=AU + timedelta(days=rang * 9 - 30))
        for rang, etape in enumerate(etapes[:ETAPES])
    )
    fin = AU + timedelta(days=540)
    return Parcours(
        moment="separation", titre="Essai", evenement=AU, debut=AU, fin=fin, etapes=choisies
    )


def _cocher(parcours: Parcours, rang: int) -> Parcours:
    etapes = list(parcours.etapes)
    etapes[rang] = etapes[rang].faire(AU)
    return replace(parcours, etapes=tuple(etapes))


if __name__ == "__main__":
    for nom, valeur in mesurer().items():
        print(f"frise {nom} : {valeur:.1f} ms")
