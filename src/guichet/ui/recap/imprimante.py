"""Imprimer la feuille : les pages du PDF envoyées à l'imprimante, rien sur le disque."""

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from guichet.ui.recap.apercu import pages

POINTS_PAR_POUCE = 300


def imprimer(pdf: bytes, nom: str, parent: QWidget) -> bool | None:
    """Ouvre la boîte d'impression du système.

    ``True`` : la feuille est partie ; ``False`` : l'imprimante ne répond pas ; ``None`` : le
    conseiller a renoncé. ``nom`` : celui du travail dans la file, neutre.
    """
    imprimante = QPrinter(QPrinter.PrinterMode.HighResolution)
    preparer(imprimante, nom)
    boite = QPrintDialog(imprimante, parent)
    if boite.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    return dessiner(pdf, imprimante)


def preparer(imprimante: QPrinter, nom: str) -> None:
    """A4, recto verso, sans marge ajoutée : le PDF a les siennes."""
    imprimante.setDocName(nom)
    imprimante.setResolution(POINTS_PAR_POUCE)
    imprimante.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    imprimante.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    imprimante.setFullPage(True)
    imprimante.setDuplex(QPrinter.DuplexMode.DuplexLongSide)


def dessiner(pdf: bytes, imprimante: QPrinter) -> bool:
    """Dessine chaque page ; faux si l'imprimante refuse, même en cours de route."""
    painter = QPainter()
    if not painter.begin(imprimante):
        return False
    parti = True
    for rang, image in enumerate(pages(pdf, points=POINTS_PAR_POUCE)):
        if rang and not imprimante.newPage():
            parti = False
            break
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        cadre = QRectF(imprimante.pageLayout().fullRectPixels(imprimante.resolution()))
        painter.drawImage(cadre, image)
    fini = painter.end()
    return parti and fini and imprimante.printerState() != QPrinter.PrinterState.Error
