"""F6 : passer d'une zone de la fenêtre à l'autre, au clavier."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget

_TABULATION = 1  # Qt.FocusPolicy.TabFocus


def changer_de_zone(zones: Sequence[QWidget], sens: int) -> None:
    """Donne le focus à la zone visible suivante (``sens`` = 1) ou précédente (-1)."""
    visibles = [zone for zone in zones if zone.isVisible()]
    actif = QApplication.focusWidget()
    rang = next((r for r, z in enumerate(visibles) if actif and z.isAncestorOf(actif)), -1)
    for pas in range(1, len(visibles) + 1):
        if entrer(visibles[(rang + sens * pas) % len(visibles)]):
            return


def entrer(zone: QWidget) -> bool:
    """Donne le focus au premier contrôle visible de la zone."""
    controle = zone.nextInFocusChain()
    while controle is not None and controle is not zone:
        if zone.isAncestorOf(controle) and controle.isVisible() and controle.isEnabled():
            politique = controle.focusPolicy().value
            if politique & _TABULATION:
                controle.setFocus()
                return True
        controle = controle.nextInFocusChain()
    return False
