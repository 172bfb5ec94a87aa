"""« Personne suivante » dit ce qui part et ce qui reste, sans se tromper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guichet.dossier.durees import DOSSIER
from guichet.droits.situation import Personne, Situation
from guichet.rendezvous.agenda import Reservation
from guichet.ui.dossier.suivante import Bilan, Chose, PersonneSuivante, bilan
from guichet.ui.noyau import Bouton, Etiquette
from guichet.ui.visite import Etat
from guichet.ui.window import Fenetre

PARIS = ZoneInfo("Europe/Paris")
NADIA = Situation(
    au=date(2026, 11, 20),
    personnes=(
        Personne(id="p1", role="demandeur", prenom="Nadia", date_naissance=date(1990, 3, 10)),
    ),
)
RESERVATION = Reservation(
    id="7K3F2QX9",
    etat="reserve",
    debut=datetime(2026, 11, 24, 23, 30, tzinfo=UTC),
    fin=datetime(2026, 11, 25, tzinfo=UTC),
    organismes=("caf",),
)


def test_sans_rien_garder_la_liste_gardee_est_vide() -> None:
    contenu = bilan(Etat(situation=NADIA), zone=PARIS)

    assert contenu.prenom == "Nadia"
    assert contenu.gardes == ()
    assert [c.titre for c in contenu.effaces] == [
        "Réponses, droits et parcours",
        "Presse-papiers et aperçus",
    ]


def test_le_rendez_vous_garde_est_date_a_l_heure_du_guichet() -> None:
    contenu = bilan(Etat(situation=NADIA, reservations=(RESERVATION,)), zone=PARIS)

    assert contenu.gardes[0].titre == "Le rendez-vous du 25 novembre"
    assert "Nadia" not in contenu.gardes[0].detail


def test_un_rendez_vous_annule_n_est_pas_dit_garde() -> None:
    annule = replace(RESERVATION, etat="annule")

    assert bilan(Etat(situation=NADIA, reservations=(annule,)), zone=PARIS).gardes == ()


def test_une_feuille_imprimee_est_a_la_personne() -> None:
    contenu = bilan(Etat(situation=NADIA), zone=PARIS, imprimee_a="10 h 12")

    assert contenu.gardes == (
        Chose("printer", "La feuille imprimée à 10 h 12", "c'est la personne qui la garde"),
    )


def test_une_personne_suivie_garde_son_dossier() -> None:
    contenu = bilan(Etat(situation=NADIA, reference="7K3F-2QX"), zone=PARIS, suivie=True)

    assert contenu.suivie
    assert contenu.gardes[-1].detail == "référence 7K3F-2QX"


def test_avant_toute_reponse_le_bilan_ne_plante_pas() -> None:
    assert bilan(Etat(), zone=PARIS).prenom == ""


@pytest.fixture
def fenetre(montrer: Callable[[QWidget], None]) -> Fenetre:
    principale = Fenetre()
    montrer(principale)
    return principale


def ouvrir(fenetre: Fenetre, contenu: Bilan) -> PersonneSuivante:
    dialogue = PersonneSuivante(fenetre, contenu)
    dialogue.ouvrir()
    return dialogue


def textes(dialogue: QWidget) -> list[str]:
    return [etiquette.text() for etiquette in dialogue.findChildren(Etiquette)]


def test_entree_efface_et_echap_reste(qtbot: QtBot, fenetre: Fenetre) -> None:
    dialogue = ouvrir(fenetre, bilan(Etat(situation=NADIA), zone=PARIS))
    with qtbot.waitSignal(dialogue.accepte):
        QTest.keyClick(dialogue, Qt.Key.Key_Return)

    dialogue = ouvrir(fenetre, bilan(Etat(situation=NADIA), zone=PARIS))
    with qtbot.waitSignal(dialogue.refuse), qtbot.assertNotEmitted(dialogue.accepte):
        QTest.keyClick(dialogue, Qt.Key.Key_Escape)


def test_la_duree_annoncee_est_celle_de_la_regle(fenetre: Fenetre) -> None:
    dialogue = ouvrir(fenetre, bilan(Etat(situation=NADIA), zone=PARIS))

    phrase = f"effacé {DOSSIER.duree.mois} mois après le dernier contact"
    assert any(phrase in texte for texte in textes(dialogue))
    dialogue.refuser()


def test_ouvrir_un_dossier_n_efface_rien(qtbot: QtBot, fenetre: Fenetre) -> None:
    dialogue = ouvrir(fenetre, bilan(Etat(situation=NADIA), zone=PARIS))
    bouton = next(b for b in dialogue.findChildren(Bouton) if b.text() == "Ouvrir un dossier")

    with qtbot.waitSignal(dialogue.suivre), qtbot.assertNotEmitted(dialogue.accepte):
        bouton.click()


def test_une_personne_deja_suivie_ne_se_voit_rien_proposer(fenetre: Fenetre) -> None:
    dialogue = ouvrir(fenetre, bilan(Etat(situation=NADIA), zone=PARIS, suivie=True))

    assert not [b for b in dialogue.findChildren(Bouton) if b.text() == "Ouvrir un dossier"]
    dialogue.refuser()


def test_un_prenom_piege_reste_du_texte(fenetre: Fenetre) -> None:
    piege = replace(NADIA.personnes[0], prenom="<img src=x>")
    etat = Etat(situation=replace(NADIA, personnes=(piege,)))

    dialogue = ouvrir(fenetre, bilan(etat, zone=PARIS))

    assert any("<img src=x>" in texte for texte in textes(dialogue))
    dialogue.refuser()
