"""``guichet demo`` : la vraie fenêtre, pilotée sans écran, joue une visite entière.

Rien n'est simulé : vrai calcul, vrais agendas CalDAV de démonstration, vraie feuille. Le
foyer est inventé (``resources/demonstration/foyer.json``).
"""

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from guichet.application.services import Services
from guichet.catalogue.chemins import ressources
from guichet.errors import GuichetError

if TYPE_CHECKING:
    from guichet.ui.visite import Visite

DELAI = 60.0
MOMENT = "separation"
TAILLE = (1366, 768)


def jouer(services: Services, sortie: Path) -> Sequence[Path]:
    """Joue la visite et rend les fichiers écrits dans ``sortie``, qui existe.

    Raises:
        GuichetError: le calcul ou les agendas ne répondent pas.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from guichet.application.fenetre import journaliser_qt, preparer

    journaliser_qt()
    preparer(["guichet"])
    visite = VisiteJouee(services, sortie)
    try:
        return visite.jouer()
    finally:
        visite.fermer()


class VisiteJouee:
    """La fenêtre et la suite de gestes ; ``suffixe`` distingue les variantes d'image."""

    def __init__(
        self,
        services: Services,
        sortie: Path,
        *,
        taille: tuple[int, int] = TAILLE,
        suffixe: str = "",
    ) -> None:
        from guichet.application.atelier import Atelier
        from guichet.ui.window import Fenetre

        self.services = services
        self.sortie = sortie
        self.suffixe = suffixe
        self.ecrits: list[Path] = []
        self.fenetre = Fenetre()
        self.fenetre.resize(*taille)
        self.atelier = Atelier(services, self.fenetre)
        self.fenetre.show()
        self.atelier.demarrer()

    def jouer(self) -> Sequence[Path]:
        """Accueil, situation, droits, parcours, rendez-vous, feuille, personne suivante."""
        self.accueil()
        self.situation()
        self.droits()
        self.parcours()
        self.rendez_vous()
        self.recap()
        self.suivante()
        self.verrou()
        return self.ecrits

    def accueil(self) -> None:
        self.attendre(lambda: not self.atelier.tasks.en_cours)
        self.photographier("01-accueil")

    def situation(self) -> None:
        self.atelier.nouvelle_visite()
        foyer = self.services.lire_situation(lire_foyer(), self.services.today())
        separation = self.services.today() - timedelta(days=18)
        self.visite.repondre(replace(foyer, isole_depuis=separation))
        self.attendre(lambda: self.visite.etat.diagnostic is not None)
        self.photographier("02-situation")

    def droits(self) -> None:
        self.atelier.aller(2)
        self.photographier("04-droits")
        for droit in ("prime_activite", "aides_logement"):
            self.visite.choisir(droit, "demande")
        self.visite.choisir("c2s", "plus_tard")

    def parcours(self) -> None:
        separation = self.services.today() - timedelta(days=18)
        self.visite.suivre_moment(MOMENT, separation)
        self.atelier.aller(3)
        self.photographier("05-parcours")
        parcours = self.visite.etat.parcours
        if parcours is not None and not self.suffixe:
            image = self.services.dessiner_parcours(parcours, self.services.today())
            self._ecrire("frise.png", image)

    def rendez_vous(self) -> None:
        from guichet.application.pages import PageRendezVous

        self.atelier.aller(4)
        page = self.atelier.page(4)
        if not isinstance(page, PageRendezVous):
            raise TypeError("page 4")
        self.attendre(lambda: page.presenter.pret)
        page.presenter.choisir_propose(0)
        self.photographier("07-rendez-vous")
        page.presenter.confirmer()
        self.attendre(lambda: bool(self.visite.etat.reservations))
        self.attendre(lambda: not self.atelier.tasks.en_cours)
        self.photographier("07-rendez-vous-pris")

    def recap(self) -> None:
        from guichet.application.pages import PageRecap

        self.atelier.aller(5)
        page = self.atelier.page(5)
        if not isinstance(page, PageRecap):
            raise TypeError("page 5")
        self.attendre(lambda: page.presenter.pdf is not None)
        self.photographier("08-recapitulatif")
        if not self.suffixe:
            self._ecrire("recap.pdf", page.presenter.pdf or b"")

    def suivante(self) -> None:
        from guichet.ui.noyau import Dialogue

        self.atelier.personne_suivante()
        self.photographier("09-personne-suivante")
        for dialogue in self.fenetre.findChildren(Dialogue):
            dialogue.accepter()
        self.attendre(lambda: self.atelier.visite is None)

    def verrou(self) -> None:
        self.atelier.verrouiller()
        self.photographier("10-verrouillage")

    def photographier(self, nom: str) -> None:
        """Une image de la fenêtre entière."""
        from guichet.ui.capture import grab

        chemin = self.sortie / f"{nom}{self.suffixe}.png"
        grab(self.fenetre, chemin)
        self.ecrits.append(chemin)

    def attendre(self, pret: Callable[[], bool]) -> None:
        """Laisse vivre la fenêtre jusqu'à ce que ``pret`` soit vrai.

        Raises:
            GuichetError: une minute sans réponse.
        """
        from PySide6.QtCore import QCoreApplication

        limite = time.monotonic() + DELAI
        while not pret():
            if time.monotonic() > limite:
                raise GuichetError("La visite de démonstration ne répond plus.")
            QCoreApplication.processEvents()
            time.sleep(0.005)

    def fermer(self) -> None:
        self.atelier.fermer()
        self.fenetre.hide()
        self.fenetre.deleteLater()

    @property
    def visite(self) -> "Visite":
        if self.atelier.visite is None:
            raise RuntimeError("aucune visite en cours")
        return self.atelier.visite

    def _ecrire(self, nom: str, contenu: bytes) -> None:
        from guichet.securite.fichiers import ecrire_atomique

        chemin = self.sortie / nom
        ecrire_atomique(chemin, contenu, mode=0o644)
        self.ecrits.append(chemin)


def lire_foyer() -> object:
    """Le foyer inventé de la démonstration."""
    chemin = ressources() / "demonstration" / "foyer.json"
    return json.loads(chemin.read_text(encoding="utf-8"))
