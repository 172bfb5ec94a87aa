"""L'écran « Parcours » : choisir un moment et sa date, voir les étapes dessinées ou en liste."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from guichet.catalogue.contenu import Organisme
from guichet.parcours.etape import Parcours
from guichet.parcours.precisions import Precision
from guichet.ui import theme
from guichet.ui.noyau import (
    Bouton,
    Constat,
    Etiquette,
    Puce,
    PuceBouton,
    Segment,
    ZoneDefilante,
    rangee,
)
from guichet.ui.parcours.choix import ChoixMoment
from guichet.ui.parcours.fiche import Fiche
from guichet.ui.parcours.fiche_dite import FicheDite
from guichet.ui.parcours.frise import FriseWidget
from guichet.ui.parcours.liste import ListeEtapes
from guichet.ui.parcours.precisions import Precisions

LARGEUR_VOLET = 348
SERRE = 860
MODES = (("frise", "Frise"), ("liste", "Liste"))


class ParcoursView(QWidget):
    """Montre ce qu'on lui dit, signale ce que le conseiller choisit."""

    moment_choisi = Signal(str, object)
    moment_regarde = Signal(str)
    changement_demande = Signal()
    changement_abandonne = Signal()
    etape_choisie = Signal(str)
    etape_cochee = Signal(str)
    mode_choisi = Signal(object)
    precisions_demandees = Signal()
    precisee = Signal(str, object)
    danger = Signal()
    rendez_vous = Signal()

    def __init__(
        self, organismes: Mapping[str, Organisme], moments: Sequence[tuple[object, str]]
    ) -> None:
        super().__init__()
        self._palier = "large"
        self._volet = ""
        self.titre = Etiquette("", "titre2")
        self.retard = Puce("", "danger", "triangle-alert")
        self.bientot = Puce("", "accent", "calendar-clock")
        self.preciser = PuceBouton("", "verifier", "circle-question-mark")
        self.sous_titre = Etiquette("", "petit", "encre2")
        self.mode = Segment(MODES, "Présentation", vidable=False)
        self.mode.definir("frise")
        self.changer = Bouton("Changer de moment", "discret", taille="compact")
        self.rdv = Bouton("Prendre rendez-vous", "plein", icone="video", taille="compact")
        self.choix = ChoixMoment(moments)
        self.moment, self.evenement = self.choix.moment, self.choix.evenement
        self.dessiner = self.choix.dessiner
        self.frise = FriseWidget(organismes)
        self.liste = ListeEtapes(organismes)
        self.fiche = Fiche()
        self.precisions = Precisions()
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
        self._mesurer()

    def montrer_choix(
        self, moment: str | None, evenement: date | None, *, annulable: bool, discret: bool
    ) -> None:
        """Demande le moment et sa date."""
        self.choix.proposer(moment, evenement, annulable=annulable, discret=discret)
        for widget in (self._tete, self._pile, self.fiche, self.precisions):
            widget.hide()
        self.choix.show()
        self._vide.setVisible(not annulable)

    def proposer_date(self, evenement: date | None, quoi: str) -> None:
        """La date connue de ce moment, et ce qu'elle date."""
        self.choix.proposer_date(evenement, quoi)

    def montrer(
        self, parcours: Parcours, *, au: date, choisie: str, entete: Mapping[str, str]
    ) -> None:
        """Dessine le parcours. ``entete`` : titre, sous_titre, retard, bientot, preciser."""
        self.choix.hide()
        self._vide.hide()
        self._tete.show()
        self.titre.setText(entete["titre"])
        self.sous_titre.setText(entete["sous_titre"])
        self.retard.definir(entete["retard"], "danger", "triangle-alert")
        self.retard.setVisible(bool(entete["retard"]))
        self.bientot.definir(entete["bientot"], "accent", "calendar-clock")
        self.bientot.setVisible(bool(entete["bientot"]) and self._palier != "etroit")
        self.preciser.setText(entete["preciser"])
        self.preciser.setVisible(bool(entete["preciser"]))
        self.preciser.updateGeometry()
        self.frise.montrer(parcours, au=au, choisie=choisie)
        self.liste.montrer(parcours, au=au, choisie=choisie)

    def montrer_mode(self, mode: str) -> None:
        """``frise`` ou ``liste``."""
        self.mode.definir(mode)
        self._pile.setCurrentIndex(0 if mode == "frise" else 1)

    def montrer_volet(self, volet: str) -> None:
        """``fiche``, ``precisions``, ou vide ; à l'étroit, le volet prend toute la place."""
        avait_le_focus = self._volet and any(
            widget.isAncestorOf(actif)
            for widget in (self.fiche, self.precisions)
            if (actif := self.window().focusWidget()) is not None
        )
        precedent = (
            self.fiche.montree.etape if self._volet == "fiche" and self.fiche.montree else ""
        )
        self._volet = volet
        self.fiche.setVisible(volet == "fiche")
        self.precisions.setVisible(volet == "precisions")
        self._pile.setVisible(not volet or self._palier != "etroit")
        if not volet and avait_le_focus:
            self._revenir(precedent)

    def montrer_fiche(self, fiche: FicheDite) -> None:
        self.fiche.montrer(fiche)

    def montrer_precisions(self, precisions: Sequence[Precision]) -> None:
        self.precisions.montrer(precisions)

    def prendre_focus(self) -> None:
        """L'écran apparaît : le moment à choisir, ou la dernière étape visitée."""
        if self.choix.isVisibleTo(self):
            self.moment.controle.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._revenir("")

    def dire_erreur(self, phrase: str) -> None:
        self.evenement.definir_erreur(phrase)

    def dire_erreur_de_precision(self, fait: str, phrase: str) -> None:
        if fait in self.precisions.questions:
            self.precisions.questions[fait].dire_erreur(phrase)

    def adapter(self, palier: str) -> None:
        """``etroit`` : les mots secondaires s'en vont, le volet couvre les étapes."""
        self._palier = palier
        etroit = palier == "etroit"
        self.sous_titre.setVisible(not etroit)
        self.rdv.setText("Rendez-vous" if etroit else "Prendre rendez-vous")
        self.changer.setText("Changer" if etroit else "Changer de moment")
        self.bientot.setVisible(bool(self.bientot.texte) and not etroit)
        self._mesurer()
        if self._volet:
            self.montrer_volet(self._volet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._volet:
            if self._volet == "fiche":
                self.etape_choisie.emit("")
            else:
                self.precisions_demandees.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "precisions"):
            self._mesurer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._plier()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.actuel().px(420), 300)

    def _plier(self) -> None:
        """Sous 860 px, les boutons passent sous le titre."""
        serre = self._palier == "etroit" and self.width() < theme.actuel().px(SERRE)
        sens = QBoxLayout.Direction.TopToBottom if serre else QBoxLayout.Direction.LeftToRight
        self._ligne.setDirection(sens)

    def _mesurer(self) -> None:
        self._plier()
        largeur = theme.actuel().px(LARGEUR_VOLET)
        for volet in (self.fiche, self.precisions):
            volet.setMinimumWidth(0 if self._palier == "etroit" else largeur)
            volet.setMaximumWidth(16777215 if self._palier == "etroit" else largeur)

    def _revenir(self, etape: str) -> None:
        if self._pile.currentIndex() == 0:
            self.frise.aller(etape)
        else:
            self.liste.aller(etape)

    def _bandeau(self) -> QWidget:
        widget = QWidget()
        # Sa largeur ne retient pas la fenêtre : trop serré, il se plie.
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        gauche = QVBoxLayout()
        gauche.setSpacing(3)
        puces = (self.titre, self.retard, self.bientot, self.preciser)
        gauche.addLayout(rangee(*puces, espace=10, ressort=True))
        gauche.addWidget(self.sous_titre)
        self._ligne = QBoxLayout(QBoxLayout.Direction.LeftToRight, widget)
        self._ligne.setContentsMargins(0, 0, 0, 0)
        self._ligne.setSpacing(10)
        self._ligne.addLayout(gauche, 1)
        self._ligne.addLayout(rangee(self.changer, self.mode, self.rdv, espace=10))
        return widget

    def _ranger(self) -> None:
        corps = QHBoxLayout()
        corps.setSpacing(14)
        corps.addWidget(self._pile, 1)
        corps.addWidget(self.fiche)
        corps.addWidget(self.precisions)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 10, 24, 10)
        page.setSpacing(12)
        for widget in (self.choix, self._tete, self._vide):
            page.addWidget(widget)
        page.addLayout(corps, 1)
        self._pile.setMinimumHeight(120)
        # Sans cela, l'écran vide serait étiré entre le choix et le bas de la page.
        page.addStretch(0)

    def _brancher(self) -> None:
        self.choix.choisi.connect(self.moment_choisi)
        self.choix.regarde.connect(self.moment_regarde)
        self.choix.abandonne.connect(self.changement_abandonne)
        self.changer.clicked.connect(self.changement_demande)
        self.preciser.clicked.connect(self.precisions_demandees)
        self.rdv.clicked.connect(self.rendez_vous)
        self.mode.choisi.connect(self.mode_choisi)
        for etapes in (self.frise, self.liste):
            etapes.etape_choisie.connect(self.etape_choisie)
            etapes.etape_cochee.connect(self.etape_cochee)
        self.fiche.cochee.connect(self.etape_cochee)
        self.fiche.fermee.connect(lambda: self.etape_choisie.emit(""))
        self.fiche.danger.connect(self.danger)
        self.precisions.fermee.connect(self.precisions_demandees)
        self.precisions.repondue.connect(self.precisee)
