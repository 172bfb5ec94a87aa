"""La page d'accueil signale ce que le conseiller choisit, au clavier comme à la souris."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.ui.accueil.cartes import CarteDepart, CarteMoment
from guichet.ui.accueil.contenu import GRILLE, MomentAffiche, RdvAffiche, Tache
from guichet.ui.accueil.view import AccueilView
from guichet.ui.noyau import Bouton, Carte, Dialogue, Etiquette
from guichet.ui.window import Fenetre

Montrer = Callable[[QWidget], None]
Taper = Callable[[QWidget, str], None]
TROUVES = [("moment:separation", "Parcours : Séparation"), ("droit:rsa", "Droit : RSA")]


@pytest.fixture
def vue(montrer: Montrer) -> AccueilView:
    accueil = AccueilView(lambda texte: [t for t in TROUVES if texte in t[1].casefold()])
    accueil.resize(1366, 680)
    montrer(accueil)
    accueil.montrer_moments([MomentAffiche(c, t, i) for c, (i, t) in GRILLE.items()], "à jour")
    return accueil


def carte(vue: QWidget, nom: str) -> CarteMoment:
    return next(c for c in vue.findChildren(CarteMoment) if c.accessibleName() == nom)


def test_choisir_un_parcours_a_la_souris_ou_avec_entree(qtbot: QtBot, vue: AccueilView) -> None:
    with qtbot.waitSignal(vue.moment_choisi) as signal:
        QTest.mouseClick(carte(vue, "Séparation"), Qt.MouseButton.LeftButton)
    assert signal.args == ["separation"]

    with qtbot.waitSignal(vue.moment_choisi) as signal:
        QTest.keyClick(carte(vue, "Mise en sécurité"), Qt.Key.Key_Return)
    assert signal.args == ["violences-conjugales"]


@pytest.mark.parametrize(
    ("nom", "signal"),
    [
        ("Nouvelle visite", "nouvelle_visite"),
        ("Ouvrir un dossier", "ouvrir_dossier"),
        ("Reprendre une feuille", "reprendre_feuille"),
    ],
)
def test_les_trois_facons_de_commencer(
    qtbot: QtBot, vue: AccueilView, nom: str, signal: str
) -> None:
    depart = next(c for c in vue.findChildren(CarteDepart) if c.accessibleName().startswith(nom))

    with qtbot.waitSignal(getattr(vue, signal)):
        depart.click()


def test_ctrl_k_cherche_et_ouvre_le_parcours(qtbot: QtBot, vue: AccueilView, taper: Taper) -> None:
    vue.chercher()
    assert vue.recherche.ligne.hasFocus()

    taper(vue.recherche.ligne, "sép")
    popup = vue.recherche.ligne.completer().popup()
    assert popup is not None
    with qtbot.waitSignal(vue.moment_choisi) as signal:
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)

    assert signal.args == ["separation"]
    qtbot.waitUntil(lambda: vue.recherche.ligne.text() == "")


def test_rejoindre_dit_quel_rendez_vous(qtbot: QtBot, vue: AccueilView) -> None:
    vue.montrer_jour("Vendredi", "Guichet")
    rdv = RdvAffiche("rdv-9", "10 h 30", ("caf",), "Caf", "droits", rejoignable=True)
    vue.montrer_rendez_vous([rdv, RdvAffiche("x", "14 h", ("cpam",), "CPAM", "", False)])
    boutons = [b for b in vue.journee.findChildren(Bouton) if b.text() == "Rejoindre"]
    assert len(boutons) == 1

    with qtbot.waitSignal(vue.rejoindre) as signal:
        boutons[0].click()

    assert signal.args == ["rdv-9"]


def textes(widget: QWidget) -> str:
    return " | ".join(e.text() for e in widget.findChildren(Etiquette) if e.isVisible())


def test_un_agenda_muet_ne_dit_jamais_aucune_visio(qtbot: QtBot, vue: AccueilView) -> None:
    vue.montrer_jour("Vendredi", "Guichet")
    vue.montrer_agenda_absent("L'agenda ne répond pas.", "Réessayez.")

    qtbot.waitUntil(lambda: "L’agenda ne répond pas." in textes(vue.journee))
    assert "aucune visio" not in textes(vue.journee)


def test_les_taches_remplacent_rien_en_attente(qtbot: QtBot, vue: AccueilView) -> None:
    vue.montrer_taches([])
    qtbot.waitUntil(lambda: "Rien en attente." in textes(vue.journee))

    vue.montrer_taches([Tache("inconnus", "phone", "accent", "1 rendez-vous à vérifier", "F5")])

    qtbot.waitUntil(lambda: "1 rendez-vous à vérifier" in textes(vue.journee))
    assert vue.journee.findChildren(Carte) == []
    assert "Rien en attente." not in textes(vue.journee)


def test_une_tache_ouvrable_se_clique(qtbot: QtBot, vue: AccueilView) -> None:
    vue.montrer_taches([Tache("rappels", "phone", "accent", "2 rappels", "mardi", ouvrable=True)])

    with qtbot.waitSignal(vue.tache_choisie) as signal:
        vue.journee.findChildren(Carte)[0].click()

    assert signal.args == ["rappels"]


def test_l_effacement_ne_se_montre_que_s_il_y_en_a(qtbot: QtBot, vue: AccueilView) -> None:
    vue.montrer_effacement("")
    voir = next(b for b in vue.journee.findChildren(Bouton) if b.text() == "Voir")
    assert not voir.isVisible()

    vue.montrer_effacement("1 dossier arrive à sa date et s'efface le 22 novembre.")
    with qtbot.waitSignal(vue.voir_effacements):
        voir.click()


def test_en_etroit_trois_parcours_par_ligne(vue: AccueilView, qtbot: QtBot) -> None:
    vue.adapter("etroit")
    vue.resize(911, 512)
    qtbot.wait(20)

    premiere = carte(vue, "Séparation").y()
    ligne = [c for c in vue.findChildren(CarteMoment) if c.isVisible() and c.y() == premiere]

    assert len(ligne) == 3
    assert vue.journee.y() > premiere


def test_la_fiche_d_un_droit_s_ouvre_et_se_ferme(montrer: Montrer) -> None:
    fenetre = Fenetre()
    vue = AccueilView(lambda _texte: [])
    fenetre.ajouter_page(0, vue)
    fenetre.montrer(0)
    montrer(fenetre)

    vue.montrer_droit(load_catalogue(ressources()).droits["rsa"])
    dialogue = fenetre.findChild(Dialogue)
    assert isinstance(dialogue, Dialogue)
    assert dialogue.titre.text() == "Revenu de solidarité active"

    QTest.keyClick(dialogue, Qt.Key.Key_Escape)
    assert not fenetre.en_dialogue
