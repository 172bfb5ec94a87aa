"""Le choix court : quelques cases jointives, et une troisième « Ne sait pas » sur fond ambre."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from guichet.droits.situation import NE_SAIT_PAS, PAS_DEMANDE
from guichet.ui import theme
from guichet.ui.noyau.dessin import arrondi, peindre
from guichet.ui.noyau.ecriture import propre
from guichet.ui.noyau.frappe import Frappe

OUI_NON = ((True, "Oui"), (False, "Non"))
_PAS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_SANS_COMMANDE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class Segment(QWidget):
    """Un seul arrêt de tabulation ; les flèches ou la première lettre choisissent,
    F4 répond « ne sait pas », Suppr revient à « pas demandé ».

    ``options`` : couples (valeur, texte). ``inconnu`` ajoute la case « Ne sait pas », dont
    la valeur est ``NE_SAIT_PAS``. Sans choix, ``valeur()`` est ``PAS_DEMANDE``.
    """

    choisi = Signal(object)
    """La valeur choisie par le conseiller (jamais émis par ``definir``)."""

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        nom: str = "",
        *,
        inconnu: bool = False,
        vidable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._vidable = vidable
        self._frappe = Frappe()
        couples = [*options, (NE_SAIT_PAS, "Ne sait pas")] if inconnu else [*options]
        self._cases = [_Case(valeur, texte, self) for valeur, texte in couples]
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(0)
        for rang, case in enumerate(self._cases):
            case.coins = (rang == 0, rang == len(self._cases) - 1)
            case.clicked.connect(self._choisir_clic)
            ligne.addWidget(case, 1)
        self.setFocusProxy(self._cases[0])
        self.nommer(nom)

    def nommer(self, nom: str) -> None:
        """Le nom lu avant chaque case (« L'autre parent aide-t-il ? : Oui »)."""
        self.setAccessibleName(nom)
        for case in self._cases:
            case.setAccessibleName(f"{nom} : {case.text()}" if nom else case.text())

    def valeur(self) -> object:
        """La valeur choisie, ``NE_SAIT_PAS`` ou ``PAS_DEMANDE``."""
        return next((case.valeur for case in self._cases if case.isChecked()), PAS_DEMANDE)

    def definir(self, valeur: object) -> None:
        """Montre ``valeur`` sans rien émettre ; ``PAS_DEMANDE`` ne coche rien."""
        for case in self._cases:
            case.setAutoExclusive(False)
            # 0 == False : True et 1 ne doivent pas cocher la même case.
            case.setChecked(type(case.valeur) is type(valeur) and case.valeur == valeur)
        for case in self._cases:
            case.setAutoExclusive(True)
        cochee = next((case for case in self._cases if case.isChecked()), self._cases[0])
        self.setFocusProxy(cochee)

    def _choisir(self, case: "_Case") -> None:
        self.definir(case.valeur)
        case.setFocus(Qt.FocusReason.OtherFocusReason)
        self.choisi.emit(case.valeur)

    def _choisir_clic(self) -> None:
        case = self.sender()
        if isinstance(case, _Case):
            self._choisir(case)

    def clavier(self, case: "_Case", touche: int) -> bool:
        """Répond à une touche reçue par une case ; vrai si elle a servi."""
        rang = self._cases.index(case)
        if touche in _PAS:
            self._choisir(self._cases[(rang + _PAS[Qt.Key(touche)]) % len(self._cases)])
        elif touche in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choisir(self._cases[0 if touche == Qt.Key.Key_Home else -1])
        elif touche == Qt.Key.Key_F4 and self._cases[-1].valeur is NE_SAIT_PAS:
            self._choisir(self._cases[-1])
        elif touche in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._vidable:
            self.definir(PAS_DEMANDE)
            self.choisi.emit(PAS_DEMANDE)
        else:
            return False
        return True

    def taper(self, case: "_Case", lettre: str) -> bool:
        """Choisit la case dont le texte répond à la lettre ; vrai si une case répond."""
        textes = [possible.text() for possible in self._cases]
        present = self._cases.index(case)
        # Sans réponse encore, la case présente compte : « o » sur « Oui » doit la cocher.
        trouve = self._frappe.chercher(textes, lettre, present if case.isChecked() else -1)
        if trouve is not None:
            self._choisir(self._cases[trouve])
        return trouve is not None


class _Case(QRadioButton):
    """Une case du segment, peinte ; un vrai bouton radio pour les lecteurs d'écran."""

    def __init__(self, valeur: object, texte: str, segment: Segment) -> None:
        super().__init__(propre(texte), segment)
        self.valeur = valeur
        self.coins = (False, False)
        self._segment = segment
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        apparence = theme.actuel()
        police = apparence.police("corps2", graisse=600)
        largeur = QFontMetricsF(police).horizontalAdvance(self.text())
        hauteur = max(apparence.taille("champ"), apparence.taille("cible_min"))
        return QSize(round(largeur) + apparence.px(26), hauteur)

    def minimumSizeHint(self) -> QSize:
        # À l'étroit, les marges cèdent avant le texte.
        return self.sizeHint() - QSize(theme.actuel().px(14), 0)

    def hitButton(self, point) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
        return self.rect().contains(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        lettre = event.text() if event.modifiers() in _SANS_COMMANDE else ""
        if self._segment.clavier(self, event.key()):
            return
        if not (lettre.isalnum() and self._segment.taper(self, lettre)):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        couleur = theme.actuel().couleur
        painter = peindre(self)
        cadre = QRectF(self.rect())
        inconnu = self.valeur is NE_SAIT_PAS and self.isChecked()
        fond = "accent" if self.isChecked() else "accent_fond" if self.underMouse() else "surface"
        if not self.isEnabled():
            fond = "creux"
        if inconnu:
            arrondi(painter, cadre, 8, couleur("verifier_fond"), couleur("verifier"), trait=2)
        else:
            # Les cases se recouvrent d'un pixel : un seul filet entre deux.
            gauche, droite = self.coins
            cadre.adjust(0 if gauche else -1, 0, 0, 0)
            painter.setClipPath(_forme(QRectF(self.rect()), gauche=gauche, droite=droite))
            painter.setBrush(couleur(fond))
            painter.setPen(QPen(couleur("bord"), 1))
            painter.drawPath(
                _forme(cadre.adjusted(0.5, 0.5, -0.5, -0.5), gauche=gauche, droite=droite)
            )
        texte = "encre"
        if inconnu:
            texte = "verifier_texte"
        elif self.isChecked() and self.isEnabled():
            texte = "sur_accent"
        painter.setFont(theme.actuel().police("corps2", graisse=600 if self.isChecked() else None))
        painter.setPen(couleur(texte))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def _forme(cadre: QRectF, *, gauche: bool, droite: bool) -> QPainterPath:
    """Un rectangle arrondi des seuls côtés demandés."""
    rayon = 8.0
    chemin = QPainterPath()
    chemin.setFillRule(Qt.FillRule.WindingFill)
    chemin.addRoundedRect(cadre, rayon, rayon)
    if not gauche:
        chemin.addRect(cadre.adjusted(0, 0, -cadre.width() / 2, 0))
    if not droite:
        chemin.addRect(cadre.adjusted(cadre.width() / 2, 0, 0, 0))
    return chemin.simplified()
