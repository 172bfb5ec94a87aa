"""Le bandeau des réponses à corriger : il dit combien, et mène à la première."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from guichet.ui.etats import bandeau_corrections
from guichet.ui.noyau import Bandeau, Champ
from guichet.ui.situation.cadre import CadreSituation


class Corrections:
    """Suit les champs en erreur ; le bandeau n'est refait que si leur nombre change."""

    def __init__(self, cadre: CadreSituation) -> None:
        self._cadre = cadre
        self._fautifs: Sequence[Champ] = ()
        self.bandeau: Bandeau | None = None

    def compter(self, fautifs: Sequence[Champ]) -> None:
        """Montre, change ou retire le bandeau."""
        change = len(fautifs) != len(self._fautifs)
        self._fautifs = fautifs
        if not change:
            return
        self.bandeau = bandeau_corrections(len(fautifs)) if fautifs else None
        if self.bandeau is not None:
            self.bandeau.setCursor(Qt.CursorShape.PointingHandCursor)
            self.bandeau.clique.connect(self.aller)
        self._cadre.poser_bandeau(self.bandeau)

    def aller(self) -> None:
        """Montre et active le premier champ à corriger."""
        if self._fautifs:
            premier = self._fautifs[0]
            self._cadre.faire_voir(premier)
            premier.setFocus(Qt.FocusReason.ShortcutFocusReason)
