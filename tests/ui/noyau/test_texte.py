"""Le texte d'une personne s'affiche tel quel : ni HTML, ni image, ni mot coupé."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from guichet.ui.noyau import (
    Bandeau,
    Bouton,
    CarteDroit,
    Constat,
    Etiquette,
    Gras,
    Paragraphe,
    bulle,
    propre,
)

Montrer = Callable[[QWidget], None]
PIEGE = "<img src='http://127.0.0.1:9/x.png'><b>Dupont</b>"


@pytest.mark.parametrize("fabrique", [Etiquette, Paragraphe])
def test_une_balise_s_affiche_telle_quelle(
    fabrique: Callable[[str], QLabel], montrer: Montrer
) -> None:
    etiquette = fabrique(PIEGE)
    montrer(etiquette)

    assert etiquette.text() == PIEGE
    assert etiquette.textFormat() == Qt.TextFormat.PlainText
    if isinstance(etiquette, Etiquette) and not isinstance(etiquette, Paragraphe):
        largeur = etiquette.fontMetrics().horizontalAdvance(PIEGE)
        assert etiquette.sizeHint().width() >= largeur


def test_aucune_etiquette_des_composants_ne_lit_du_html(montrer: Montrer) -> None:
    for composant in (
        Bandeau("info", PIEGE, PIEGE),
        Constat("info", PIEGE, PIEGE),
        CarteDroit(PIEGE, PIEGE, "caf", sous_ligne=PIEGE, montant=PIEGE),
    ):
        montrer(composant)
        etiquettes = composant.findChildren(QLabel)
        assert etiquettes
        assert {e.textFormat() for e in etiquettes} == {Qt.TextFormat.PlainText}


def test_une_infobulle_echappe_son_texte(qtbot: QtBot, montrer: Montrer) -> None:
    bouton = Bouton("", icone="x", nom=PIEGE)
    montrer(bouton)

    QApplication.sendEvent(
        bouton, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), bouton.mapToGlobal(QPoint(5, 5)))
    )
    qtbot.waitUntil(QToolTip.isVisible)

    assert "<img" not in QToolTip.text()
    assert "&lt;img" in bulle(PIEGE)
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("Loyer : 1 150 € ?", "Loyer_: 1_150_€_?"),
        ("« gratuite »", "«_gratuite_»"),
        ("10 h 30", "10_h_30"),
        ("14 h 00", "14_h_00"),
        ("le 30 novembre", "le 30_novembre"),
        ("02 40 00 00 00", "02_40_00_00_00"),
        ("l'autre parent", "l’autre parent"),
        ("1\u202f150\u202f€", "1_150_€"),
        ("aide\u2011t\u2011il", "aide-t-il"),
        ("8 et 12 ans", "8 et 12 ans"),
        ("<b>", "<b>"),
    ],
)
def test_les_espaces_du_francais_ne_se_coupent_pas(avant: str, apres: str) -> None:
    assert propre(avant).replace("\u00a0", "_") == apres
    assert propre(propre(avant)) == propre(avant)


def test_un_paragraphe_grandit_quand_la_place_manque(montrer: Montrer) -> None:
    texte = Paragraphe("Il ne restera rien de cette visite sur l'ordinateur, sauf le rendez-vous.")
    montrer(texte)

    assert texte.heightForWidth(1000) < texte.heightForWidth(200) < texte.heightForWidth(90)
    assert texte.heightForWidth(1000) == round(16 * 1.35 + 0.49)


def test_un_morceau_gras_prend_plus_de_place(montrer: Montrer) -> None:
    maigre, gras = Paragraphe("1 150 € net par mois"), Paragraphe(Gras("1 150 € net par mois"))
    montrer(maigre)
    montrer(gras)

    assert gras.sizeHint().width() > maigre.sizeHint().width()
    assert gras.text() == maigre.text()
