"""Panneaux, filets, zone défilante, constat (vide ou erreur), attente."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guichet.ui import theme
from guichet.ui.noyau.bouton import Bouton
from guichet.ui.noyau.champ import Champ
from guichet.ui.noyau.pastille import Icone
from guichet.ui.noyau.texte import Etiquette, Paragraphe


class Cadre(QFrame):
    """Un fond de la feuille de style : ``panneau``, ``creux``, ``accent``, ``probable``,
    ``verifier``, ``danger``, ``noncalc``. ``corps`` reçoit le contenu.
    """

    def __init__(
        self,
        genre: str = "panneau",
        *,
        marges: tuple[int, int, int, int] = (16, 12, 16, 12),
        espace: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("genre", genre)
        self.corps = QVBoxLayout(self)
        self.corps.setContentsMargins(*marges)
        self.corps.setSpacing(espace)


class CadreCentre(Cadre):
    """Un panneau au milieu de l'écran, large de ``largeur`` px agrandis, moins s'il n'y a pas
    la place.
    """

    def __init__(self, largeur: int, *, marges: tuple[int, int, int, int], espace: int) -> None:
        super().__init__("panneau", marges=marges, espace=espace)
        self._largeur = largeur
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(theme.actuel().px(self._largeur), super().sizeHint().height())

    def centrer(self) -> QWidget:
        """La page à faire défiler, ce panneau au milieu."""
        page = QWidget()
        ligne = QHBoxLayout()
        ligne.addStretch(1)
        ligne.addWidget(self)
        ligne.addStretch(1)
        pile = QVBoxLayout(page)
        pile.addStretch(1)
        pile.addLayout(ligne)
        pile.addStretch(1)
        return page


class Panneau(Cadre):
    """Un bloc blanc avec un titre, et au besoin une action en haut à droite."""

    def __init__(
        self,
        titre: str = "",
        *,
        action: QWidget | None = None,
        role: str = "titre3",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("panneau", marges=(20, 16, 20, 16), espace=10, parent=parent)
        self.titre = Etiquette(titre, role, graisse=700)
        self.tete = QHBoxLayout()
        self.tete.setSpacing(12)
        if titre or action is not None:
            self.tete.addWidget(self.titre)
            self.tete.addStretch(1)
            if action is not None:
                self.tete.addWidget(action)
            self.corps.addLayout(self.tete)
        if titre:
            self.setAccessibleName(titre)


class Filet(QFrame):
    """Un trait décoratif de 1 px, couché ou debout."""

    def __init__(self, *, debout: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("genre", "filet_vertical" if debout else "filet")
        if debout:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class ZoneDefilante(QScrollArea):
    """Fait défiler ``contenu`` en hauteur seulement ; suit le contrôle qui prend le focus."""

    def __init__(self, contenu: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._contenu = contenu
        self.setWidget(contenu)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._suivre)
        # setWidget remplit le fond d'office : les arrondis disparaîtraient.
        contenu.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def eventFilter(self, objet: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and objet is self._contenu:
            self._borner()
        return super().eventFilter(objet, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._borner()

    def _suivre(self, _ancien: QWidget | None, nouveau: QWidget | None) -> None:
        if nouveau is not None and self._contenu.isAncestorOf(nouveau):
            self.ensureWidgetVisible(nouveau, 24, 24)

    def _borner(self) -> None:
        """Cache la barre quand tout tient : sinon sa largeur suffit parfois à la faire rester."""
        contenu = self._contenu
        if contenu.hasHeightForWidth():
            hauteur = contenu.heightForWidth(self.width())
        else:
            hauteur = contenu.minimumSizeHint().height()
        tient = max(hauteur, contenu.minimumHeight()) <= self.height()
        off, besoin = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if tient else besoin)


class Constat(QWidget):
    """Un fait, ce qui est gardé, une action : l'état vide et l'erreur (maquette 12)."""

    def __init__(
        self,
        icone: str,
        titre: str,
        texte: str,
        *boutons: Bouton,
        couleur: str = "encre2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.titre = Etiquette(titre, "titre3")
        self.texte = Paragraphe(texte, couleur="encre2")
        mots = QVBoxLayout()
        mots.setSpacing(4)
        mots.addWidget(self.titre)
        mots.addWidget(self.texte)
        haut = QHBoxLayout()
        haut.setSpacing(14)
        haut.addWidget(Icone(icone, 28, couleur), 0, Qt.AlignmentFlag.AlignTop)
        haut.addLayout(mots, 1)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(14)
        colonne.addLayout(haut)
        if boutons:
            colonne.addLayout(rangee(*boutons, ressort=True))


class Attente(QWidget):
    """Ce que l'on attend, en mots, avec une barre ; « Arrêter » si on peut arrêter."""

    arreter = Signal()

    def __init__(
        self, texte: str, *, arretable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.texte = Etiquette(texte, "corps2", "encre2")
        self.barre = QProgressBar()
        self.barre.setRange(0, 0)
        self.barre.setTextVisible(False)
        self.barre.setAccessibleName(texte)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.addWidget(self.barre)
        ligne = rangee(self.texte, ressort=True)
        if arretable:
            bouton = Bouton("Arrêter", "discret", taille="compact")
            bouton.clicked.connect(self.arreter)
            ligne.addWidget(bouton)
        colonne.addLayout(ligne)


def rangee(*widgets: QWidget, espace: int = 8, ressort: bool = False) -> QHBoxLayout:
    """Des widgets côte à côte ; ``ressort`` les pousse à gauche."""
    ligne = QHBoxLayout()
    ligne.setContentsMargins(0, 0, 0, 0)
    ligne.setSpacing(espace)
    for widget in widgets:
        # Des champs côte à côte s'alignent par le haut : l'erreur de l'un n'abaisse pas l'autre.
        if isinstance(widget, Champ):
            ligne.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        else:
            ligne.addWidget(widget)
    if ressort:
        ligne.addStretch(1)
    return ligne


def colonne(*widgets: QWidget, espace: int = 8, ressort: bool = False) -> QVBoxLayout:
    """Des widgets l'un sous l'autre ; ``ressort`` les pousse en haut."""
    pile = QVBoxLayout()
    pile.setContentsMargins(0, 0, 0, 0)
    pile.setSpacing(espace)
    for widget in widgets:
        pile.addWidget(widget)
    if ressort:
        pile.addStretch(1)
    return pile


def ligne_a_icone(
    icone: str, texte: QWidget | str, couleur: str = "probable", *, espace: int = 10
) -> QWidget:
    """Une ligne de liste : icône puis texte (paragraphe si c'est une chaîne)."""
    widget = QWidget()
    corps = texte if isinstance(texte, QWidget) else Paragraphe(texte, role="corps2")
    ligne = QHBoxLayout(widget)
    ligne.setContentsMargins(0, 0, 0, 0)
    ligne.setSpacing(espace)
    ligne.addWidget(Icone(icone, 18, couleur), 0, Qt.AlignmentFlag.AlignTop)
    ligne.addWidget(corps, 1)
    return widget
