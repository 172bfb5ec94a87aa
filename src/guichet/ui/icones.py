"""Les icônes Lucide de ``resources/icones``, recolorées et rendues à la bonne densité."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from guichet.catalogue.chemins import ressources


def dessiner_icone(painter: QPainter, nom: str, cadre: QRectF, couleur: QColor | str) -> None:
    """Dessine l'icône ``nom`` (nom Lucide, ``circle-check``) dans ``cadre``."""
    taille = round(min(cadre.width(), cadre.height()))
    densite = painter.device().devicePixelRatioF()
    image = pixmap(nom, QColor(couleur).name(), taille, densite)
    gauche = cadre.x() + (cadre.width() - taille) / 2
    haut = cadre.y() + (cadre.height() - taille) / 2
    painter.drawPixmap(QRectF(gauche, haut, taille, taille), image, QRectF(image.rect()))


@lru_cache(maxsize=512)
def pixmap(nom: str, couleur: str, taille: int, densite: float = 1.0) -> QPixmap:
    """L'icône en image de ``taille`` pixels logiques.

    Raises:
        FileNotFoundError: l'icône n'est pas dans ``resources/icones`` (défaut du programme).
    """
    image = QPixmap(round(taille * densite), round(taille * densite))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    svg = _source(nom).replace("currentColor", couleur)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(densite)
    return image


def icone(nom: str, couleur: QColor | str, taille: int = 20) -> QIcon:
    """L'icône pour un widget de Qt qui en demande une (densités 1 et 2)."""
    resultat = QIcon()
    for densite in (1.0, 2.0):
        resultat.addPixmap(pixmap(nom, QColor(couleur).name(), taille, densite))
    return resultat


@lru_cache(maxsize=256)
def _source(nom: str) -> str:
    return (ressources() / "icones" / f"{nom}.svg").read_text(encoding="utf-8")
