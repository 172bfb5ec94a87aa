"""Case à cocher et cartes à choisir : toute la ligne se clique."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from guichet.ui import theme
from guichet.ui.icones import dessiner_icone
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.noyau.ecriture import propre
from guichet.ui.noyau.pastille import peindre_pastille

_A_LA_LIGNE = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class Case(QCheckBox):
    """Une case et son texte ; Espace la coche."""

    def __init__(self, texte: str, *, cochee: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(propre(texte), parent)
        self.setChecked(cochee)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._habiller()

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def sizeHint(self) -> QSize:
        apparence = theme.actuel()
        largeur = self.fontMetrics().horizontalAdvance(self.text()) + apparence.px(34)
        return QSize(largeur, apparence.taille("cible_min"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._habiller()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = theme.actuel().px
        painter = peindre(self)
        cadre = QRectF(0, (self.height() - px(22)) / 2, px(22), px(22))
        peindre_case(painter, cadre, cochee=self.isChecked(), active=self.isEnabled())
        painter.setFont(self.font())
        painter.setPen(theme.actuel().couleur("encre" if self.isEnabled() else "encre2"))
        texte = QRectF(px(32), 0, self.width() - px(32), self.height())
        painter.drawText(texte, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _habiller(self) -> None:
        police = theme.actuel().police()
        if self.font() != police:
            self.setFont(police)
        self.updateGeometry()


class CarteRadio(QRadioButton):
    """Un choix parmi plusieurs, en carte : titre, ligne dessous, touche au besoin."""

    def __init__(
        self, titre: str, detail: str = "", *, touche: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(propre(titre), parent)
        self._detail = propre(detail)
        self._touche = touche
        if touche:
            self.setShortcut(touche)
        self.setAccessibleDescription(detail)
        _preparer(self)

    def sizeHint(self) -> QSize:
        return _taille_carte(self, self._detail)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.actuel().px(150), theme.actuel().taille("cible_min"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, largeur: int) -> int:
        return _hauteur_carte(largeur - theme.actuel().px(44 + 14), self._detail)

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = peindre(self)
        px, couleur = theme.actuel().px, theme.actuel().couleur
        _peindre_carte(painter, self, self._detail, gauche=px(44), droite=px(14))
        centre = QRectF(px(12), px(14), px(22), px(22))
        if not self._detail:
            centre.moveTop((self.height() - px(22)) / 2)
        painter.setBrush(couleur("surface"))
        painter.setPen(QPen(couleur("accent" if self.isChecked() else "bord"), 2))
        painter.drawEllipse(centre.adjusted(1, 1, -1, -1))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(couleur("accent"))
            painter.drawEllipse(centre.adjusted(px(6), px(6), -px(6), -px(6)))
        painter.end()


class CarteCase(QCheckBox):
    """Un choix qui s'ajoute aux autres, en carte ; ``groupe`` montre la pastille d'un organisme."""

    def __init__(
        self, titre: str, detail: str = "", *, groupe: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(propre(titre), parent)
        self._detail = propre(detail)
        self._groupe = groupe
        self.setAccessibleDescription(detail)
        _preparer(self)

    def sizeHint(self) -> QSize:
        return _taille_carte(self, self._detail)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.actuel().px(150), theme.actuel().taille("cible_min"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, largeur: int) -> int:
        return _hauteur_carte(largeur - self._gauche() - theme.actuel().px(40), self._detail)

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def _gauche(self) -> int:
        return theme.actuel().px(46 if self._groupe else 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = peindre(self)
        px = theme.actuel().px
        _peindre_carte(painter, self, self._detail, gauche=self._gauche(), droite=px(40))
        if self._groupe:
            peindre_pastille(
                painter, QRectF(px(10), (self.height() - px(26)) / 2, px(26), px(26)), self._groupe
            )
        case = QRectF(self.width() - px(34), (self.height() - px(22)) / 2, px(22), px(22))
        peindre_case(painter, case, cochee=self.isChecked(), active=self.isEnabled())
        painter.end()


def peindre_case(painter: QPainter, cadre: QRectF, *, cochee: bool, active: bool = True) -> None:
    couleur = theme.actuel().couleur
    if cochee:
        arrondi(painter, cadre, 5, couleur("accent" if active else "bord"))
        dessiner_icone(painter, "check", cadre.adjusted(3, 3, -3, -3), couleur("sur_accent"))
    else:
        arrondi(
            painter, cadre, 5, couleur("surface" if active else "creux"), couleur("bord"), trait=1.5
        )


def _preparer(bouton: QAbstractButton) -> None:
    bouton.setCursor(Qt.CursorShape.PointingHandCursor)
    bouton.setAttribute(Qt.WidgetAttribute.WA_Hover)
    politique = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    politique.setHeightForWidth(True)
    bouton.setSizePolicy(politique)


def _taille_carte(bouton: QAbstractButton, detail: str) -> QSize:
    apparence = theme.actuel()
    titre = QFontMetrics(apparence.police("corps", graisse=600)).horizontalAdvance(bouton.text())
    sous_titre = QFontMetrics(apparence.police("petit")).horizontalAdvance(detail)
    largeur = max(titre, sous_titre) + apparence.px(88)
    return QSize(largeur, _hauteur_carte(largeur, detail))


def _hauteur_carte(largeur_du_texte: int, detail: str) -> int:
    """La hauteur d'une carte dont le détail va à la ligne plutôt que d'être coupé."""
    px = theme.actuel().px
    if not detail:
        return px(44)
    return px(38) + max(_cadre_detail(largeur_du_texte, detail).height(), px(20))


def _cadre_detail(largeur: int, detail: str) -> QRect:
    metrique = QFontMetrics(theme.actuel().police("petit"))
    return metrique.boundingRect(QRect(0, 0, max(largeur, 40), 1000), _A_LA_LIGNE, detail)


def _peindre_carte(
    painter: QPainter, bouton: QAbstractButton, detail: str, *, gauche: int, droite: int
) -> None:
    apparence = theme.actuel()
    couleur, px = apparence.couleur, apparence.px
    cadre = QRectF(bouton.rect())
    if bouton.isChecked():
        arrondi(painter, cadre, 8, couleur("accent_fond"), couleur("accent"), trait=2)
    else:
        fond = "accent_fond" if bouton.underMouse() else "surface"
        arrondi(
            painter, cadre, 8, couleur(fond if bouton.isEnabled() else "creux"), couleur("bord")
        )
    painter.setPen(couleur("encre" if bouton.isEnabled() else "encre2"))
    painter.setFont(apparence.police("corps", graisse=600))
    largeur = cadre.width() - gauche - droite
    haut = QRectF(gauche, 0, largeur, cadre.height())
    if detail:
        haut = QRectF(gauche, px(8), largeur, px(22))
    painter.drawText(haut, Qt.AlignmentFlag.AlignVCenter, bouton.text())
    if detail:
        painter.setPen(couleur("encre2"))
        painter.setFont(apparence.police("petit"))
        bas = QRectF(gauche, px(30), largeur, cadre.height() - px(34))
        painter.drawText(bas, _A_LA_LIGNE, detail)
