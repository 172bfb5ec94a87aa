"""L'écran « Parcours » : choisir un moment et sa date, voir les étapes dessinées ou en liste."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from guichet.catalogue.contenu import Organisme
from guichet.parcours.etape import Etape, Parcours
from guichet.ui import theme
from guichet.ui.noyau import (
    Bouton,
    ChampDate,
    ChampListe,
    Constat,
    Etiquette,
    Panneau,
    Puce,
    Segment,
    ZoneDefilante,
    rangee,
)
from guichet.ui.noyau.flux import Flux
from guichet.ui.parcours.fiche import Fiche
from guichet.ui.parcours.frise import FriseWidget
from guichet.ui.parcours.liste import ListeEtapes

LARGEUR_FICHE = 360
MODES = (("frise", "Frise"), ("liste", "Liste"))


class ParcoursView(QWidget):
    """Montre ce qu'on lui dit, signale ce que le conseiller choisit."""

    moment_choisi = Signal(str, object)
    etape_choisie = Signal(str)
    etape_cochee = Signal(str)
    mode_choisi = Signal(object)
    rendez_vous = Signal()

    def __init__(
        self, organismes: Mapping[str, Organisme], moments: Sequence[tuple[object, str]]
    ) -> None:
        super().__init__()
        self.titre = Etiquette("", "titre2")
        self.retard = Puce("", "danger", "triangle-alert")
        self.bientot = Puce("", "accent", "calendar-clock")
        self.sous_titre = Etiquette("", "petit", "encre2")
        self.mode = Segment(MODES, "Présentation", vidable=False)
        self.mode.definir("frise")
        self.changer = Bouton("Changer de moment", "discret", taille="compact")
        self.rdv = Bouton("Prendre rendez-vous", "plein", icone="video", taille="compact")
        self.moment = ChampListe("&Moment de vie", moments, largeur=320)
        self.evenement = ChampDate("&Date de l'événement")
        self.dessiner = Bouton("Dessiner le parcours", "plein", taille="compact", touche="Entrée")
        self.frise = FriseWidget(organismes)
        self.liste = ListeEtapes(organismes)
        self.fiche = Fiche()
        self.fiche.setFixedWidth(theme.actuel().px(LARGEUR_FICHE))
        self._choix = self._panneau_choix()
        self._tete = self._bandeau()
        self._pile = QStackedWidget()
        self._pile.addWidget(ZoneDefilante(self.frise))
        self._pile.addWidget(ZoneDefilante(self.liste))
        self._vide = Constat(
            "split",
            "Choisissez ce qui arrive à la personne",
            "Un moment de vie et sa date suffisent ; la situation affine les étapes.",
        )
        self._ranger()
        self._brancher()

    def montrer_choix(self, moment: str | None, evenement: date | None) -> None:
        """Demande le moment et sa date."""
        if moment is not None:
            self.moment.definir(moment)
        if evenement is not None:
            self.evenement.definir(evenement)
        self._choix.show()
        for widget in (self._tete, self._pile, self.fiche):
            widget.hide()
        self._vide.show()
        self.moment.controle.setFocus()

    def montrer(
        self, parcours: Parcours, *, au: date, choisie: str, entete: Mapping[str, str]
    ) -> None:
        """Dessine le parcours. ``entete`` : titre, sous_titre, retard, bientot."""
        self._choix.hide()
        self._vide.hide()
        self._tete.show()
        self._pile.show()
        self.titre.setText(entete["titre"])
        self.sous_titre.setText(entete["sous_titre"])
        self.retard.definir(entete["retard"], "danger", "triangle-alert")
        self.retard.setVisible(bool(entete["retard"]))
        self.bientot.definir(entete["bientot"], "accent", "calendar-clock")
        self.bientot.setVisible(bool(entete["bientot"]))
        self.frise.montrer(parcours, au=au, choisie=choisie)
        self.liste.montrer(parcours, au=au, choisie=choisie)

    def montrer_mode(self, mode: str) -> None:
        self.mode.definir(mode)
        self._pile.setCurrentIndex(0 if mode == "frise" else 1)

    def montrer_fiche(
        self, etape: Etape | None, *, groupe: str = "", organisme: str = "", quand: str = ""
    ) -> None:
        if etape is not None:
            self.fiche.montrer(etape, groupe=groupe, organisme=organisme, quand=quand)
        self.fiche.setVisible(etape is not None)

    def dire_erreur(self, phrase: str) -> None:
        self.evenement.definir_erreur(phrase)

    def _panneau_choix(self) -> Panneau:
        panneau = Panneau("Que se passe-t-il ?")
        flux = Flux()
        flux.addWidget(self.moment)
        flux.addWidget(self.evenement)
        bouton = QWidget()
        colonne = QVBoxLayout(bouton)
        colonne.setContentsMargins(0, 24, 0, 0)
        colonne.addWidget(self.dessiner)
        flux.addWidget(bouton)
        panneau.corps.addLayout(flux)
        return panneau

    def _bandeau(self) -> QWidget:
        widget = QWidget()
        gauche = QVBoxLayout()
        gauche.setSpacing(3)
        gauche.addLayout(rangee(self.titre, self.retard, self.bientot, espace=12, ressort=True))
        gauche.addWidget(self.sous_titre)
        ligne = QHBoxLayout(widget)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(10)
        ligne.addLayout(gauche, 1)
        ligne.addWidget(self.changer)
        ligne.addWidget(self.mode)
        ligne.addWidget(self.rdv)
        return widget

    def _ranger(self) -> None:
        gauche = QVBoxLayout()
        gauche.setSpacing(12)
        for widget in (self._choix, self._tete, self._vide):
            gauche.addWidget(widget)
        corps = QHBoxLayout()
        corps.setSpacing(14)
        corps.addWidget(self._pile, 1)
        corps.addWidget(self.fiche)
        gauche.addLayout(corps, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 10, 24, 10)
        page.addLayout(gauche)

    def _brancher(self) -> None:
        self.dessiner.clicked.connect(self._choisir)
        self.evenement.ligne.returnPressed.connect(self._choisir)
        self.changer.clicked.connect(lambda: self.moment_choisi.emit("", None))
        self.rdv.clicked.connect(self.rendez_vous)
        self.mode.choisi.connect(self.mode_choisi)
        self.frise.etape_choisie.connect(self.etape_choisie)
        self.frise.etape_cochee.connect(self.etape_cochee)
        self.liste.etape_choisie.connect(self.etape_choisie)
        self.fiche.cochee.connect(self.etape_cochee)
        self.fiche.fermee.connect(lambda: self.etape_choisie.emit(""))

    def _choisir(self) -> None:
        moment = self.moment.valeur()
        if not isinstance(moment, str):
            self.moment.definir_erreur("Choisissez un moment de vie.")
            return
        self.moment.definir_erreur("")
        try:
            jour = self.evenement.valeur()
        except ValueError as error:
            self.evenement.definir_erreur(str(error))
            return
        if not isinstance(jour, date):
            self.evenement.definir_erreur("La date est nécessaire. Exemple : 02/11/2026")
            return
        self.moment_choisi.emit(moment, jour)
