"""L'anneau entoure le contrôle actif, le suit, et disparaît avec lui."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guichet.ui.focus import MARGE, AnneauFocus
from guichet.ui.jetons import jetons
from guichet.ui.noyau import Bouton, ZoneDefilante


class Page(QMainWindow):
    """Trente boutons dans une zone défilante."""

    def __init__(self) -> None:
        super().__init__()
        contenu = QWidget()
        pile = QVBoxLayout(contenu)
        self.boutons = [Bouton(f"Bouton {rang}") for rang in range(30)]
        for bouton in self.boutons:
            pile.addWidget(bouton)
        self.zone = ZoneDefilante(contenu)
        self.setCentralWidget(self.zone)
        self.anneau = AnneauFocus(self)
        self.resize(400, 300)


@pytest.fixture
def page(montrer: Callable[[QWidget], None]) -> Page:
    fenetre = Page()
    montrer(fenetre)
    return fenetre


def cadre(page: Page, bouton: Bouton) -> QRect:
    coin = bouton.mapTo(page, QPoint(0, 0))
    return QRect(coin, bouton.size()).adjusted(-MARGE, -MARGE, MARGE, MARGE)


def test_l_anneau_entoure_le_controle_actif(page: Page) -> None:
    page.boutons[1].setFocus()

    assert page.anneau.isVisible()
    assert page.anneau.geometry() == cadre(page, page.boutons[1])


def test_l_anneau_a_ses_deux_couleurs(page: Page) -> None:
    page.boutons[1].setFocus()

    image = page.grab(cadre(page, page.boutons[1])).toImage()
    milieu = image.height() // 2

    assert image.pixelColor(0, milieu) == QColor(jetons().couleurs["clair"]["focus_ext"])
    assert image.pixelColor(3, milieu) == QColor(jetons().couleurs["clair"]["focus_int"])


def test_l_anneau_suit_le_defilement_et_ne_deborde_pas(page: Page, qtbot: QtBot) -> None:
    page.boutons[0].setFocus()
    avant = page.anneau.geometry()

    page.zone.verticalScrollBar().setValue(20)
    qtbot.waitUntil(lambda: page.anneau.geometry() != avant)
    assert page.anneau.geometry().top() >= 0
    assert page.anneau.geometry().bottom() == cadre(page, page.boutons[0]).bottom()

    page.zone.verticalScrollBar().setValue(500)
    qtbot.waitUntil(lambda: not page.anneau.isVisible())


def test_tabuler_fait_defiler_jusqu_au_controle(page: Page, qtbot: QtBot) -> None:
    page.boutons[25].setFocus()

    qtbot.waitUntil(page.anneau.isVisible)
    assert page.rect().contains(page.anneau.geometry())


def test_l_anneau_part_avec_le_controle_desactive_ou_detruit(page: Page, qtbot: QtBot) -> None:
    page.boutons[1].setFocus()
    page.boutons[1].setEnabled(False)
    assert page.anneau.geometry() != cadre(page, page.boutons[1]) or not page.anneau.isVisible()

    page.boutons[2].setFocus()
    page.boutons[2].deleteLater()
    qtbot.wait(20)
    assert page.anneau.cible is not page.boutons[2]


def test_rien_ne_bouge_dans_la_page_quand_le_focus_arrive(page: Page) -> None:
    places = [bouton.geometry() for bouton in page.boutons]

    page.boutons[3].setFocus()

    assert [bouton.geometry() for bouton in page.boutons] == places
