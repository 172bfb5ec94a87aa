"""Les champs gardent ce qui est tapé, disent l'erreur dessous, et savent « ne sait pas »."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QTableView, QWidget
from pytestqt.qtbot import QtBot

from guichet.droits.situation import NE_SAIT_PAS, PAS_DEMANDE, Mois
from guichet.ui.jetons import jetons
from guichet.ui.noyau import (
    ChampDate,
    ChampListe,
    ChampMois,
    ChampMontant,
    ChampRecherche,
    ChampTexte,
    Suggestion,
)
from guichet.ui.noyau.calendrier import Calendrier

Montrer = Callable[[QWidget], None]
Taper = Callable[[QWidget, str], None]


@pytest.fixture
def loyer(montrer: Montrer) -> ChampMontant:
    champ = ChampMontant("&Loyer sans charges")
    montrer(champ)
    champ.setFocus()
    return champ


def test_un_montant_tape_est_repondu_en_decimal(loyer: ChampMontant, taper: Taper) -> None:
    vus: list[object] = []
    loyer.repondu.connect(vus.append)

    taper(loyer.ligne, "620,5")

    assert vus == [Decimal(6), Decimal(62), Decimal(620), Decimal("620.5")]


def test_f4_ecrit_ne_sait_pas_sur_fond_ambre(loyer: ChampMontant, taper: Taper) -> None:
    taper(loyer.ligne, "620")
    vus: list[object] = []
    loyer.repondu.connect(vus.append)

    QTest.keyClick(loyer.ligne, Qt.Key.Key_F4)

    assert vus == [NE_SAIT_PAS]
    assert loyer.ligne.text() == "ne sait pas"
    fond = loyer.ligne.grab().toImage().pixelColor(6, loyer.ligne.height() // 2)
    assert fond == QColor(jetons().couleurs["clair"]["verifier_fond"])


def test_retaper_enleve_ne_sait_pas(loyer: ChampMontant, taper: Taper) -> None:
    QTest.keyClick(loyer.ligne, Qt.Key.Key_F4)
    loyer.ligne.deselect()

    taper(loyer.ligne, "7")

    assert loyer.ligne.text() == "7"
    assert loyer.valeur() == Decimal(7)


def test_effacer_ne_sait_pas_revient_a_pas_demande(loyer: ChampMontant) -> None:
    QTest.keyClick(loyer.ligne, Qt.Key.Key_F4)

    QTest.keyClick(loyer.ligne, Qt.Key.Key_Backspace)

    assert loyer.valeur() is PAS_DEMANDE


def test_l_erreur_apparait_a_la_sortie_et_garde_le_texte(loyer: ChampMontant, taper: Taper) -> None:
    taper(loyer.ligne, "6 2 x")
    assert loyer.erreur == ""

    QTest.keyClick(loyer.ligne, Qt.Key.Key_Return)

    assert "Un nombre en chiffres" in loyer.erreur
    assert loyer.ligne.text() == "6 2 x"
    description = QAccessible.queryAccessibleInterface(loyer.ligne).text(
        QAccessible.Text.Description
    )
    assert "Un nombre en chiffres" in description


def test_une_regle_de_plus_montre_sa_phrase(montrer: Montrer, taper: Taper) -> None:
    def raisonnable(montant: Decimal) -> None:
        if montant > 3000:
            raise ValueError("Plus de 3 000 € : est-ce bien le loyer d'un mois ?")

    champ = ChampMontant("Loyer", verifier=raisonnable)
    montrer(champ)
    vus: list[object] = []
    champ.repondu.connect(vus.append)

    taper(champ.ligne, "6200")
    QTest.keyClick(champ.ligne, Qt.Key.Key_Return)

    assert Decimal(6200) not in vus
    assert champ.erreur.startswith("Plus de 3")


def test_le_montant_est_range_a_la_sortie(loyer: ChampMontant, taper: Taper) -> None:
    taper(loyer.ligne, "1150")

    QTest.keyClick(loyer.ligne, Qt.Key.Key_Return)

    assert loyer.ligne.text() == "1\u00a0150"


def test_definir_la_meme_valeur_ne_bouge_pas_le_curseur(
    qtbot: QtBot, loyer: ChampMontant, taper: Taper
) -> None:
    taper(loyer.ligne, "1150,")
    with qtbot.assertNotEmitted(loyer.repondu):
        loyer.definir(Decimal(1150))

    assert loyer.ligne.text() == "1150,"


def test_definir_montre_sans_rien_emettre(qtbot: QtBot, loyer: ChampMontant) -> None:
    with qtbot.assertNotEmitted(loyer.repondu):
        loyer.definir(Decimal("620.50"))
        assert loyer.ligne.text() == "620,50"
        loyer.definir(NE_SAIT_PAS)
        loyer.definir(PAS_DEMANDE)

    assert loyer.ligne.text() == ""
    assert loyer.valeur() is PAS_DEMANDE


def test_une_date_et_un_mois_se_lisent(montrer: Montrer, taper: Taper) -> None:
    jour, mois = ChampDate("Séparation le"), ChampMois("Depuis")
    montrer(jour)
    montrer(mois)

    taper(jour.ligne, "02112026")
    taper(mois.ligne, "1/2024")

    assert jour.valeur() == date(2026, 11, 2)
    assert mois.valeur() == Mois(2024, 1)


def test_alt_bas_ouvre_le_calendrier_et_entree_choisit(
    qtbot: QtBot, montrer: Montrer, taper: Taper
) -> None:
    champ = ChampDate("Séparation le")
    montrer(champ)
    champ.setFocus()
    taper(champ.ligne, "02112026")
    vus: list[object] = []
    champ.repondu.connect(vus.append)

    QTest.keyClick(champ.ligne, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendrier = champ.findChild(Calendrier)
    assert isinstance(calendrier, Calendrier)
    vue = calendrier.mois.findChild(QTableView)
    assert isinstance(vue, QTableView)
    QTest.keyClick(vue, Qt.Key.Key_Right)
    QTest.keyClick(vue, Qt.Key.Key_Return)

    assert champ.ligne.text() == "03/11/2026"
    assert vus == [date(2026, 11, 3)]
    qtbot.waitUntil(lambda: champ.findChild(Calendrier) is None)


def test_echap_ferme_le_calendrier_sans_rien_changer(montrer: Montrer, taper: Taper) -> None:
    champ = ChampDate("Séparation le")
    montrer(champ)
    taper(champ.ligne, "02112026")

    calendrier = champ.ouvrir_calendrier()
    QTest.keyClick(calendrier, Qt.Key.Key_Escape)

    assert champ.valeur() == date(2026, 11, 2)


def test_un_prenom_accentue_se_tape(montrer: Montrer, taper: Taper) -> None:
    champ = ChampTexte("Prénom")
    montrer(champ)

    taper(champ.ligne, "Zoé Lefèvre œ")

    assert champ.valeur() == "Zoé Lefèvre œ"


def test_l_etiquette_nomme_le_champ_et_porte_alt_lettre(loyer: ChampMontant) -> None:
    interface = QAccessible.queryAccessibleInterface(loyer.ligne)

    assert interface.text(QAccessible.Text.Name) == "Loyer sans charges"
    assert loyer.etiquette.buddy() is loyer.ligne


def test_la_liste_repond_f4_et_ignore_la_molette(qtbot: QtBot, montrer: Montrer) -> None:
    champ = ChampListe("Occupation", [("hlm", "Locataire HLM"), ("foyer", "Foyer")], inconnu=True)
    montrer(champ)
    champ.definir("hlm")
    molette = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(champ.liste, molette)
    assert champ.valeur() == "hlm"

    with qtbot.waitSignal(champ.repondu) as signal:
        QTest.keyClick(champ.liste, Qt.Key.Key_F4)

    assert signal.args == [NE_SAIT_PAS]


COMMUNES = [Suggestion("Nantes (44)", "44109"), Suggestion("Nanterre (92)", "92050")]


def chercher(texte: str) -> list[Suggestion]:
    return [c for c in COMMUNES if c.texte.casefold().startswith(texte.casefold())]


def test_la_recherche_propose_et_choisit_au_clavier(montrer: Montrer, taper: Taper) -> None:
    champ = ChampRecherche("Commune", chercher)
    montrer(champ)
    champ.setFocus()
    vus: list[object] = []
    champ.repondu.connect(vus.append)

    taper(champ.ligne, "Nant")
    assert [s.valeur for s in champ.propositions()] == ["44109", "92050"]
    popup = champ.ligne.completer().popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert vus == ["44109"]
    assert champ.ligne.text() == "Nantes (44)"
    assert champ.valeur() == "44109"


def test_une_seule_proposition_est_prise_a_la_sortie(montrer: Montrer, taper: Taper) -> None:
    champ = ChampRecherche("Commune", chercher)
    montrer(champ)
    taper(champ.ligne, "nante")
    assert champ.valeur() is PAS_DEMANDE

    taper(champ.ligne, "s")
    champ.ligne.returnPressed.emit()
    champ.ligne.editingFinished.emit()

    assert champ.valeur() == "44109"


def test_une_commune_inconnue_le_dit(montrer: Montrer, taper: Taper) -> None:
    champ = ChampRecherche("Commune", chercher)
    montrer(champ)

    taper(champ.ligne, "Zzz")
    champ.ligne.editingFinished.emit()

    assert champ.erreur.startswith("Aucun résultat")
    assert champ.valeur() is PAS_DEMANDE


VILLES = [
    Suggestion("Nantes (44, 44000)", "44109"),
    Suggestion("Nantes-en-Ratier (38, 38350)", "38273"),
    Suggestion("Saint-Denis (93, 93200)", "93066"),
    Suggestion("Saint-Denis (974, 97400)", "97411"),
]


def ville(texte: str) -> list[Suggestion]:
    debut = texte.casefold().replace(" ", "-")
    return [v for v in VILLES if v.texte.casefold().startswith(debut)]


def test_le_nom_exact_suffit_meme_si_d_autres_commencent_ainsi(
    montrer: Montrer, taper: Taper
) -> None:
    champ = ChampRecherche("Commune", ville)
    montrer(champ)

    taper(champ.ligne, "nantes")
    champ.ligne.editingFinished.emit()

    assert champ.valeur() == "44109"


def test_deux_communes_du_meme_nom_se_choisissent_puis_bas_rouvre_la_liste(
    montrer: Montrer, taper: Taper
) -> None:
    champ = ChampRecherche("Commune", ville)
    montrer(champ)
    taper(champ.ligne, "saint denis")
    popup = champ.ligne.completer().popup()
    assert popup is not None
    popup.hide()

    champ.ligne.editingFinished.emit()
    assert champ.erreur.startswith("Choisissez")
    assert champ.valeur() is PAS_DEMANDE

    QTest.keyClick(champ.ligne, Qt.Key.Key_Down)
    assert popup.isVisible()


def test_les_propositions_se_lisent_en_entier(montrer: Montrer, taper: Taper) -> None:
    champ = ChampRecherche("Commune", ville, largeur=120)
    montrer(champ)

    taper(champ.ligne, "nant")

    popup = champ.ligne.completer().popup()
    assert isinstance(popup, QListView)
    assert popup.viewport().width() >= popup.sizeHintForColumn(0)
    assert popup.viewport().height() >= 2 * popup.sizeHintForRow(0)
