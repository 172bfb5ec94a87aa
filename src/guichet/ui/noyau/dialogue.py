"""Le dialogue dans la fenêtre : l'écran flouté et voilé derrière, rien n'y est lisible."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from guichet.ui import theme
from guichet.ui.jetons import jetons
from guichet.ui.noyau.annonce import annoncer
from guichet.ui.noyau.bouton import Bouton
from guichet.ui.noyau.panneau import Cadre, ZoneDefilante
from guichet.ui.noyau.pastille import Icone
from guichet.ui.noyau.texte import Paragraphe


class Dialogue(QWidget):
    """Couvre toute la fenêtre. Remplir ``corps``, ajouter des boutons, puis ``ouvrir()``.

    Tant qu'il est ouvert, le reste de la fenêtre est désactivé. Échap ferme (``refuse``),
    Entrée clique le bouton principal. Se détruit en se fermant.
    """

    accepte = Signal()
    refuse = Signal()

    def __init__(
        self,
        fenetre: QWidget,
        titre: str,
        *,
        icone: str = "",
        couleur: str = "accent",
        largeur: int = 720,
    ) -> None:
        super().__init__(fenetre.window())
        self._fenetre = fenetre.window()
        self.setObjectName("dialogue")
        self.setAccessibleName(titre)
        self._fond = QPixmap()
        self._principal: Bouton | None = None
        self._avant: QWidget | None = None
        self._largeur = largeur
        self._panneau = Cadre("dialogue", marges=(32, 28, 32, 28), espace=16)
        self.corps = self._panneau.corps
        tete = QHBoxLayout()
        tete.setSpacing(12)
        if icone:
            tete.addWidget(Icone(icone, 28, couleur), 0, Qt.AlignmentFlag.AlignTop)
        self.titre = Paragraphe(titre, role="titre2")
        tete.addWidget(self.titre, 1)
        self.corps.addLayout(tete)
        self._boutons = QHBoxLayout()
        self._boutons.setSpacing(12)
        self._zone = ZoneDefilante(self._panneau, parent=self)
        self.hide()

    def ajouter_bouton(
        self, bouton: Bouton, *, principal: bool = False, ferme: bool = True
    ) -> Bouton:
        """À gauche, ou tout à droite si ``principal``. ``ferme`` : le dialogue se ferme au clic
        et dit ``accepte`` (principal) ou ``refuse``.
        """
        if principal:
            self._principal = bouton
            self._boutons.addStretch(1)
        self._boutons.addWidget(bouton)
        if ferme:
            bouton.clicked.connect(self.accepter if principal else self.refuser)
        return bouton

    def ouvrir(self) -> None:
        """Floute ce qu'il y a derrière, désactive la fenêtre, prend le focus."""
        fenetre = self._fenetre
        avant = QApplication.focusWidget()
        self._avant = avant
        if avant is not None:
            # L'écran d'en dessous peut se refaire pendant que le dialogue est ouvert.
            avant.destroyed.connect(self._oublier_avant)
        self._fond = _flouter(fenetre.grab())
        if self._boutons.count():
            self.corps.addSpacing(4)
            self.corps.addLayout(self._boutons)
        for voisin in self._voisins():
            voisin.setEnabled(False)
        fenetre.installEventFilter(self)
        self._panneau.installEventFilter(self)
        self._placer()
        self.show()
        self.raise_()
        premier = self._principal or self._panneau
        cible = next(
            (w for w in self._panneau.findChildren(QWidget) if w.property("premier")), premier
        )
        cible.setFocus(Qt.FocusReason.PopupFocusReason)
        annoncer(self, self.accessibleName())

    def accepter(self) -> None:
        self._fermer()
        self.accepte.emit()

    def refuser(self) -> None:
        self._fermer()
        self.refuse.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.refuser()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._principal is not None:
            self._principal.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, objet: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and objet is self._fenetre:
            self._placer()
        elif event.type() == QEvent.Type.LayoutRequest and objet is self._panneau:
            # Les polices sont posées au premier affichage : la hauteur n'est juste qu'après.
            QTimer.singleShot(0, self, self._placer)
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._fond)
        voile = QColor(jetons().voile["couleur"])
        voile.setAlphaF(jetons().voile["opacite"])
        painter.fillRect(self.rect(), voile)
        painter.end()

    def _voisins(self) -> list[QWidget]:
        freres = self._fenetre.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        return [w for w in freres if w is not self and not isinstance(w, Dialogue)]

    def _fermer(self) -> None:
        self._fenetre.removeEventFilter(self)
        for voisin in self._voisins():
            voisin.setEnabled(True)
        self.hide()
        if self._avant is not None:
            self._avant.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def _oublier_avant(self) -> None:
        self._avant = None

    def _placer(self) -> None:
        fenetre = self._fenetre
        self.setGeometry(fenetre.rect())
        largeur = min(theme.actuel().px(self._largeur), self.width() - 32)
        hauteur = self._panneau.heightForWidth(largeur)
        if hauteur < 0:
            hauteur = self._panneau.sizeHint().height()
        hauteur = min(hauteur, self.height() - 32)
        coin = QPoint((self.width() - largeur) // 2, (self.height() - hauteur) // 2)
        self._zone.setGeometry(QRect(coin.x(), coin.y(), largeur, hauteur))


def message(fenetre: QWidget, titre: str, texte: str, *, icone: str = "info") -> Dialogue:
    """Dit une chose, avec un seul bouton. Ouvert au retour."""
    dialogue = Dialogue(fenetre, titre, icone=icone, largeur=560)
    dialogue.corps.addWidget(Paragraphe(texte))
    dialogue.ajouter_bouton(Bouton("Fermer", "plein", touche="Entrée"), principal=True)
    dialogue.ouvrir()
    return dialogue


def confirmer(
    fenetre: QWidget,
    titre: str,
    texte: str,
    *,
    acte: str,
    sur_oui: Callable[[], None],
    icone: str = "triangle-alert",
    danger: bool = False,
) -> Dialogue:
    """Pour ce qui ne se défait pas. ``acte`` : ce que le bouton fait (« Effacer »)."""
    dialogue = Dialogue(
        fenetre, titre, icone=icone, couleur="danger" if danger else "accent", largeur=560
    )
    dialogue.corps.addWidget(Paragraphe(texte))
    dialogue.ajouter_bouton(Bouton("Annuler", touche="Échap"))
    dialogue.ajouter_bouton(
        Bouton(acte, "danger" if danger else "plein", touche="Entrée"), principal=True
    )
    dialogue.accepte.connect(sur_oui)
    dialogue.ouvrir()
    return dialogue


def _flouter(image: QPixmap) -> QPixmap:
    """Réduite puis agrandie : plus aucun mot ne se lit, et c'est instantané."""
    pas = jetons().voile["flou"]
    taille = image.size()
    petite = image.scaled(
        max(taille.width() // pas, 1),
        max(taille.height() // pas, 1),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return petite.scaled(
        taille, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
