"""Programme à part : une visite entière, sans rien enregistrer.

Écrit sur la sortie une ligne JSON : les titres de fenêtre et les lignes de commande vus.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import canaris  # type: ignore[import-not-found]  # voisin de ce programme
from PySide6.QtWidgets import QApplication

from guichet.application import demonstration
from guichet.application.emplacements import Emplacements
from guichet.application.fenetre import journaliser_qt, poser_crochet, preparer
from guichet.application.services import Services
from guichet.securite import journalisation

MAINTENANT = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)


class VisiteSurveillee(demonstration.VisiteJouee):
    """Ni image ni feuille écrite : seulement ce que le produit écrit de lui-même."""

    titres: set[str]
    commandes: set[str]

    def photographier(self, _nom: str) -> None:
        self.titres = getattr(self, "titres", set())
        self.commandes = getattr(self, "commandes", set())
        for widget in QApplication.topLevelWidgets():
            self.titres.add(widget.windowTitle())
        for processus in Path("/proc").glob("[0-9]*"):
            try:
                environ = (processus / "environ").read_bytes()
                if os.fsencode(os.environ["HOME"]) in environ:
                    commande = (processus / "cmdline").read_bytes()
                    self.commandes.add(commande.decode(errors="replace"))
            except OSError:
                continue

    def _ecrire(self, _nom: str, _contenu: bytes) -> None:
        """La feuille n'est pas enregistrée."""


def main() -> None:
    journaliser_qt()
    preparer(["guichet"])
    emplacements = Emplacements.du_poste()
    emplacements.creer()
    journal = journalisation.demarrer(emplacements.journaux)
    services = Services(emplacements, maintenant=lambda: MAINTENANT)
    demonstration.lire_foyer = canaris.foyer
    visite = VisiteSurveillee(services, Path(os.environ["HOME"]))
    poser_crochet(visite.fenetre)
    try:
        visite.jouer()
    finally:
        visite.fermer()
        journalisation.arreter(journal)
    json.dump({"titres": [*visite.titres], "commandes": [*visite.commandes]}, sys.stdout)


if __name__ == "__main__":
    main()
