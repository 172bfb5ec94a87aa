"""Une disposition en lignes : les widgets se suivent et passent à la ligne quand il le faut."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flux(QLayout):
    """Range de gauche à droite puis en dessous ; un widget caché ne prend pas de place."""

    def __init__(
        self, parent: QWidget | None = None, *, espace: int = 18, interligne: int = 10
    ) -> None:
        super().__init__(parent)
        self._elements: list[QLayoutItem] = []
        self._espace = espace
        self._interligne = interligne
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, element: QLayoutItem) -> None:
        self._elements.append(element)

    def count(self) -> int:
        return len(self._elements)

    def itemAt(self, rang: int) -> QLayoutItem | None:
        return self._elements[rang] if 0 <= rang < len(self._elements) else None

    def takeAt(self, rang: int) -> QLayoutItem | None:
        return self._elements.pop(rang) if 0 <= rang < len(self._elements) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, largeur: int) -> int:
        return self._ranger(QRect(0, 0, largeur, 0), poser=False)

    def setGeometry(self, cadre: QRect) -> None:
        super().setGeometry(cadre)
        self._ranger(cadre, poser=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        taille = QSize()
        for element in self._elements:
            if not element.isEmpty():
                taille = taille.expandedTo(element.minimumSize())
        return taille

    def _ranger(self, cadre: QRect, *, poser: bool) -> int:
        x, y, hauteur = cadre.x(), cadre.y(), 0
        for element in self._elements:
            if element.isEmpty():
                continue
            largeur = min(element.sizeHint().width(), cadre.width())
            if x > cadre.x() and x + largeur > cadre.right() + 1:
                x, y, hauteur = cadre.x(), y + hauteur + self._interligne, 0
            haut = (
                element.heightForWidth(largeur)
                if element.hasHeightForWidth()
                else element.sizeHint().height()
            )
            if poser:
                element.setGeometry(QRect(QPoint(x, y), QSize(largeur, haut)))
            x += largeur + self._espace
            hauteur = max(hauteur, haut)
        return y + hauteur - cadre.y()
