"""Dire une chose au lecteur d'écran, sans déplacer le focus."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def annoncer(widget: QWidget, phrase: str) -> None:
    """Fait lire ``phrase`` à la fin de ce qui se lit. Sans lecteur d'écran, ne fait rien."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, phrase))
