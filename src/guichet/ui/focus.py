"""L'anneau de focus : deux traits autour du contrôle actif, sans rien bouger dans la page.

Un seul par fenêtre. Il suit ``QApplication.focusChanged`` et les mouvements du contrôle
(défilement compris). L'un des deux traits est toujours à plus de 3:1 sur le fond.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from guichet.ui import theme

MARGE = 5
TRAIT = 2
RAYON_PAR_DEFAUT = 8
_SUIVIS = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.EnabledChange,
}


class AnneauFocus(QWidget):
    """Posé sur ``fenetre`` ; transparent à la souris et aux lecteurs d'écran.

    Un contrôle peut choisir son arrondi (propriété ``rayon``), rapprocher l'anneau en haut et
    en bas (``anneau_retrait``), en pixels logiques, ou le refuser (``sans_anneau``).
    """

    def __init__(self, fenetre: QWidget) -> None:
        super().__init__(fenetre)
        self._fenetre = fenetre
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cible: QWidget | None = None
        self._suivis: list[QWidget] = []
        self._cadre = QRect()
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._suivre)

    @property
    def cible(self) -> QWidget | None:
        """Le contrôle entouré, ou ``None``."""
        return self._cible

    def eventFilter(self, _objet: QObject, event: QEvent) -> bool:
        if event.type() in _SUIVIS:
            self._placer()
        return False

    def _suivre(self, _ancien: QWidget | None, nouveau: QWidget | None) -> None:
        # À la fermeture, Qt détruit les widgets avant de dire que le focus est parti.
        if not isValid(self):
            return
        for widget in filter(isValid, self._suivis):
            widget.removeEventFilter(self)
        self._suivis = []
        self._cible = None
        if nouveau is not None and nouveau.window() is self._fenetre:
            self._attacher(nouveau)
        self._placer()

    def _attacher(self, cible: QWidget) -> None:
        if cible.property("sans_anneau") or isinstance(cible, QAbstractScrollArea):
            return
        self._cible = cible
        suivi: QWidget | None = cible
        while suivi is not None and suivi is not self._fenetre:
            suivi.installEventFilter(self)
            self._suivis.append(suivi)
            suivi = suivi.parentWidget()

    def _placer(self) -> None:
        cible = self._cible
        if cible is None or not isValid(cible) or not cible.isVisible() or not cible.isEnabled():
            self.hide()
            return
        fenetre = self._fenetre
        coin = cible.mapTo(fenetre, QPoint(0, 0))
        retrait = int(cible.property("anneau_retrait") or 0) - MARGE
        entier = QRect(coin, cible.size()).adjusted(-MARGE, retrait, MARGE, -retrait)
        visible = entier & self._fenetre_visible(cible)
        if visible.isEmpty():
            self.hide()
            return
        self._cadre = entier.translated(-visible.topLeft())
        self.setGeometry(visible)
        self.raise_()
        self.show()
        self.update()

    def _fenetre_visible(self, cible: QWidget) -> QRect:
        """Ce que les zones défilantes laissent voir."""
        fenetre = self._fenetre
        visible = fenetre.rect()
        parent = cible.parentWidget()
        while parent is not None and parent is not fenetre:
            if isinstance(parent, QAbstractScrollArea):
                vue = parent.viewport()
                visible &= QRect(vue.mapTo(fenetre, QPoint(0, 0)), vue.size())
            parent = parent.parentWidget()
        return visible

    def paintEvent(self, _event: QPaintEvent) -> None:
        cible = self._cible
        rayon = cible.property("rayon") if cible is not None and isValid(cible) else None
        rayon = RAYON_PAR_DEFAUT if rayon is None else int(rayon)
        apparence = theme.actuel()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for rang, nom in enumerate(("focus_ext", "focus_int")):
            retrait = TRAIT / 2 + rang * TRAIT
            painter.setPen(QPen(apparence.couleur(nom), TRAIT))
            cadre = QRectF(self._cadre).adjusted(retrait, retrait, -retrait, -retrait)
            arrondi = rayon + 4 - rang * TRAIT
            painter.drawRoundedRect(cadre, arrondi, arrondi)
        painter.end()
