"""Retirer d'une disposition tout ce qu'elle contient : les widgets sont détruits, pas vidés."""

from PySide6.QtWidgets import QLayout


def vider(disposition: QLayout) -> None:
    """Détruit les widgets de ``disposition`` et de celles qu'elle contient."""
    while (item := disposition.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (interieure := item.layout()) is not None:
            vider(interieure)
            interieure.deleteLater()
