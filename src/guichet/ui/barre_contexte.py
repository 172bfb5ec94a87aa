"""La barre de contexte : qui est en face, et ce que l'on garde."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from guichet.ui import theme
from guichet.ui.noyau.dessin import peindre
from guichet.ui.noyau.ecriture import bulle, propre
from guichet.ui.noyau.pastille import Icone
from guichet.ui.noyau.texte import Etiquette


class BarreContexte(QFrame):
    """Qui est en face, et la promesse : en mémoire seulement, ou dossier gardé jusqu'au…"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("genre", "contexte")
        self.setAccessibleName("Personne reçue")
        self._morceaux: tuple[str, ...] = ()
        self._signe = Icone("user-round", 16, "encre2")
        self._ligne = Morceaux()
        self._garde = Etiquette("", "petit", "probable_texte", graisse=600)
        self._bouclier = Icone("shield-check", 16, "probable")
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(24, 2, 26, 2)
        ligne.setSpacing(6)
        ligne.addWidget(self._signe)
        ligne.addWidget(self._ligne, 1)
        ligne.addWidget(self._bouclier)
        ligne.addWidget(self._garde)
        self.definir((), "")

    @property
    def morceaux(self) -> tuple[str, ...]:
        return self._morceaux

    def definir(self, morceaux: Sequence[str], garde: str) -> None:
        """Le premier morceau (« Nadia, 36 ans ») est en gras."""
        self._morceaux = tuple(morceaux)
        self._ligne.definir(self._morceaux)
        self._signe.setVisible(bool(morceaux))
        self._garde.setText(garde)
        self._bouclier.setVisible(bool(garde))

    def sizeHint(self) -> QSize:
        hauteur = super().sizeHint().height()
        return QSize(
            super().sizeHint().width(), max(hauteur, theme.actuel().taille("barre_contexte"))
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class Morceaux(QWidget):
    """Des morceaux séparés par des points ; ceux qui ne tiennent pas sont laissés, entiers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._morceaux: tuple[str, ...] = ()

    def definir(self, morceaux: tuple[str, ...]) -> None:
        self._morceaux = tuple(propre(morceau) for morceau in morceaux)
        self.setAccessibleName(", ".join(self._morceaux))
        self.setToolTip(bulle(" · ".join(self._morceaux)))
        self.update()

    def sizeHint(self) -> QSize:
        largeur = QFontMetricsF(self._police(0)).horizontalAdvance(" · ".join(self._morceaux))
        return QSize(round(largeur) + 4, theme.actuel().px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.actuel().px(24))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        apparence = theme.actuel()
        painter = peindre(self)
        x = 0.0
        point = "\u2002·\u2002"
        for rang, morceau in enumerate(self._morceaux):
            texte = morceau if rang == 0 else f"{point}{morceau}"
            police = self._police(rang)
            largeur = QFontMetricsF(police).horizontalAdvance(texte)
            if x + largeur > self.width():
                break
            painter.setFont(police)
            painter.setPen(apparence.couleur("encre"))
            place = QRectF(x, 0, largeur + 2, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, texte)
            x += largeur
        painter.end()

    def _police(self, rang: int) -> QFont:
        return theme.actuel().police("corps2", graisse=None if rang else 600)
