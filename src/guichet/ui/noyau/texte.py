"""Étiquettes et paragraphes : du texte brut, jamais du HTML venu d'une donnée."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from guichet.ui import theme
from guichet.ui.noyau.ecriture import bulle, propre


class Gras(str):
    """Un morceau de ``Paragraphe`` à écrire en gras."""

    __slots__ = ()


class Etiquette(QLabel):
    """Une ligne de texte brut. ``role`` : un style de ``tokens.toml`` ; ``couleur`` : un jeton.

    Avec ``champ``, l'étiquette le nomme pour les lecteurs d'écran ; un ``&`` devant une
    lettre du texte en fait alors un raccourci (Alt+lettre).
    """

    def __init__(
        self,
        texte: str = "",
        role: str = "corps",
        couleur: str = "encre",
        *,
        graisse: int | None = None,
        tabulaire: bool = False,
        champ: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = (role, graisse, tabulaire)
        self._couleur = couleur
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._habiller()
        if champ is not None:
            self.setBuddy(champ)
        self.setText(texte)

    def setText(self, texte: str) -> None:
        """Le texte passe par ``propre`` (espaces, apostrophes) ; ``text()`` le rend ainsi."""
        super().setText(propre(texte))

    def definir_couleur(self, couleur: str) -> None:
        """Change le jeton de couleur."""
        self._couleur = couleur
        self._habiller()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_couleur"):
            self._habiller()
        super().changeEvent(event)

    def _habiller(self) -> None:
        apparence = theme.actuel()
        role, graisse, tabulaire = self._style
        police = apparence.police(role, graisse=graisse, tabulaire=tabulaire)
        if self.font() != police:
            self.setFont(police)
        palette = self.palette()
        couleur = apparence.couleur(self._couleur)
        if palette.color(self.foregroundRole()) != couleur:
            palette.setColor(self.foregroundRole(), couleur)
            self.setPalette(palette)


class EtiquetteCoupee(Etiquette):
    """Une ligne coupée par « … » si la place manque ; entière en bulle et à la lecture."""

    def setText(self, texte: str) -> None:
        super().setText(texte)
        self.setToolTip(bulle(texte))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        texte = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        ecrire(painter, self.rect(), texte, self.font(), self.palette().windowText().color())
        painter.end()


class Paragraphe(Etiquette):
    """Un texte sur plusieurs lignes, avec l'interligne du rôle ; sa hauteur suit sa largeur.

    Accepte des morceaux : ``Paragraphe("Elle gagne ", Gras("1 150 €"), " par mois.")``.
    """

    def __init__(
        self,
        *morceaux: str,
        role: str = "corps",
        couleur: str = "encre",
        graisse: int | None = None,
        centre: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._morceaux: tuple[str, ...] = ()
        self._cache: dict[tuple[int, str], float] = {}
        super().__init__("", role, couleur, graisse=graisse, parent=parent)
        self._centre = centre
        self.setWordWrap(True)
        politique = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        politique.setHeightForWidth(True)
        self.setSizePolicy(politique)
        self.definir(*morceaux)

    def setText(self, texte: str) -> None:
        self.definir(texte)

    def definir(self, *morceaux: str) -> None:
        """Remplace le texte ; les morceaux ``Gras`` sont écrits en gras."""
        self._morceaux = tuple(type(morceau)(propre(morceau)) for morceau in morceaux)
        self._cache.clear()
        super().setText("".join(self._morceaux))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, largeur: int) -> int:
        cle = (largeur, self.font().key())
        if cle not in self._cache:
            self._cache[cle] = self._composer(max(largeur, 1))[1]
        return round(self._cache[cle] + 0.49)

    def sizeHint(self) -> QSize:
        largeur = min(round(self._largeur_naturelle()) + 2, theme.actuel().px(560))
        return QSize(largeur, self.heightForWidth(largeur))

    def minimumSizeHint(self) -> QSize:
        metrique = QFontMetricsF(self.font())
        mots = self.text().split() or [""]
        largeur = max(metrique.horizontalAdvance(mot) for mot in mots) + 2
        borne = min(round(largeur), theme.actuel().px(220))
        return QSize(borne, round(metrique.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        disposition, _hauteur = self._composer(self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        disposition.draw(painter, QPointF(0, 0))
        painter.end()

    def _largeur_naturelle(self) -> float:
        gras = QFont(self.font())
        gras.setWeight(QFont.Weight.Bold)
        return sum(
            QFontMetricsF(gras if isinstance(m, Gras) else self.font()).horizontalAdvance(m)
            for m in self._morceaux
        )

    def _composer(self, largeur: int) -> tuple[QTextLayout, float]:
        interligne = theme.actuel().style(self._style[0]).interligne
        pas = interligne * self.font().pixelSize()
        disposition = QTextLayout(self.text(), self.font())
        options = QTextOption()
        options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        options.setAlignment(
            Qt.AlignmentFlag.AlignHCenter if self._centre else Qt.AlignmentFlag.AlignLeft
        )
        disposition.setTextOption(options)
        disposition.setFormats(_gras(self._morceaux))
        disposition.beginLayout()
        hauteur = 0.0
        while (ligne := disposition.createLine()).isValid():
            ligne.setLineWidth(largeur)
            ligne.setPosition(QPointF(0, hauteur + (pas - ligne.height()) / 2))
            hauteur += pas
        disposition.endLayout()
        return disposition, max(hauteur, pas)


def _gras(morceaux: Sequence[str]) -> list[QTextLayout.FormatRange]:
    formats = []
    debut = 0
    for morceau in morceaux:
        if isinstance(morceau, Gras):
            format_gras = QTextLayout.FormatRange()
            format_gras.start = debut
            format_gras.length = len(morceau)
            caracteres = QTextCharFormat()
            caracteres.setFontWeight(QFont.Weight.Bold)
            format_gras.format = caracteres
            formats.append(format_gras)
        debut += len(morceau.encode("utf-16-le")) // 2
    return formats


def ecrire(painter: QPainter, cadre: QRect, texte: str, police: QFont, couleur: QColor) -> None:
    """Une ligne peinte, centrée en hauteur à gauche du cadre (jamais de HTML)."""
    painter.setFont(police)
    painter.setPen(couleur)
    painter.drawText(cadre, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, texte)
