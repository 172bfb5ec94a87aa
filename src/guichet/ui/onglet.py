"""L'onglet d'une étape de la visite, dans la barre du haut."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from guichet.ui import theme
from guichet.ui.icones import dessiner_icone
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.noyau.ecriture import bulle


class Onglet(QAbstractButton):
    """Une étape de la visite : numéro, coche quand elle est faite, compte au besoin."""

    def __init__(self, numero: int, titre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numero = numero
        self._titre = titre
        self._compte: int | None = None
        self._faite = False
        self._court = False
        self._serre = False
        self.setCheckable(True)
        self.setProperty("anneau_retrait", 9)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._nommer()

    @property
    def numero(self) -> int:
        return self._numero

    def definir(self, *, faite: bool, compte: int | None) -> None:
        """``compte`` : « Droits · 8 »."""
        self._faite, self._compte = faite, compte
        self._nommer()
        self.updateGeometry()
        self.update()

    def raccourcir(self, court: bool, *, serre: bool = False) -> None:
        """Le numéro seul, sauf pour l'étape où l'on est (``serre`` : même pour elle)."""
        self._court = court
        self._serre = serre
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Cocher est à la fenêtre de le dire : un clic ne fait que demander."""

    def sizeHint(self) -> QSize:
        px = theme.actuel().px
        largeur = px(24 + 8)
        if self._texte():
            largeur += round(QFontMetricsF(self._police()).horizontalAdvance(self._texte())) + px(
                12
            )
        if self._numero == 0:
            largeur -= px(28)
        return QSize(largeur, max(theme.actuel().taille("barre_haut") - 1, px(32)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        apparence = theme.actuel()
        px, couleur = apparence.px, apparence.couleur
        painter = peindre(self)
        x = px(4 if self._numero else 6)
        if self._numero:
            self._dessiner_numero(painter, QRectF(x, (self.height() - px(24)) / 2, px(24), px(24)))
            x += px(32)
        if not self.isEnabled():
            encre = "encre2"
        else:
            encre = "accent_texte" if self.isChecked() or self.underMouse() else "encre"
        painter.setPen(couleur(encre))
        painter.setFont(self._police())
        place = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._texte())
        if self.isChecked():
            trait = QRectF(0, self.height() - px(4), self.width(), px(4))
            arrondi(painter, trait, 2, couleur("accent"))
        painter.end()

    def _dessiner_numero(self, painter: QPainter, cercle: QRectF) -> None:
        apparence = theme.actuel()
        couleur = apparence.couleur
        if self.isChecked():
            arrondi(painter, cercle, cercle.width() / 2, couleur("accent"))
        elif self._faite:
            arrondi(painter, cercle, cercle.width() / 2, couleur("accent_fond"))
            marge = cercle.width() / 5
            coche = cercle.adjusted(marge, marge, -marge, -marge)
            dessiner_icone(painter, "check", coche, couleur("accent_texte"))
            return
        else:
            arrondi(painter, cercle, cercle.width() / 2, None, couleur("bord"), trait=1.5)
        painter.setFont(apparence.police("petit", graisse=600))
        painter.setPen(couleur("sur_accent" if self.isChecked() else "encre2"))
        painter.drawText(cercle, Qt.AlignmentFlag.AlignCenter, str(self._numero))

    def _police(self) -> QFont:
        return theme.actuel().police(graisse=700 if self.isChecked() else None)

    def _texte(self) -> str:
        if self._numero and (self._serre or (self._court and not self.isChecked())):
            return ""
        return self._titre if self._compte is None else f"{self._titre} · {self._compte}"

    def _nommer(self) -> None:
        morceaux = [f"Étape {self._numero}, {self._titre}" if self._numero else self._titre]
        if self._compte is not None:
            morceaux.append(str(self._compte))
        if self._faite:
            morceaux.append("faite")
        self.setAccessibleName(", ".join(morceaux))
        if self._numero:
            self.setToolTip(bulle(f"{self._titre} (Ctrl+{self._numero})"))
