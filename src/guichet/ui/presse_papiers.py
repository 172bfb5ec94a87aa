"""Le presse-papiers : ce que Guichet y a mis part avec la personne, et cela seulement."""

from PySide6.QtGui import QGuiApplication

# Sans écran, personne d'autre n'écrit dans le presse-papiers, et Qt ne sait pas dire qui.
SANS_ECRAN = ("offscreen", "minimal")


def vider_presse_papiers() -> None:
    """Efface ce que le conseiller a copié ou sélectionné ici ; ce qui vient d'ailleurs reste."""
    presse_papiers = QGuiApplication.clipboard()
    if presse_papiers.ownsClipboard() or QGuiApplication.platformName() in SANS_ECRAN:
        presse_papiers.clear()
    if presse_papiers.ownsSelection():
        presse_papiers.clear(presse_papiers.Mode.Selection)
