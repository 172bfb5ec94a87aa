"""Les formes peintes partagées : rectangle arrondi, touche du clavier."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from guichet.ui import theme


def peindre(widget: QWidget) -> QPainter:
    """Un pinceau lissé ; à finir par ``end()``."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def arrondi(
    painter: QPainter,
    cadre: QRectF,
    rayon: float,
    fond: QColor | None,
    bord: QColor | None = None,
    *,
    trait: float = 1,
    tirets: bool = False,
) -> None:
    """Un rectangle arrondi dont le trait reste à l'intérieur de ``cadre``."""
    painter.setBrush(fond if fond is not None else Qt.BrushStyle.NoBrush)
    if bord is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(cadre, rayon, rayon)
        return
    crayon = QPen(bord, trait)
    if tirets:
        crayon.setDashPattern([4 / trait, 3 / trait])
    painter.setPen(crayon)
    moitie = trait / 2
    interieur = cadre.adjusted(moitie, moitie, -moitie, -moitie)
    painter.drawRoundedRect(interieur, rayon - moitie, rayon - moitie)


def police_touche() -> QFont:
    return theme.actuel().police("legende", graisse=600)


def largeur_touche(touche: str) -> float:
    """La largeur d'une touche dessinée, marges comprises."""
    px = theme.actuel().px
    largeur = QFontMetricsF(police_touche()).horizontalAdvance(touche) + px(12)
    return max(largeur, px(20))


def dessiner_touche(
    painter: QPainter,
    gauche_milieu: QPointF,
    touche: str,
    *,
    fond: QColor,
    texte: QColor,
    bord: QColor | None = None,
) -> None:
    """Une touche du clavier, son bord gauche et son milieu posés sur ``gauche_milieu``."""
    px = theme.actuel().px
    hauteur = px(22)
    cadre = QRectF(
        gauche_milieu.x(), gauche_milieu.y() - hauteur / 2, largeur_touche(touche), hauteur
    )
    arrondi(painter, cadre, 5, fond, bord)
    painter.setFont(police_touche())
    painter.setPen(texte)
    painter.drawText(cadre, Qt.AlignmentFlag.AlignCenter, touche)
