"""Ce que les tests d'écrans partagent : le thème posé, taper au clavier, l'audit des noms."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from guichet.ui import theme

# L'écran d'essai de Qt le dit de toute fenêtre à taille minimale et de toute liste ouverte.
SANS_CONSEQUENCE = "This plugin does not support"
DISCRETS = (QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.ScrollBar)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(SANS_CONSEQUENCE, extend=True))


@pytest.fixture(autouse=True)
def habillage(qapp: QApplication) -> Iterator[None]:
    """Chaque test part du thème clair à 100 %."""
    theme.appliquer(qapp)
    yield
    theme.appliquer(qapp)


@pytest.fixture
def taper() -> Callable[[QWidget, str], None]:
    """Un évènement par caractère : ``QTest.keyClicks`` abat le processus sur un accent."""

    def un_par_un(widget: QWidget, texte: str) -> None:
        for caractere in texte:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, caractere)
            QApplication.sendEvent(widget, event)

    return un_par_un


@pytest.fixture
def montrer(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Affiche le widget, fenêtre active, prêt à recevoir le focus."""

    def afficher(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return afficher


@pytest.fixture
def sans_nom() -> Callable[[QWidget], list[str]]:
    """Les contrôles qu'un lecteur d'écran ne saurait pas nommer."""

    def auditer(racine: QWidget) -> list[str]:
        anonymes = []
        for widget in [racine, *racine.findChildren(QWidget)]:
            if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface is None or interface.role() in DISCRETS:
                continue
            if not interface.text(QAccessible.Text.Name).strip():
                anonymes.append(type(widget).__name__)
        return anonymes

    return auditer


@pytest.fixture
def trop_petits() -> Callable[[QWidget], list[str]]:
    """Les contrôles que la souris manquerait : moins de 32 px de haut (26 pour une puce)."""

    def mesurer(racine: QWidget) -> list[str]:
        controles = racine.findChildren(QWidget)
        return [
            f"{type(c).__name__} « {c.accessibleName()} » {c.height()} px"
            for c in controles
            if isinstance(c, QAbstractButton | QLineEdit | QComboBox)
            and c.isVisible()
            and c.height() < (26 if type(c).__name__ == "PuceBouton" else 32)
        ]

    return mesurer
