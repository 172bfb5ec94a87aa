"""Le logo et la touche dessinée, communs à plusieurs écrans."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from guichet.ui import theme
from guichet.ui.noyau.dessin import arrondi, dessiner_touche, largeur_touche, peindre
from guichet.ui.noyau.pastille import Peint


class Logo(Peint):
    """Le signe de Guichet : une personne derrière un comptoir. Décoratif."""

    def __init__(self, taille: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taille = taille

    def sizeHint(self) -> QSize:
        cote = theme.actuel().px(self._taille)
        return QSize(cote, cote)

    def paintEvent(self, _event: QPaintEvent) -> None:
        couleur = theme.actuel().couleur
        painter = peindre(self)
        painter.scale(self.width() / 32, self.height() / 32)
        arrondi(painter, QRectF(0, 0, 32, 32), 7, couleur("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(couleur("sur_accent"))
        painter.drawRoundedRect(QRectF(7, 6, 18, 24), 9, 9)
        painter.setBrush(couleur("accent"))
        painter.drawRect(QRectF(5, 21.5, 22, 9))
        painter.drawEllipse(QPointF(16, 13), 3.2, 3.2)
        painter.drawRoundedRect(QRectF(10.5, 17.6, 11, 9), 5.5, 5)
        painter.setBrush(couleur("sur_accent"))
        painter.drawRoundedRect(QRectF(5, 23.4, 22, 3), 1.5, 1.5)
        painter.end()


class Touche(Peint):
    """Une touche dessinée, avec bord, comme dans la barre d'état."""

    def __init__(self, touche: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._touche = touche

    def sizeHint(self) -> QSize:
        return QSize(round(largeur_touche(self._touche)) + 1, theme.actuel().px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        couleur = theme.actuel().couleur
        painter = peindre(self)
        dessiner_touche(
            painter,
            QPointF(0, self.height() / 2),
            self._touche,
            fond=couleur("surface"),
            texte=couleur("encre"),
            bord=couleur("bord"),
        )
        painter.end()
