"""La place de chaque chose sur l'écran « Situation » : trois colonnes, ou une seule."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guichet.ui import theme
from guichet.ui.jetons import jetons
from guichet.ui.noyau import Bandeau, Panneau, Segment, ZoneDefilante
from guichet.ui.situation.sommaire import LARGEUR, Sommaire
from guichet.ui.situation.suivi import Suivi

LARGEUR_SUIVI = 280
LARGEUR_SUIVI_MOYEN = 250
VUES = (("page", "Questions"), ("sommaire", "Groupes"), ("suivi", "Ce que l'on sait"))


class CadreSituation(QWidget):
    """``adapter`` choisit entre trois colonnes et, en étroit, une seule vue à la fois."""

    defilement = Signal()

    def __init__(self, panneaux: Sequence[Panneau]) -> None:
        super().__init__()
        self.sommaire = Sommaire()
        self.suivi = Suivi()
        self._panneaux = panneaux
        self._palier = ""
        self._vue = "page"
        self._decrite = False
        self.vues = Segment(VUES, "Ce que montre l'écran", vidable=False)
        self.vues.definir("page")
        self._barre = QWidget()
        barre = QHBoxLayout(self._barre)
        barre.setContentsMargins(0, 0, 0, 0)
        barre.addWidget(self.vues)
        barre.addStretch(1)
        self.defilante = self._milieu()
        self._page = QHBoxLayout()
        self._page.setSpacing(16)
        self._gauche = QWidget()
        gauche = QVBoxLayout(self._gauche)
        gauche.setContentsMargins(0, 0, 0, 0)
        gauche.addWidget(self.sommaire)
        gauche.addStretch(1)
        self._zone_gauche = ZoneDefilante(self._gauche)
        self._page.addWidget(self._zone_gauche)
        self._page.addWidget(self.defilante, 1)
        self._page.addWidget(self.suivi)
        self._tout = QVBoxLayout(self)
        self._tout.setSpacing(10)
        self._tout.addWidget(self._barre)
        self._tout.addLayout(self._page, 1)
        self.vues.choisi.connect(self.choisir)
        self.defilante.verticalScrollBar().valueChanged.connect(lambda _y: self.defilement.emit())

    @property
    def palier(self) -> str:
        """``large``, ``moyen`` ou ``etroit``, selon la place de l'écran."""
        return self._palier

    def adapter(self, largeur: int) -> None:
        """La place a changé (fenêtre ou taille du texte)."""
        seuils = jetons().seuils
        logique = largeur / theme.actuel().zoom
        palier = "large"
        if logique < seuils["moyen"]:
            palier = "etroit" if logique < seuils["etroit"] else "moyen"
        self._palier = palier
        px = theme.actuel().px
        etroit = palier == "etroit"
        marge = 16 if etroit else 24
        self._tout.setContentsMargins(marge, 12, marge, 12)
        illimitee = 16_777_215
        suivi = px(LARGEUR_SUIVI if palier == "large" else LARGEUR_SUIVI_MOYEN)
        self.suivi.setMinimumWidth(0 if etroit else suivi)
        self.suivi.setMaximumWidth(illimitee if etroit else suivi)
        self._zone_gauche.setMinimumWidth(0 if etroit else px(LARGEUR))
        self._zone_gauche.setMaximumWidth(illimitee if etroit else px(LARGEUR))
        self._montrer()

    def decrire(self, decrite: bool) -> None:
        """Sans personne décrite, l'écran ne montre que la première question."""
        if decrite is not self._decrite:
            self._decrite = decrite
            self._montrer()

    def choisir(self, vue: object) -> None:
        """En étroit : la page, la liste des groupes ou ce que l'on sait."""
        self._vue = str(vue)
        self.vues.definir(self._vue)
        self._montrer()

    def nommer_suivi(self, compte: str) -> None:
        """Ce que l'on sait, en quelques mots, même replié."""
        self.vues.setToolTip(compte)

    def poser_bandeau(self, bandeau: Bandeau | None) -> None:
        """Au-dessus des questions ; ``None`` : rien à corriger."""
        ancien = self._haut.takeAt(0)
        if ancien is not None and (widget := ancien.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        if bandeau is not None:
            self._haut.addWidget(bandeau)

    def faire_voir(self, widget: QWidget) -> None:
        """Défile jusqu'au haut de ``widget``, une fois la page mise en place."""
        self.choisir("page")

        def defiler() -> None:
            haut = widget.mapTo(self._contenu, QPoint(0, 0)).y()
            barre = self.defilante.verticalScrollBar()
            dedans = barre.value() <= haut and (
                haut + widget.height() <= barre.value() + self.defilante.viewport().height()
            )
            if not dedans:
                barre.setValue(max(0, haut - 12))

        QTimer.singleShot(0, widget, defiler)

    def montre(self, widget: QWidget) -> bool:
        """Vrai si ``widget`` est une question que l'on voit en ce moment."""
        return self._contenu.isAncestorOf(widget) and not widget.visibleRegion().isEmpty()

    def premier_visible(self) -> Panneau | None:
        """Le panneau que l'on lit : le premier dont le milieu n'est pas passé au-dessus."""
        haut = self.defilante.verticalScrollBar().value()
        visibles = [p for p in self._panneaux if p.isVisible()]
        return next((p for p in visibles if p.y() + p.height() / 2 >= haut), None)

    def _montrer(self) -> None:
        etroit = self._palier == "etroit"
        self._barre.setVisible(etroit and self._decrite)
        vue = self._vue if self._decrite else "page"
        self._zone_gauche.setVisible(self._decrite and (not etroit or vue == "sommaire"))
        self.defilante.setVisible(not etroit or vue == "page")
        self.suivi.setVisible(not etroit or vue == "suivi")

    def _milieu(self) -> ZoneDefilante:
        self._contenu = QWidget()
        colonne = QVBoxLayout(self._contenu)
        colonne.setContentsMargins(2, 0, 6, 10)
        colonne.setSpacing(9)
        self._haut = QVBoxLayout()
        colonne.addLayout(self._haut)
        for panneau in self._panneaux:
            colonne.addWidget(panneau)
        colonne.addStretch(1)
        return ZoneDefilante(self._contenu)
