"""L'écran « Parcours » au clavier, en liste, à l'étroit ; chaque étape a un nom complet."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from guichet.ui import theme
from guichet.ui.parcours.presenter import ParcoursPresenter
from guichet.ui.parcours.view import ParcoursView

from .conftest import AU, SEPARATION, Banc, situation

Montrer = Callable[[QWidget], None]
Auditer = Callable[[QWidget], list[str]]


class Ecran:
    """La vue et son présentateur, branchés comme dans l'application."""

    def __init__(self, banc: Banc, montrer: Montrer, *, prenom: str = "Ada") -> None:
        catalogue = banc.services.catalogue
        self.visite = banc.visite
        self.view = ParcoursView(
            catalogue.organismes, [(m.id, m.titre) for m in catalogue.moments.values()]
        )
        self.presenter = ParcoursPresenter(
            self.view,
            catalogue=catalogue,
            today=lambda: AU,
            suivre=banc.visite.suivre_moment,
            cocher=banc.visite.cocher,
            preciser=banc.visite.preciser,
            a_preciser=banc.services.a_preciser,
            rendre_discrete=banc.visite.rendre_discrete,
        )
        view, presenter = self.view, self.presenter
        view.moment_choisi.connect(presenter.choisir_moment)
        view.moment_regarde.connect(presenter.regarder_moment)
        view.changement_demande.connect(presenter.changer_de_moment)
        view.changement_abandonne.connect(presenter.garder_le_moment)
        view.precisions_demandees.connect(presenter.ouvrir_precisions)
        view.precisee.connect(presenter.preciser)
        view.danger.connect(presenter.signaler_danger)
        view.etape_choisie.connect(presenter.choisir_etape)
        view.etape_cochee.connect(presenter.cocher_etape)
        view.mode_choisi.connect(presenter.choisir_mode)
        banc.visite.repondre(situation(prenom, isole_depuis=SEPARATION))
        banc.visite.brancher(presenter)
        view.resize(1366, 640)
        montrer(view)

    def dessiner(self) -> None:
        self.view.moment.liste.definir("separation")
        self.view.evenement.definir(SEPARATION)
        QTest.keyClick(self.view.evenement.ligne, Qt.Key.Key_Return)


@pytest.fixture
def ecran(banc: Banc, montrer: Montrer) -> Ecran:
    return Ecran(banc, montrer)


def focus() -> QWidget:
    actif = QApplication.focusWidget()
    assert actif is not None
    return actif


def test_tout_le_parcours_au_clavier(ecran: Ecran) -> None:
    ecran.dessiner()
    frise = ecran.view.frise
    premiere = frise.boutons["mise-en-securite"]
    assert focus() is premiere

    QTest.keyClick(focus(), Qt.Key.Key_Down)
    assert focus() is frise.boutons["changer-iban"]
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    assert focus() is frise.boutons["declarer-separation-caf"]
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert ecran.visite.etat.faites == {"declarer-separation-caf": AU}
    assert "fait aujourd" in focus().accessibleName()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert ecran.view.fiche.isVisible()
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not ecran.view.fiche.isVisible()


def test_la_frise_est_un_seul_arret_de_tabulation(ecran: Ecran) -> None:
    ecran.dessiner()
    arrets = [
        b for b in ecran.view.frise.boutons.values() if b.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert arrets == [ecran.view.frise.boutons["mise-en-securite"]]

    ecran.view.frise.aller("changer-iban")
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert focus() not in ecran.view.frise.boutons.values()
    QTest.keyClick(focus(), Qt.Key.Key_Backtab)
    assert focus() is ecran.view.frise.boutons["changer-iban"]


def test_la_liste_dit_tout_ce_que_dit_la_frise(ecran: Ecran) -> None:
    ecran.dessiner()
    frise = {i: b.accessibleName() for i, b in ecran.view.frise.boutons.items()}
    liste = {i: ligne.accessibleName() for i, ligne in ecran.view.liste.lignes.items()}
    assert liste == frise

    ecran.presenter.choisir_mode("liste")
    ecran.view.liste.aller("mise-en-securite")
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert ecran.visite.etat.faites
    QTest.keyClick(focus(), Qt.Key.Key_End)
    assert focus() is list(ecran.view.liste.lignes.values())[-1] or focus().isVisible()


def test_la_liste_ne_recouvre_rien_et_passe_sur_une_colonne(ecran: Ecran) -> None:
    ecran.dessiner()
    ecran.presenter.choisir_mode("liste")
    for largeur, palier, colonnes in ((1366, "large", 2), (700, "etroit", 1)):
        ecran.view.adapter(palier)
        QApplication.processEvents()
        ecran.view.resize(largeur, 640)
        QApplication.processEvents()
        lignes = list(ecran.view.liste.lignes.values())
        assert len({ligne.x() for ligne in lignes}) == colonnes
        for une in lignes:
            for autre in lignes:
                assert une is autre or not une.geometry().intersects(autre.geometry())


def test_repondre_ne_reconstruit_que_ce_qui_change(ecran: Ecran) -> None:
    ecran.dessiner()
    ecran.presenter.ouvrir_precisions()
    question = ecran.view.precisions.questions["compte_joint"]
    boutons = dict(ecran.view.frise.boutons)
    questions = dict(ecran.view.precisions.questions)

    question.controle.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Right)  # « Non »

    assert ecran.visite.etat.faits == {"compte_joint": False}
    restants = ecran.view.frise.boutons
    assert len(restants) == len(boutons) - 1
    assert all(boutons[i] is bouton for i, bouton in restants.items())
    assert all(questions[n] is q for n, q in ecran.view.precisions.questions.items())
    assert ecran.view.preciser.text().startswith("À préciser")


