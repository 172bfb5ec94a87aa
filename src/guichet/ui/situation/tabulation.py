"""L'ordre de tabulation suit ce que l'on voit, même pour un champ bâti après ses voisins."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def ordonner(racine: QWidget) -> None:
    """Range les contrôles de ``racine`` de haut en bas, comme ses dispositions."""
    for avant, apres in pairwise(arrets(racine)):
        QWidget.setTabOrder(avant, apres)


def arrets(widget: QWidget) -> Iterator[QWidget]:
    """Les contrôles que Tab atteint, dans l'ordre des dispositions."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    contenu = widget.widget() if isinstance(widget, QScrollArea) else None
    if contenu is not None:
        yield from arrets(contenu)
    elif (disposition := widget.layout()) is not None:
        yield from _dans(disposition)


def _dans(disposition: QLayout) -> Iterator[QWidget]:
    for rang in range(disposition.count()):
        element = disposition.itemAt(rang)
        if element is None:
            continue
        if (widget := element.widget()) is not None:
            yield from arrets(widget)
        elif (interieure := element.layout()) is not None:
            yield from _dans(interieure)
