"""L'aperçu du PDF : des pages dessinées par pypdfium2, exactement ce qui sortira."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from guichet.ui import theme

POINTS_PAR_POUCE = 72


def pages(pdf: bytes, *, points: float) -> list[QImage]:
    """Les pages du PDF en images ; ``points`` : points par pouce."""
    import pypdfium2  # noqa: PLC0415 - seulement quand on ouvre le récapitulatif

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_image(page, points / POINTS_PAR_POUCE) for page in document]
    finally:
        document.close()


def _image(page: object, echelle: float) -> QImage:
    bitmap = page.render(scale=echelle, rev_byteorder=True, prefer_bgrx=False)  # type: ignore[attr-defined]
    tampon = bytes(bitmap.buffer)
    format_ = (
        QImage.Format.Format_RGBA8888 if bitmap.n_channels == 4 else QImage.Format.Format_RGB888
    )
    image = QImage(tampon, bitmap.width, bitmap.height, bitmap.stride, format_).copy()
    bitmap.close()
    page.close()  # type: ignore[attr-defined]
    return image


class Page(QWidget):
    """Une page de l'aperçu, à la largeur demandée."""

    def __init__(self, image: QImage, numero: int, nombre: int, largeur: int) -> None:
        super().__init__()
        self._image = QPixmap.fromImage(image)
        self._taille = QSize(largeur, round(largeur * image.height() / image.width()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Page {numero} sur {nombre} de la feuille")

    def sizeHint(self) -> QSize:
        return self._taille

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        painter.drawPixmap(QRectF(self.rect()), self._image, QRectF(self._image.rect()))
        painter.setPen(theme.actuel().couleur("bord"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