def test_une_etape_que_rien_ne_touche_n_est_pas_repeinte(
    ecran: Ecran, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ecran.dessiner()
    qtbot.wait(50)
    peints: list[str] = []
    for identifiant, bouton in ecran.view.frise.boutons.items():
        monkeypatch.setattr(bouton, "update", partial(peints.append, identifiant))

    ecran.visite.cocher("declarer-separation-caf", AU)

    assert set(peints) == {"declarer-separation-caf"}


def test_le_danger_se_dit_d_un_bouton(ecran: Ecran) -> None:
    ecran.dessiner()
    ecran.view.frise.boutons["mise-en-securite"].click()
    assert ecran.view.fiche.alerter.isVisible()

    ecran.view.fiche.alerter.click()

    assert ecran.visite.etat.discret
    assert ecran.view.choix.isVisible()
    assert ecran.view.moment.valeur() == "violences-conjugales"
    ecran.view.dessiner.click()
    assert ecran.view.titre.text() == "Vos démarches"
    mots = " ".join(e.text() for e in ecran.view.findChildren(QLabel) if e.isVisible())
    assert "iolence" not in mots


def test_une_autre_etape_ne_parle_pas_de_danger(ecran: Ecran) -> None:
    ecran.dessiner()
    ecran.view.frise.boutons["changer-iban"].click()
    assert not ecran.view.fiche.alerter.isVisible()


def test_a_l_etroit_la_fiche_couvre_la_liste_et_la_rend(ecran: Ecran) -> None:
    ecran.dessiner()
    ecran.view.adapter("etroit")
    ecran.presenter.adapter("etroit")
    ecran.view.liste.aller("changer-iban")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert not ecran.view.liste.isVisible()
    ecran.view.fiche.faire.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert ecran.view.liste.isVisible()
    assert focus() is ecran.view.liste.lignes["changer-iban"]


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_tout_a_un_nom_et_une_taille_suffisante(
    ecran: Ecran,
    qapp: QApplication,
    sans_nom: Auditer,
    trop_petits: Auditer,
    zoom: float,
) -> None:
    theme.appliquer(qapp, zoom=zoom)
    assert sans_nom(ecran.view) == []
    ecran.dessiner()
    for _ in range(2):
        ecran.presenter.ouvrir_precisions()
        QApplication.processEvents()
        assert sans_nom(ecran.view) == []
        assert trop_petits(ecran.view) == []
    ecran.presenter.choisir_mode("liste")
    QApplication.processEvents()
    assert sans_nom(ecran.view) == []


def test_un_prenom_balise_s_affiche_tel_quel(banc: Banc, montrer: Montrer) -> None:
    ecran = Ecran(banc, montrer, prenom="<img src=x>")
    ecran.dessiner()
    ecran.view.frise.boutons["changer-iban"].click()

    balises = [e for e in ecran.view.findChildren(QLabel) if "<img" in e.text()]
    assert balises
    assert all(e.textFormat() == Qt.TextFormat.PlainText for e in balises)


def test_une_date_refusee_dit_pourquoi(ecran: Ecran) -> None:
    ecran.view.moment.liste.definir("separation")
    ecran.view.evenement.definir(date(2090, 1, 1))
    ecran.view.dessiner.click()
    assert "trop lointain" in ecran.view.evenement.erreur
    assert ecran.view.choix.isVisible()
