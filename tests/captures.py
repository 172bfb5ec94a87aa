"""``make captures`` : chaque écran en PNG, à 100 % et 150 %, clair et sombre.

``python tests/captures.py DOSSIER [MAQUETTES]`` ; avec le dossier des maquettes, chaque image
est aussi posée à côté de la sienne (``cote-a-cote-*.png``).
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
import keyring.backends.fail
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from guichet.application.demonstration import VisiteJouee
from guichet.application.emplacements import Emplacements
from guichet.application.fenetre import journaliser_qt, preparer
from guichet.application.services import Services
from guichet.catalogue.structure import Structure
from guichet.rendezvous.agenda import HorsLigne
from guichet.ui import theme

# Le jour et l'heure des maquettes : mêmes échéances, mêmes retards.
MAINTENANT = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)
STRUCTURE = Structure(
    nom="France Services de Nantes Nord",
    adresse="Adresse d'essai, 44000 Nantes",
    horaires="Du lundi au vendredi, 9 h à 17 h",
    telephone="02 40 00 00 00",
)
VARIANTES = (
    ("", False, 1.0),
    ("-sombre", True, 1.0),
    ("-150", False, 1.5),
    ("-sombre-150", True, 1.5),
)
MAQUETTES = {
    "01-accueil": "01-accueil",
    "02-situation": "02-situation-expert",
    "04-droits": "04-droits",
    "04-droits-sombre": "04b-droits-sombre",
    "04-droits-150": "04c-droits-150-pour-cent",
    "05-parcours": "05-parcours-agent",
    "05-parcours-sombre": "05b-parcours-agent-sombre",
    "05-parcours-150": "05d-parcours-liste-150-pour-cent",
    "07-rendez-vous": "07-rendez-vous",
    "08-recapitulatif": "08-recapitulatif",
    "09-personne-suivante": "09-personne-suivante",
    "10-verrouillage": "10-verrouillage",
    "11-hors-ligne": "11-hors-ligne",
    "20-feuille-page-1": "20-feuille-standard-page-1",
    "20-feuille-page-2": "21-feuille-standard-page-2",
}


class VisitePhotographiee(VisiteJouee):
    """La même visite que la démonstration, plus l'écran sans réseau et les pages du PDF."""

    def rendez_vous(self) -> None:
        super().rendez_vous()
        if not self.suffixe:
            self.hors_ligne()

    def hors_ligne(self) -> None:
        """Le réseau coupe : ce que l'on a lu reste, plus garanti."""
        ouvrir = self.services.agenda

        def couper() -> object:
            raise HorsLigne("L'agenda de la caisse ne répond pas.")

        self.services.agenda = couper  # type: ignore[assignment, method-assign]
        self.fenetre.relire.emit()
        self.attendre(lambda: not self.atelier.tasks.en_cours)
        self.photographier("11-hors-ligne")
        self.services.agenda = ouvrir  # type: ignore[method-assign]
        self.fenetre.relire.emit()
        self.attendre(lambda: not self.atelier.tasks.en_cours)


def main(sortie: Path, maquettes: Path | None) -> None:
    """Écrit toutes les images dans ``sortie``."""
    sortie.mkdir(parents=True, exist_ok=True)
    keyring.set_keyring(keyring.backends.fail.Keyring())
    journaliser_qt()
    application = preparer(["captures"])
    ecrits: list[Path] = []
    for suffixe, sombre, zoom in VARIANTES:
        theme.appliquer(application, sombre=sombre, zoom=zoom, mouvement=0)
        with tempfile.TemporaryDirectory() as dossier:
            ecrits += jouer(Path(dossier), sortie, suffixe)
    ecrits += pages_du_pdf(sortie / "recap.pdf", sortie)
    if maquettes is not None:
        for chemin in ecrits:
            poser_a_cote(chemin, maquettes, sortie)
    for chemin in sorted(sortie.glob("*.png")):
        sys.stdout.write(f"{chemin}\n")


def jouer(dossier: Path, sortie: Path, suffixe: str) -> Sequence[Path]:
    """Une visite entière dans un poste neuf, structure créée."""
    services = Services(
        Emplacements(donnees=dossier / "donnees", journaux=dossier / "journaux"),
        maintenant=lambda: MAINTENANT,
    )
    phrase = "sept mots inventés pour une capture seulement"
    coffre = services.coffre
    coffre.confirmer_code(coffre.creer_structure(STRUCTURE, conseiller="Karine M.", phrase=phrase))
    visite = VisitePhotographiee(services, sortie, suffixe=suffixe)
    try:
        return visite.jouer()
    finally:
        services.arreter_agendas_demo()
        visite.fermer()


def pages_du_pdf(pdf: Path, sortie: Path) -> Iterator[Path]:
    """Les pages de la feuille remise, en PNG."""
    from guichet.ui.recap.apercu import pages

    for numero, image in enumerate(pages(pdf.read_bytes(), points=110), start=1):
        chemin = sortie / f"20-feuille-page-{numero}.png"
        image.save(str(chemin))
        yield chemin


def poser_a_cote(image: Path, maquettes: Path, sortie: Path) -> None:
    """L'écran à gauche, sa maquette à droite, même hauteur."""
    maquette = maquettes / f"{MAQUETTES.get(image.stem, '')}.png"
    if not maquette.is_file():
        return
    gauche, droite = QImage(str(image)), QImage(str(maquette))
    droite = droite.scaledToHeight(gauche.height(), Qt.TransformationMode.SmoothTransformation)
    cadre = QImage(gauche.width() + droite.width() + 12, gauche.height(), gauche.format())
    cadre.fill(Qt.GlobalColor.black)
    painter = QPainter(cadre)
    painter.drawImage(0, 0, gauche)
    painter.drawImage(gauche.width() + 12, 0, droite)
    painter.end()
    cadre.save(str(sortie / f"cote-a-cote-{image.stem}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
