"""On choisit dans une liste ou un segment en tapant, sans accents, par n'importe quel mot."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from guichet.droits.situation import PAS_DEMANDE
from guichet.ui.noyau import OUI_NON, ListeDeroulante, Segment
from guichet.ui.noyau.frappe import trouver

Montrer = Callable[[QWidget], None]
RESSOURCES = ("Choisir…", "Nadia · salaire net", "Nadia · retraite brute", "Études", "École")


@pytest.mark.parametrize(
    ("tape", "depart", "rang"),
    [("sal", 0, 1), ("brute", 0, 2), ("etu", 0, 3), ("e", 4, 4), ("NADIA", 2, 2), ("ch", 3, 0)],
)
def test_les_lettres_trouvent_un_mot_sans_ses_accents(tape: str, depart: int, rang: int) -> None:
    assert trouver(RESSOURCES, tape, depart) == rang


@pytest.mark.parametrize("tape", ["zz", "", " ", "etudesx"])
def test_des_lettres_qui_ne_repondent_a_rien_ne_choisissent_rien(tape: str) -> None:
    assert trouver(RESSOURCES, tape, 0) is None


def liste(*textes: str) -> ListeDeroulante:
    return ListeDeroulante([(texte, texte) for texte in textes])


def actif(choix: Segment) -> QWidget:
    case = choix.focusProxy()
    assert case is not None
    return case


def test_taper_dans_une_liste_fermee_choisit_et_le_dit(montrer: Montrer) -> None:
    choix = liste(*RESSOURCES[1:])
    montrer(choix)
    vus: list[object] = []
    choix.choisi.connect(vus.append)

    QTest.keyClicks(choix, "retr")

    assert choix.valeur() == "Nadia · retraite brute"
    assert vus == ["Nadia · retraite brute"]


def test_la_meme_lettre_passe_au_suivant(montrer: Montrer) -> None:
    choix = liste("Mariage", "Mutuelle", "Autre")
    montrer(choix)

    QTest.keyClicks(choix, "m")
    premier = choix.valeur()
    QTest.keyClicks(choix, "m")

    assert (premier, choix.valeur()) == ("Mariage", "Mutuelle")


def test_une_pause_recommence_le_mot(montrer: Montrer, qtbot: QtBot) -> None:
    choix = liste("Salaire", "Autre")
    montrer(choix)

    QTest.keyClicks(choix, "s")
    qtbot.wait(500)
    QTest.keyClicks(choix, "a")

    assert choix.valeur() == "Autre"


def test_le_texte_choisi_tient_en_entier(montrer: Montrer) -> None:
    choix = liste("Cherche un emploi", "Études supérieures")
    choix.definir("Études supérieures")
    montrer(choix)
    choix.resize(choix.sizeHint())
    option = QStyleOptionComboBox()
    choix.initStyleOption(option)

    place = choix.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox,
        option,
        QStyle.SubControl.SC_ComboBoxEditField,
        choix,
    )

    assert place.width() >= choix.fontMetrics().horizontalAdvance(choix.currentText())


def test_une_lettre_repond_a_un_segment(montrer: Montrer) -> None:
    choix = Segment(OUI_NON, "Colocation ?", inconnu=True)
    montrer(choix)
    vus: list[object] = []
    choix.choisi.connect(vus.append)

    QTest.keyClicks(actif(choix), "o")
    QTest.keyClicks(actif(choix), "z")
    QTest.qWait(500)
    QTest.keyClicks(actif(choix), "n")

    assert vus == [True, False]


def test_definir_ne_tape_rien(montrer: Montrer) -> None:
    choix = liste("Salaire")
    montrer(choix)

    choix.definir("Salaire")
    choix.definir(PAS_DEMANDE)

    assert choix.valeur() is PAS_DEMANDE
