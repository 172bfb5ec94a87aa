"""Les lignes de saisie nues, que les champs entourent. F4 répond « ne sait pas »."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from guichet.ui import theme
from guichet.ui.noyau.bouton import Bouton
from guichet.ui.noyau.dessin import peindre
from guichet.ui.noyau.texte import ecrire

NE_SAIT_PAS_ECRIT = "ne sait pas"


class Ligne(QLineEdit):
    """La zone de saisie nue : unité à droite, F4 = « ne sait pas » sur fond ambre."""

    ne_sait_pas = Signal()

    def __init__(
        self,
        *,
        unite: str = "",
        a_droite: bool = False,
        largeur: int = 0,
        inconnu: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._unite = unite
        self._largeur = largeur
        self._inconnu = inconnu
        self._a_droite = a_droite
        self._aligner()
        # Le presse-papiers du menu contextuel suffit ; pas de glisser-déposer d'un nom ailleurs.
        self.setDragEnabled(False)
        self._habiller()
        self.textEdited.connect(self._retaper)

    @property
    def inconnue(self) -> bool:
        """Vrai quand le champ dit « ne sait pas »."""
        return self.property("inconnue") is True

    def definir_inconnue(self, oui: bool) -> None:
        """Écrit « ne sait pas » sur fond ambre, ou l'enlève."""
        if oui != self.inconnue:
            self.setProperty("inconnue", oui)
            self.setText(NE_SAIT_PAS_ECRIT if oui else "")
            self._aligner()
            self._repolir()
        if oui:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4 and self._inconnu and not self.isReadOnly():
            self.definir_inconnue(True)
            self.ne_sait_pas.emit()
            return
        if self.inconnue and event.text() and event.text().isprintable():
            # Retaper enlève « ne sait pas » d'un coup, même sans sélection.
            self.definir_inconnue(False)
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        apparence = theme.actuel()
        largeur = apparence.px(self._largeur or 200)
        return QSize(largeur, max(apparence.taille("champ"), super().sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        largeur = min(self.sizeHint().width(), theme.actuel().px(self._largeur or 120))
        return QSize(largeur, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_unite"):
            self._habiller()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unite and not self.inconnue:
            painter = peindre(self)
            droite = self.width() - theme.actuel().px(12)
            place = QRect(droite - self._place_unite(), 0, self._place_unite(), self.height())
            ecrire(painter, place, self._unite, self.font(), theme.actuel().couleur("encre2"))
            painter.end()

    def _place_unite(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self._unite)

    def _habiller(self) -> None:
        police = theme.actuel().police(tabulaire=True)
        if self.font() != police:
            self.setFont(police)
        if self._unite:
            self.setTextMargins(0, 0, self._place_unite() + theme.actuel().px(6), 0)

    def _aligner(self) -> None:
        droite = self._a_droite and not self.inconnue
        cote = Qt.AlignmentFlag.AlignRight if droite else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(cote | Qt.AlignmentFlag.AlignVCenter)

    def _retaper(self) -> None:
        if self.inconnue:
            self.setProperty("inconnue", False)
            self._aligner()
            self._repolir()

    def _repolir(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()


class LigneDate(Ligne):
    """Une ligne avec le bouton du calendrier à droite ; Alt+Bas l'ouvre au clavier."""

    calendrier = Signal()

    def __init__(self, *, largeur: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(largeur=largeur, parent=parent)
        # Hors de la tabulation : le champ se tape, Alt+Bas ouvre le mois.
        self.bouton = Bouton(
            "",
            "discret",
            icone="calendar",
            nom="Calendrier (Alt+Bas)",
            taille="compact",
            parent=self,
        )
        self.bouton.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bouton.clicked.connect(self.calendrier)
        self._habiller()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.calendrier.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cote = self.height() - 4
        self.bouton.setGeometry(self.width() - cote - 2, 2, cote, cote)

    def _habiller(self) -> None:
        super()._habiller()
        self.setTextMargins(0, 0, theme.actuel().px(28), 0)
