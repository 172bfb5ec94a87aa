"""Imprimer la feuille : les pages du PDF envoyées à l'imprimante, rien sur le disque."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from guichet.ui.recap.apercu import pages

POINTS_PAR_POUCE = 300


def imprimer(pdf: bytes, nom: str, parent: QWidget) -> bool:
    """Ouvre la boîte d'impression du système ; vrai si la feuille est partie."""
    imprimante = QPrinter(QPrinter.PrinterMode.HighResolution)
    imprimante.setDocName(nom)
    imprimante.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    boite = QPrintDialog(imprimante, parent)
    if boite.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return dessiner(pdf, imprimante)


def dessiner(pdf: bytes, imprimante: QPrinter) -> bool:
    """Dessine chaque page, sans marge ajoutée ; faux si l'imprimante refuse."""
    imprimante.setFullPage(True)
    painter = QPainter()
    if not painter.begin(imprimante):
        return False
    for rang, image in enumerate(pages(pdf, points=POINTS_PAR_POUCE)):
        if rang:
            imprimante.newPage()
        cadre = QRectF(imprimante.pageLayout().fullRectPixels(imprimante.resolution()))
        painter.drawImage(cadre, image)
    painter.end()
    return True
