"""Le champ d'une phrase secrète : cachée, montrée le temps que l'on veut."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from guichet.ui import theme
from guichet.ui.noyau.bouton import Bouton
from guichet.ui.noyau.champ import Champ
from guichet.ui.noyau.ecriture import bulle
from guichet.ui.noyau.ligne import Ligne


class LignePhrase(Ligne):
    """Des points à la place des lettres ; l'œil ou F2 les montre. Cachée, elle ne se copie pas."""

    def __init__(self, *, largeur: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(largeur=largeur, inconnu=False, parent=parent)
        self.setMaxLength(256)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._oeil = Bouton(
            "", "discret", icone="eye", nom="Montrer la phrase", taille="compact", parent=self
        )
        # Tab va au champ suivant : sur l'œil, Espace montrerait tout à qui tape sans regarder.
        self._oeil.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._oeil.setCheckable(True)
        self._oeil.setToolTip(bulle("Montrer ou cacher la phrase : F2"))
        self._oeil.toggled.connect(self._montrer)
        self.setEchoMode(Ligne.EchoMode.Password)
        self.setTextMargins(0, 0, theme.actuel().px(36), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._oeil.toggle()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cote = min(self.height() - 4, self._oeil.sizeHint().height())
        self._oeil.setGeometry(self.width() - cote - 4, (self.height() - cote) // 2, cote, cote)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setTextMargins(0, 0, theme.actuel().px(36), 0)

    def _montrer(self, oui: bool) -> None:
        self.setEchoMode(Ligne.EchoMode.Normal if oui else Ligne.EchoMode.Password)
        self._oeil.definir_icone("eye-off" if oui else "eye")
        self._oeil.setAccessibleName("Cacher la phrase" if oui else "Montrer la phrase")


class ChampPhrase(Champ):
    """Une phrase de passe. ``valeur()`` est le texte tel qu'il est tapé ; ``entree`` : Entrée."""

    entree = Signal()

    def __init__(
        self, etiquette: str, *, aide: str = "", largeur: int = 396, parent: QWidget | None = None
    ) -> None:
        self.ligne = LignePhrase(largeur=largeur)
        super().__init__(etiquette, self.ligne, aide=aide, parent=parent)
        self.ligne.textEdited.connect(self.repondu.emit)
        self.ligne.returnPressed.connect(self.entree)

    def valeur(self) -> str:
        return self.ligne.text()

    def definir(self, valeur: object) -> None:
        self.ligne.setText(str(valeur))

    def oublier(self) -> None:
        """Efface le champ et son historique d'annulation : Ctrl+Z ne la rend pas."""
        self.ligne.setText("")
        self.definir_erreur("")
