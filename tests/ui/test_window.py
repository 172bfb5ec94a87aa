"""La fenêtre : pages, raccourcis, paliers, bandeau, dialogue, verrou."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guichet.ui import theme
from guichet.ui.noyau import Bandeau, Bouton, ChampTexte, Dialogue, Paragraphe, confirmer
from guichet.ui.window import Fenetre

Montrer = Callable[[QWidget], None]


@pytest.fixture
def fenetre(montrer: Montrer) -> Fenetre:
    principale = Fenetre()
    for numero in range(6):
        page = QWidget()
        pile = QVBoxLayout(page)
        pile.addWidget(Paragraphe(f"Page {numero}"))
        pile.addWidget(Bouton(f"Agir {numero}"))
        principale.ajouter_page(numero, page)
    principale.montrer(1)
    montrer(principale)
    return principale


def actif() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def etape_montree(fenetre: Fenetre) -> list[int]:
    return [onglet.numero for onglet in fenetre.barre.onglets if onglet.isChecked()]


@pytest.mark.parametrize("numero", [1, 2, 3, 4, 5])
def test_ctrl_chiffre_demande_l_etape(qtbot: QtBot, fenetre: Fenetre, numero: int) -> None:
    with qtbot.waitSignal(fenetre.etape_demandee) as signal:
        QTest.keyClick(fenetre, Qt.Key(Qt.Key.Key_0 + numero), Qt.KeyboardModifier.ControlModifier)

    assert signal.args == [numero]


@pytest.mark.parametrize(
    ("touche", "nom"),
    [
        (Qt.Key.Key_F1, "aide"),
        (Qt.Key.Key_F5, "relire"),
        (Qt.Key.Key_F9, "tourner"),
        (Qt.Key.Key_F11, "verrouiller"),
        (Qt.Key.Key_F12, "personne_suivante"),
    ],
)
def test_chaque_touche_de_fonction_a_son_signal(
    qtbot: QtBot, fenetre: Fenetre, touche: Qt.Key, nom: str
) -> None:
    with qtbot.waitSignal(getattr(fenetre, nom)):
        QTest.keyClick(fenetre, touche)


@pytest.mark.parametrize(
    ("touche", "nom"),
    [
        (Qt.Key.Key_N, "nouvelle_visite"),
        (Qt.Key.Key_O, "ouvrir_dossier"),
        (Qt.Key.Key_R, "reprendre_feuille"),
        (Qt.Key.Key_K, "chercher"),
        (Qt.Key.Key_P, "imprimer"),
        (Qt.Key.Key_Z, "annuler"),
    ],
)
def test_chaque_lettre_avec_ctrl_a_son_signal(
    qtbot: QtBot, fenetre: Fenetre, touche: Qt.Key, nom: str
) -> None:
    with qtbot.waitSignal(getattr(fenetre, nom)):
        QTest.keyClick(fenetre, touche, Qt.KeyboardModifier.ControlModifier)


def test_cliquer_une_etape_la_demande_sans_la_cocher(qtbot: QtBot, fenetre: Fenetre) -> None:
    with qtbot.waitSignal(fenetre.etape_demandee) as signal:
        fenetre.barre.onglets[2].click()

    assert signal.args == [3]
    assert etape_montree(fenetre) == [1]
    fenetre.montrer(3)
    assert etape_montree(fenetre) == [3]


def test_le_titre_de_la_fenetre_ne_dit_jamais_qui_est_la(fenetre: Fenetre) -> None:
    fenetre.definir_contexte(["Nadia, 36 ans", "séparée"])

    assert fenetre.windowTitle() == "Guichet"
    assert fenetre.contexte.isVisible()


def test_a_l_accueil_ni_etapes_ni_contexte(fenetre: Fenetre) -> None:
    fenetre.definir_contexte(["Nadia, 36 ans"])

    fenetre.montrer(0)

    assert not fenetre.contexte.isVisible()
    assert not any(onglet.isVisible() for onglet in fenetre.barre.onglets)
    assert fenetre.barre.verrou.isVisible()


@pytest.mark.parametrize(("largeur", "palier"), [(1400, "large"), (1200, "moyen"), (911, "etroit")])
def test_la_largeur_choisit_le_palier(fenetre: Fenetre, largeur: int, palier: str) -> None:
    fenetre.resize(largeur, 600)

    assert fenetre.palier == palier


def test_agrandir_le_texte_change_aussi_le_palier(
    qtbot: QtBot, qapp: QApplication, fenetre: Fenetre
) -> None:
    fenetre.resize(1366, 768)

    theme.appliquer(qapp, zoom=1.5)

    qtbot.waitUntil(lambda: fenetre.palier == "etroit")


@pytest.mark.parametrize("largeur", [1366, 1200, 911])
@pytest.mark.parametrize("zoom", [1.0, 1.3])
def test_la_barre_du_haut_tient_dans_la_fenetre(
    qtbot: QtBot, qapp: QApplication, fenetre: Fenetre, largeur: int, zoom: float
) -> None:
    fenetre.permettre_de_tourner(True)
    fenetre.definir_contexte(["Nadia, 36 ans"])
    fenetre.definir_etape(2, compte=8)
    fenetre.resize(largeur, 600)
    theme.appliquer(qapp, zoom=zoom)
    qtbot.wait(20)

    assert fenetre.width() == largeur
    assert fenetre.barre.minimumSizeHint().width() <= largeur
    suivante = fenetre.barre.suivante_bouton
    assert suivante.geometry().right() <= fenetre.barre.width()


def test_tourner_l_ecran_n_est_offert_que_si_l_on_peut(fenetre: Fenetre) -> None:
    assert not fenetre.barre.tourner_bouton.isVisible()

    fenetre.permettre_de_tourner(True)
    assert fenetre.barre.tourner_bouton.isVisible()

    fenetre.montrer(0)
    assert not fenetre.barre.tourner_bouton.isVisible()


def test_ctrl_plus_agrandit_et_ctrl_zero_revient(fenetre: Fenetre) -> None:
    QTest.keyClick(fenetre, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme.actuel().zoom == 1.15

    QTest.keyClick(fenetre, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.actuel().zoom == 1.0


def test_un_seul_bandeau_a_la_fois(fenetre: Fenetre, qtbot: QtBot) -> None:
    fenetre.montrer_bandeau(Bandeau("hors_ligne", "Pas de réseau depuis 9 h 52"))
    information = Bandeau("info", "Le catalogue a été mis à jour")
    fenetre.montrer_bandeau(information)
    qtbot.wait(20)
    visibles = [b for b in fenetre.findChildren(Bandeau) if b.isVisible()]
    assert visibles == [information]

    bouton = information.findChild(QPushButton)
    assert isinstance(bouton, QPushButton)
    bouton.click()
    assert fenetre.bandeau is None


def test_seule_l_information_se_ferme(montrer: Montrer) -> None:
    for genre in ("hors_ligne", "erreur", "demonstration"):
        bandeau = Bandeau(genre, "Un fait")
        montrer(bandeau)
        assert bandeau.findChildren(Bouton) == []


def test_remplacer_une_page_detruit_l_ancienne(fenetre: Fenetre, qtbot: QtBot) -> None:
    ancienne = ChampTexte("Prénom")
    fenetre.ajouter_page(2, ancienne)
    fenetre.montrer(2)
    detruits: list[bool] = []
    ancienne.destroyed.connect(lambda: detruits.append(True))

    fenetre.ajouter_page(2, ChampTexte("Prénom"))

    qtbot.waitUntil(lambda: bool(detruits))
    assert fenetre.numero == 2
    assert len(fenetre.findChildren(QLineEdit)) == 1


class Verrou(QWidget):
    ouvert = Signal()


def test_verrouille_rien_ne_se_voit_et_aucun_raccourci_ne_marche(
    qtbot: QtBot, fenetre: Fenetre
) -> None:
    fenetre.definir_contexte(["Nadia, 36 ans"])
    fenetre.montrer_plein(Verrou())

    assert not fenetre.contexte.isVisible()
    assert not fenetre.barre.isVisible()
    with qtbot.assertNotEmitted(fenetre.personne_suivante, wait=30):
        QTest.keyClick(fenetre, Qt.Key.Key_F12)

    fenetre.montrer_plein(None)
    assert fenetre.contexte.isVisible()


def test_un_dialogue_tait_les_raccourcis_sauf_le_verrou(qtbot: QtBot, fenetre: Fenetre) -> None:
    dialogue = confirmer(fenetre, "Effacer ?", "Pour toujours.", acte="Effacer", sur_oui=qtbot.stop)

    with qtbot.assertNotEmitted(fenetre.personne_suivante, wait=30):
        QTest.keyClick(dialogue, Qt.Key.Key_F12)
    with qtbot.waitSignal(fenetre.verrouiller):
        QTest.keyClick(dialogue, Qt.Key.Key_F11)
    dialogue.refuser()


def test_verrouiller_ferme_le_dialogue_sans_l_accepter(qtbot: QtBot, fenetre: Fenetre) -> None:
    dialogue = confirmer(fenetre, "Effacer ?", "Pour toujours.", acte="Effacer", sur_oui=qtbot.stop)

    with qtbot.assertNotEmitted(dialogue.accepte):
        fenetre.montrer_plein(Verrou())

    assert not dialogue.isVisible()


def test_un_dialogue_desactive_le_fond_et_rend_le_focus(fenetre: Fenetre) -> None:
    bouton = fenetre.barre.suivante_bouton
    bouton.setFocus()
    reponses: list[bool] = []

    dialogue = confirmer(
        fenetre,
        "Effacer ?",
        "Pour toujours.",
        acte="Effacer",
        sur_oui=lambda: reponses.append(True),
    )
    assert not fenetre.barre.isEnabled()
    assert dialogue.isAncestorOf(actif())
    QTest.keyClick(dialogue, Qt.Key.Key_Escape)

    assert reponses == []
    assert fenetre.barre.isEnabled()
    assert QApplication.focusWidget() is bouton


def test_entree_confirme_un_dialogue(fenetre: Fenetre) -> None:
    reponses: list[bool] = []
    dialogue = confirmer(
        fenetre,
        "Effacer ?",
        "Pour toujours.",
        acte="Effacer",
        sur_oui=lambda: reponses.append(True),
    )

    QTest.keyClick(dialogue, Qt.Key.Key_Return)

    assert reponses == [True]


def test_derriere_un_dialogue_rien_ne_se_lit(fenetre: Fenetre) -> None:
    """Deux situations différentes, une fois floutées, diffèrent à peine."""
    images = []
    for texte in ("Nadia, violences conjugales", "Karim, déménagement à Nantes"):
        fenetre.definir_contexte([texte])
        dialogue = Dialogue(fenetre, "Un titre")
        dialogue.ouvrir()
        images.append(fenetre.grab().toImage())
        dialogue.refuser()
        fenetre.repaint()
    bande = range(58, 94)
    contraste = max(
        images[0].pixelColor(x, y).lightness() - images[0].pixelColor(x + 1, y).lightness()
        for x in range(20, 400)
        for y in bande
    )

    assert contraste < 20


def test_la_fenetre_refuse_de_se_fermer_pendant_une_reservation(fenetre: Fenetre) -> None:
    fenetre.garder_ouverte(lambda: "Une réservation est en cours. Attendez la réponse.")

    assert not fenetre.close()
    assert fenetre.isVisible()
    assert fenetre.en_dialogue

    for dialogue in fenetre.findChildren(Dialogue):
        dialogue.refuser()
    fenetre.garder_ouverte(str)
    assert fenetre.close()


def test_f6_passe_de_zone_en_zone(fenetre: Fenetre) -> None:
    fenetre.barre.onglets[0].setFocus()

    QTest.keyClick(fenetre, Qt.Key.Key_F6)
    page = QApplication.focusWidget()
    assert isinstance(page, Bouton)
    assert page.text() == "Agir 1"

    QTest.keyClick(fenetre, Qt.Key.Key_F6)
    assert fenetre.barre.isAncestorOf(actif())


def test_la_barre_d_etat_dit_ce_qu_on_lui_donne(fenetre: Fenetre) -> None:
    fenetre.definir_etat([("wifi-off", "verifier", "Hors ligne, 2 demandes en attente")])

    assert fenetre.etat.textes == ("Hors ligne, 2 demandes en attente",)
