"""Les boutons : quatre genres, une icône, et la touche qui fait la même chose."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from guichet.ui import theme
from guichet.ui.icones import dessiner_icone
from guichet.ui.noyau.dessin import arrondi, dessiner_touche, largeur_touche, peindre
from guichet.ui.noyau.ecriture import bulle, propre

_HAUTEURS = {
    "normal": "bouton",
    "compact": "bouton_compact",
    "mini": "cible_min",
    "principal": "bouton_principal",
}
_MARGES = {"normal": 16, "compact": 12, "mini": 4, "principal": 20}
_ROLES = {"normal": "corps", "compact": "corps2", "mini": "petit", "principal": "titre3"}
# genre -> repos, survol, appui : (fond, bord, texte), en jetons ; None = transparent
_COULEURS: dict[str, tuple[tuple[str | None, str | None, str], ...]] = {
    "plein": (
        ("accent", None, "sur_accent"),
        ("accent_survol", None, "sur_accent"),
        ("accent_presse", None, "sur_accent"),
    ),
    "contour": (
        ("surface", "bord", "accent_texte"),
        ("accent_fond", "bord", "accent_texte"),
        ("accent_fond", "accent", "accent_texte"),
    ),
    "discret": (
        (None, None, "accent_texte"),
        ("accent_fond", None, "accent_texte"),
        ("accent_fond", "accent", "accent_texte"),
    ),
    "danger": (
        ("danger", None, "surface"),
        ("danger_texte", None, "surface"),
        ("danger_texte", "encre", "surface"),
    ),
}


class Bouton(QPushButton):
    """Un verbe à l'infinitif. ``genre`` : ``plein`` (un par écran), ``contour``, ``discret``,
    ``danger``. ``taille`` : ``normal`` (44 px), ``compact`` (38), ``mini`` (32),
    ``principal`` (48).

    ``touche`` est seulement dessinée (« F12 ») : le raccourci reste à brancher. Sans texte,
    ``nom`` est obligatoire : il nomme le bouton et fait son infobulle.
    """

    def __init__(
        self,
        texte: str = "",
        genre: str = "contour",
        *,
        icone: str = "",
        icone_apres: str = "",
        touche: str = "",
        taille: str = "normal",
        nom: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(propre(texte), parent)
        self._genre = genre
        self._icones = (icone, icone_apres)
        self._touche = touche
        self._taille = taille
        if not texte and not nom:
            raise ValueError("un bouton sans texte doit avoir un nom")
        if nom:
            self.setAccessibleName(nom)
            self.setToolTip(bulle(nom))
        if touche:
            self.setAccessibleDescription(f"Touche {touche}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def genre(self) -> str:
        return self._genre

    def definir_genre(self, genre: str) -> None:
        """``plein``, ``contour``, ``discret`` ou ``danger``."""
        self._genre = genre
        self.update()

    def definir_icone(self, icone: str) -> None:
        """Un nom Lucide, ou vide."""
        self._icones = (icone, self._icones[1])
        self.updateGeometry()
        self.update()

    def setText(self, texte: str) -> None:
        super().setText(propre(texte))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        apparence = theme.actuel()
        hauteur = max(apparence.taille(_HAUTEURS[self._taille]), apparence.taille("cible_min"))
        if not self.text() and not self._touche:
            return QSize(hauteur, hauteur)
        return QSize(round(self._largeur_contenu()) + 2 * self._marge(), hauteur)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.animateClick()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        fond, bord, texte = self.couleurs()
        painter = peindre(self)
        arrondi(painter, QRectF(self.rect()), 8, fond, bord)
        self._dessiner_contenu(painter, texte)
        painter.end()

    def couleurs(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fond, bord et texte de l'état présent."""
        couleur = theme.actuel().couleur
        if not self.isEnabled():
            return couleur("creux"), None, couleur("encre2")
        rang = 2 if self.isDown() else int(self.underMouse())
        fond, bord, texte = _COULEURS[self._genre][rang]
        return (
            couleur(fond) if fond else None,
            couleur(bord) if bord else None,
            couleur(texte),
        )

    def _police(self) -> QFont:
        return theme.actuel().police(_ROLES[self._taille], graisse=600)

    def _marge(self) -> int:
        return theme.actuel().px(_MARGES[self._taille])

    def _largeur_contenu(self) -> float:
        px = theme.actuel().px
        largeur = QFontMetricsF(self._police()).horizontalAdvance(self.text())
        largeur += sum(px(20 + (8 if self.text() else 0)) for icone in self._icones if icone)
        return largeur + (largeur_touche(self._touche) + px(10) if self._touche else 0)

    def _dessiner_contenu(self, painter: QPainter, texte: QColor) -> None:
        px = theme.actuel().px
        milieu = self.height() / 2
        x = (self.width() - self._largeur_contenu()) / 2
        avant, apres = self._icones
        if avant:
            dessiner_icone(painter, avant, QRectF(x, milieu - px(10), px(20), px(20)), texte)
            x += px(28)
        if self.text():
            largeur = QFontMetricsF(self._police()).horizontalAdvance(self.text())
            painter.setFont(self._police())
            painter.setPen(texte)
            cadre = QRectF(x, 0, largeur + 2, self.height())
            painter.drawText(cadre, Qt.AlignmentFlag.AlignVCenter, self.text())
            x += largeur
        if apres:
            dessiner_icone(
                painter, apres, QRectF(x + px(8), milieu - px(10), px(20), px(20)), texte
            )
            x += px(28)
        if self._touche:
            self._dessiner_touche(painter, QPointF(x + px(10), milieu), texte)

    def _dessiner_touche(self, painter: QPainter, place: QPointF, texte: QColor) -> None:
        fond = theme.actuel().couleur("accent_fond")
        if self.isEnabled() and self._genre in ("plein", "danger"):
            fond = QColor(texte)
            fond.setAlphaF(0.18)
        elif self.isEnabled() and self.underMouse():
            fond = theme.actuel().couleur("surface")
        dessiner_touche(painter, place, self._touche, fond=fond, texte=texte)
