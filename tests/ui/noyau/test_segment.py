"""Le choix court se répond au clavier seul, « ne sait pas » compris."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guichet.droits.situation import NE_SAIT_PAS, PAS_DEMANDE
from guichet.ui.noyau import OUI_NON, Segment

Montrer = Callable[[QWidget], None]


@pytest.fixture
def segment(montrer: Montrer) -> Segment:
    choix = Segment(OUI_NON, "L'autre parent aide-t-il ?", inconnu=True)
    montrer(choix)
    choix.setFocus()
    return choix


def actif() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_sans_reponse_rien_n_est_coche(segment: Segment) -> None:
    assert segment.valeur() is PAS_DEMANDE


def test_les_fleches_choisissent_et_font_le_tour(segment: Segment) -> None:
    vus: list[object] = []
    segment.choisi.connect(vus.append)

    for _fois in range(3):
        QTest.keyClick(actif(), Qt.Key.Key_Right)
    QTest.keyClick(actif(), Qt.Key.Key_Left)

    assert vus == [False, NE_SAIT_PAS, True, NE_SAIT_PAS]
    assert segment.valeur() is NE_SAIT_PAS


def test_espace_choisit_la_case_active(segment: Segment) -> None:
    QTest.keyClick(actif(), Qt.Key.Key_Space)

    assert segment.valeur() is True


def test_f4_repond_ne_sait_pas(qtbot: QtBot, segment: Segment) -> None:
    with qtbot.waitSignal(segment.choisi) as signal:
        QTest.keyClick(actif(), Qt.Key.Key_F4)

    assert signal.args == [NE_SAIT_PAS]


def test_suppr_revient_a_pas_demande(qtbot: QtBot, segment: Segment) -> None:
    segment.definir(False)

    with qtbot.waitSignal(segment.choisi) as signal:
        QTest.keyClick(actif(), Qt.Key.Key_Delete)

    assert signal.args == [PAS_DEMANDE]
    assert segment.valeur() is PAS_DEMANDE


def test_definir_n_emet_rien(qtbot: QtBot, segment: Segment) -> None:
    with qtbot.assertNotEmitted(segment.choisi):
        segment.definir(True)
        segment.definir(NE_SAIT_PAS)

    assert segment.valeur() is NE_SAIT_PAS


def test_un_segment_est_un_seul_arret_de_tabulation(montrer: Montrer) -> None:
    page = QWidget()
    pile = QVBoxLayout(page)
    premier, second = Segment(OUI_NON, "Un"), Segment(OUI_NON, "Deux")
    for choix in (premier, second):
        choix.definir(False)
        pile.addWidget(choix)
    montrer(page)
    premier.setFocus()

    QTest.keyClick(actif(), Qt.Key.Key_Tab)

    assert second.isAncestorOf(actif())


def test_zero_n_est_pas_non(montrer: Montrer) -> None:
    choix = Segment([(False, "Non"), (0, "Zéro")], "Nombre")
    montrer(choix)

    choix.definir(0)

    assert [case.isChecked() for case in choix.findChildren(QRadioButton)] == [False, True]


def test_chaque_case_se_lit_avec_sa_question(segment: Segment) -> None:
    noms = []
    for case in segment.findChildren(QRadioButton):
        interface = QAccessible.queryAccessibleInterface(case)
        assert interface.role() == QAccessible.Role.RadioButton
        noms.append(interface.text(QAccessible.Text.Name))

    assert noms == [
        "L'autre parent aide-t-il ? : Oui",
        "L'autre parent aide-t-il ? : Non",
        "L'autre parent aide-t-il ? : Ne sait pas",
    ]
