"""Les états communs : hors ligne, démonstration, erreur prévue, incident."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guichet.errors import GuichetError
from guichet.ui import etats
from guichet.ui.noyau import Bouton, Etiquette
from guichet.ui.window import Fenetre

Montrer = Callable[[QWidget], None]


def textes(widget: QWidget) -> str:
    return " | ".join(etiquette.text() for etiquette in widget.findChildren(Etiquette))


def defaut(secret: str) -> None:
    raise ValueError(f"impossible de lire {secret}")


def attraper(secret: str) -> BaseException:
    with pytest.raises(ValueError, match="impossible") as saisie:
        defaut(secret)
    return saisie.value


def test_le_code_d_incident_est_stable_et_ne_dit_rien_de_la_personne() -> None:
    un, deux = etats.code_incident(attraper("Nadia")), etats.code_incident(attraper("Karim"))

    assert un == deux
    assert len(un) == 8
    assert un[3] == "-"
    assert etats.code_incident(KeyError("x")) != un


def test_l_incident_se_copie_et_se_referme(qtbot: QtBot, montrer: Montrer) -> None:
    fenetre = Fenetre()
    montrer(fenetre)
    revenus: list[bool] = []

    dialogue = etats.montrer_incident(fenetre, "PAR-2041", revenir=lambda: revenus.append(True))
    copier = next(b for b in dialogue.findChildren(Bouton) if b.text() == "Copier le code")
    copier.click()
    assert QApplication.clipboard().text() == "PAR-2041"
    assert fenetre.en_dialogue
    QTest.keyClick(dialogue, Qt.Key.Key_Return)

    assert revenus == [True]
    qtbot.waitUntil(lambda: not fenetre.en_dialogue)


def test_une_erreur_prevue_dit_le_fait_puis_quoi_faire(montrer: Montrer) -> None:
    constat = etats.constat_erreur(GuichetError("L'imprimante ne répond pas.", advice="Réessayez."))
    montrer(constat)

    assert textes(constat) == "L’imprimante ne répond pas. | Réessayez."


def test_hors_ligne_dit_depuis_quand_et_propose_de_reessayer(
    qtbot: QtBot, montrer: Montrer
) -> None:
    bandeau = etats.bandeau_hors_ligne("9 h 52")
    montrer(bandeau)
    assert "depuis 9\u00a0h\u00a052" in textes(bandeau)

    with qtbot.waitSignal(bandeau.action):
        bandeau.findChildren(Bouton)[0].click()


def test_une_issue_inconnue_ne_dit_ni_oui_ni_non(montrer: Montrer) -> None:
    constat = etats.constat_issue_inconnue("la Caf")
    montrer(constat)

    dit = textes(constat).casefold()
    assert "on ne sait pas" in dit
    assert "confirmé" not in dit


def test_le_panneau_hors_ligne_a_ses_deux_listes(montrer: Montrer) -> None:
    panneau = etats.PanneauHorsLigne("Barèmes au 1er octobre 2026 : toujours valables.")
    montrer(panneau)

    assert "Situation et droits" in textes(panneau)
    assert "Rendez-vous et annulations" in textes(panneau)


@pytest.mark.parametrize(
    ("nombre", "titre"), [(1, "1 réponse à corriger"), (2, "2 réponses à corriger")]
)
def test_le_bandeau_des_corrections_compte_et_se_clique(
    qtbot: QtBot, montrer: Montrer, nombre: int, titre: str
) -> None:
    bandeau = etats.bandeau_corrections(nombre)
    montrer(bandeau)
    assert titre in textes(bandeau)

    with qtbot.waitSignal(bandeau.clique):
        QTest.mouseClick(bandeau, Qt.MouseButton.LeftButton)
