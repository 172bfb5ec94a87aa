"""L'aperçu du PDF : une page en grand, les autres en vignettes, exactement ce qui sortira."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guichet.ui import theme
from guichet.ui.vider import vider

POINTS_PAR_POUCE = 72
A4_POUCES = 8.27
# 100 % : la taille du papier sur un écran à 96 points par pouce.
LARGEUR_REELLE = round(A4_POUCES * 96)
VIGNETTE = 112
PAS = 1.25
ZOOM_MIN, ZOOM_MAX = 0.3, 2.5


def pages(pdf: bytes, *, points: float) -> list[QImage]:
    """Les pages du PDF en images ; ``points`` : points par pouce."""
    import pypdfium2  # noqa: PLC0415 - seulement quand on ouvre le récapitulatif

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_image(page, points / POINTS_PAR_POUCE) for page in document]
    finally:
        document.close()


def page_seule(pdf: bytes, rang: int, *, points: float) -> tuple[QImage, str]:
    """Une page en image, et son texte pour un lecteur d'écran."""
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[rang]
        lecture = page.get_textpage()
        texte = lecture.get_text_range()
        lecture.close()
        return _image(page, points / POINTS_PAR_POUCE), texte
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
    """La page regardée, à la largeur demandée."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QPixmap()
        self._taille = QSize(10, 10)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def montrer(self, image: QImage, largeur: int, *, nom: str, texte: str) -> None:
        self._image = QPixmap.fromImage(image)
        self._taille = QSize(largeur, round(largeur * image.height() / image.width()))
        self.setAccessibleName(nom)
        self.setAccessibleDescription(texte)
        self.setFixedSize(self._taille)
        self.update()

    def sizeHint(self) -> QSize:
        return self._taille

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _peindre(painter, self._image, QRectF(self.rect()), "accent", 2)
        painter.end()


class Vignette(QAbstractButton):
    """Une petite page ; la cliquer la montre en grand."""

    def __init__(self, image: QImage, rang: int, nombre: int) -> None:
        super().__init__()
        self._image = QPixmap.fromImage(image)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Page {rang + 1} sur {nombre}")
        largeur = theme.actuel().px(VIGNETTE)
        self.setFixedSize(largeur, round(largeur * image.height() / image.width()))

    def nextCheckState(self) -> None:
        """Une vignette choisie le reste jusqu'au choix d'une autre."""
        self.setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        bord, trait = ("accent", 2) if self.isChecked() else ("bord", 1)
        _peindre(painter, self._image, QRectF(self.rect()), bord, trait)
        painter.end()


class Apercu(QWidget):
    """La page choisie à gauche, les vignettes à droite. ``change`` : (page, nombre, zoom en %)."""

    change = Signal(int, int, int)

    def __init__(self) -> None:
        super().__init__()
        self._pdf = b""
        self._rang = 0
        self._zoom: float | None = None
        self.vignettes: list[Vignette] = []
        self.page = Page()
        cadre = QWidget()
        centre = QHBoxLayout(cadre)
        centre.setContentsMargins(4, 4, 4, 4)
        centre.addWidget(self.page, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._zone = QScrollArea()
        self._zone.setWidgetResizable(True)
        self._zone.setFrameShape(QScrollArea.Shape.NoFrame)
        self._zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._zone.setWidget(cadre)
        cadre.setAutoFillBackground(False)
        self._zone.viewport().setAutoFillBackground(False)
        self._colonne = QVBoxLayout()
        self._colonne.setSpacing(14)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(16)
        ligne.addWidget(self._zone, 1)
        ligne.addLayout(self._colonne)

    @property
    def zoom(self) -> float:
        """1 = taille du papier ; sans choix, ce qui fait tenir la page entière."""
        return self._zoom if self._zoom is not None else self._ajuste()

    def montrer(self, pdf: bytes) -> None:
        """Garde la page et le zoom regardés."""
        self._pdf = pdf
        densite = self.devicePixelRatioF()
        petites = pages(pdf, points=theme.actuel().px(VIGNETTE) * densite * 1.5 / A4_POUCES)
        vider(self._colonne)
        self.vignettes = [Vignette(image, rang, len(petites)) for rang, image in enumerate(petites)]
        for rang, vignette in enumerate(self.vignettes):
            vignette.clicked.connect(partial(self.aller, rang))
            self._colonne.addWidget(vignette)
        self._colonne.addStretch(1)
        self.aller(min(self._rang, len(petites) - 1))

    def aller(self, rang: int) -> None:
        """Montre cette page en grand, du haut."""
        if not 0 <= rang < len(self.vignettes):
            return
        self._rang = rang
        for numero, vignette in enumerate(self.vignettes):
            vignette.setChecked(numero == rang)
        self._dessiner()
        self._zone.verticalScrollBar().setValue(0)

    def tourner(self, sens: int) -> None:
        """Page suivante ou précédente."""
        self.aller(self._rang + sens)

    def zoomer(self, sens: int) -> None:
        """Plus grand (1) ou plus petit (-1)."""
        self._zoom = min(max(self.zoom * PAS**sens, ZOOM_MIN), ZOOM_MAX)
        self._dessiner()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._dessiner()

    def _ajuste(self) -> float:
        hauteur = self._zone.height() - 10
        largeur = self._zone.width() - 10
        juste = min(hauteur / (LARGEUR_REELLE * 2**0.5), largeur / LARGEUR_REELLE)
        return min(max(juste, 0.42), 1.0)

    def _dessiner(self) -> None:
        if not self._pdf or not self.vignettes:
            return
        nombre, zoom = len(self.vignettes), self.zoom
        largeur = round(LARGEUR_REELLE * zoom)
        points = largeur * self.devicePixelRatioF() * 1.5 / A4_POUCES
        image, texte = page_seule(self._pdf, self._rang, points=points)
        nom = f"Page {self._rang + 1} sur {nombre} de la feuille"
        self.page.montrer(image, largeur, nom=nom, texte=texte)
        self.change.emit(self._rang + 1, nombre, round(zoom * 100))


def _peindre(painter: QPainter, image: QPixmap, cadre: QRectF, bord: str, trait: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(cadre, QColor(Qt.GlobalColor.white))
    painter.drawPixmap(cadre, image, QRectF(image.rect()))
    painter.setPen(QPen(theme.actuel().couleur(bord), trait))
    moitie = trait / 2
    painter.drawRect(cadre.adjusted(moitie, moitie, -moitie, -moitie))
