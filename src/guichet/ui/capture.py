"""Photographier un écran, même sans écran : attendre que tout soit posé, puis écrire le PNG."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget


def attendre_le_rendu(widget: QWidget) -> None:
    """Laisse finir polissage, disposition et dessin en attente."""
    widget.ensurePolished()
    for _ in range(5):
        QApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def grab(widget: QWidget, chemin: Path) -> QPixmap:
    """Écrit ``widget`` dans ``chemin`` (PNG, en pixels de l'écran) et renvoie l'image.

    Raises:
        OSError: le dossier n'existe pas ou ne s'écrit pas.
    """
    attendre_le_rendu(widget)
    image = widget.grab()
    if not image.save(str(chemin), "PNG"):
        raise OSError(f"image non écrite : {chemin.name}")
    return image
