"""Dessiner la frise sans fenêtre, pour ``guichet parcours --png``."""

import os
from datetime import date

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtWidgets import QApplication

from guichet.catalogue.contenu import Catalogue
from guichet.parcours.etape import Parcours
from guichet.ui import theme
from guichet.ui.capture import attendre_le_rendu
from guichet.ui.parcours.frise import FriseWidget

LARGEUR = 1318
DENSITE = 2


def dessiner_frise(parcours: Parcours, catalogue: Catalogue, au: date) -> bytes:
    """L'image PNG de la frise, comme à l'écran en 1366 de large, à double densité."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        application = QApplication([])
        theme.appliquer(application)
    widget = FriseWidget(catalogue.organismes)
    widget.resize(LARGEUR, 600)
    widget.montrer(parcours, au=au)
    if widget.frise is not None:
        widget.resize(round(widget.frise.largeur), round(widget.frise.hauteur))
    attendre_le_rendu(widget)
    return en_png(widget)


def en_png(widget: FriseWidget) -> bytes:
    """Le widget en PNG, fond compris."""
    from PySide6.QtGui import QPixmap

    image = QPixmap(widget.size() * DENSITE)
    image.setDevicePixelRatio(DENSITE)
    image.fill(theme.actuel().couleur("fond"))
    widget.render(image)
    octets = QByteArray()
    tampon = QBuffer(octets)
    tampon.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(tampon, "PNG")
    return bytes(octets.data())
