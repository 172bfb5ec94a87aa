"""L'écran « Rendez-vous » au clavier, et devant un vrai agenda arrêté en plein milieu."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guichet.accompagnement.journal_rdv import JournalRdv
from guichet.accompagnement.reservation import RendezVousDuGuichet
from guichet.rendezvous.agenda import Creneau, Guichet, HorsLigne
from guichet.securite.fichiers import ecrire_atomique
from guichet.ui import theme
from guichet.ui.noyau import Bouton, Dialogue, Puce
from guichet.ui.rendezvous.presenter import RendezVousPresenter
from guichet.ui.rendezvous.view import RendezVousView
from guichet.ui.tasks import TaskRunner, Tasks
from guichet.ui.visite import Visite
from guichet.visio import semis, serveur_demo

from .conftest import CAISSES, MAINTENANT, PARIS, AgendaDeTest, creneau

Montrer = Callable[[QWidget], None]
Auditer = Callable[[QWidget], list[str]]


class Ecran:
    """La vue dans une fenêtre, branchée comme dans l'application."""

    def __init__(
        self, agenda: AgendaDeTest | RendezVousDuGuichet, visite: Visite, runner: TaskRunner
    ) -> None:
        reserver: Callable[[Creneau], object] = (
            agenda.reserver_creneau if isinstance(agenda, RendezVousDuGuichet) else agenda.reserver
        )
        chercher = agenda.creneaux if isinstance(agenda, RendezVousDuGuichet) else agenda.chercher
        resoudre = (
            agenda.resoudre_inconnus if isinstance(agenda, RendezVousDuGuichet) else agenda.resoudre
        )
        self.fenetre = QWidget()
        self.view = RendezVousView(PARIS, ville="", telephone="02 40 00 00 00")
        pile = QVBoxLayout(self.fenetre)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(self.view)
        self.visite = visite
        self.presenter = RendezVousPresenter(
            self.view,
            runner,
            caisses=CAISSES,
            chercher=chercher,
            reserver=reserver,  # type: ignore[arg-type]
            annuler=agenda.annuler,
            resoudre=resoudre,
            inscrire=visite.inscrire,
            maintenant=lambda: MAINTENANT,
            zone=PARIS,
        )
        view, presenter = self.view, self.presenter
        view.caisse_choisie.connect(presenter.choisir_caisse)
        view.motif_choisi.connect(presenter.choisir_motif)
        view.moment_choisi.connect(presenter.choisir_moment)
        view.creneau_choisi.connect(presenter.choisir)
        view.propose_choisi.connect(presenter.choisir_propose)
        view.tourne.connect(presenter.tourner)
        view.relu.connect(presenter.relire)
        view.volet.confirme.connect(presenter.confirmer)
        view.volet.rendu.connect(presenter.rendre)
        view.volet.annule.connect(presenter.annuler)
        view.volet.verifier.connect(presenter.verifier)
        visite.brancher(presenter)
        self.fenetre.resize(1366, 640)

    def bouton(self, texte: str) -> Bouton:
        QApplication.processEvents()
        return next(
            b for b in self.fenetre.findChildren(Bouton) if texte in b.text() and b.isVisible()
        )

    def mots(self) -> str:
        QApplication.processEvents()
        etiquettes = [e.text() for e in self.fenetre.findChildren(QLabel) if e.isVisible()]
        puces = [p.texte for p in self.fenetre.findChildren(Puce) if p.isVisible()]
        return " ".join([*etiquettes, *puces])

    def confirmer(self) -> Bouton:
        """Le bouton qui réserve."""
        assert self.view.confirmer is not None
        return self.view.confirmer

    def etats(self) -> list[str]:
        return [r.etat for r in self.visite.etat.reservations]


@pytest.fixture
def ecran(agenda: AgendaDeTest, visite: Visite, runner: TaskRunner, montrer: Montrer) -> Ecran:
    ecran = Ecran(agenda, visite, runner)
    montrer(ecran.fenetre)
    ecran.presenter.ouvrir()
    return ecran


def test_reserver_au_clavier_seul(ecran: Ecran) -> None:
    ecran.view.prendre_focus()
    QTest.keyClick(ecran.fenetre, Qt.Key.Key_2)
    QTest.qWait(20)
    assert QApplication.focusWidget() is ecran.confirmer()
    QTest.keyClick(ecran.confirmer(), Qt.Key.Key_Return)
    QTest.qWait(150)

    (reservation,) = ecran.visite.etat.reservations
    assert reservation.ref == creneau(3, 9).ref
    assert "Rendez-vous pris" in ecran.mots()
    actif = QApplication.focusWidget()
    assert actif is not None
    assert ecran.view.volet.isAncestorOf(actif), "le focus reste à côté du rendez-vous"


def test_les_chiffres_ne_repondent_pas_dans_un_champ(ecran: Ecran) -> None:
    ecran.view.motif.liste.setFocus()
    QTest.keyClick(ecran.view.motif.liste, Qt.Key.Key_1)
    assert ecran.view.confirmer is None


def test_annuler_demande_une_confirmation(ecran: Ecran) -> None:
    ecran.presenter.choisir_propose(0)
    ecran.presenter.confirmer()
    ecran.bouton("Annuler ce rendez-vous").click()
    assert ecran.etats() == ["reserve"]

    dialogue = ecran.fenetre.findChildren(Dialogue)[-1]
    dialogue.accepter()
    assert ecran.etats() == ["annule"]
    assert "Rendez-vous pris" not in ecran.mots()


def test_le_lien_se_lit_se_copie_et_s_ouvre(ecran: Ecran, qtbot: QtBot) -> None:
    ecran.presenter.choisir_propose(0)
    ecran.presenter.confirmer()
    assert "https://visio.exemple/salle" in ecran.mots()
    with qtbot.waitSignal(ecran.view.volet.rejoindre) as signal:
        ecran.bouton("Rejoindre").click()
    assert signal.args == ["https://visio.exemple/salle"]
    ecran.bouton("Copier le lien").click()
    assert QApplication.clipboard().text() == "https://visio.exemple/salle"


def test_hors_ligne_les_creneaux_ne_se_cliquent_plus(ecran: Ecran, agenda: AgendaDeTest) -> None:
    agenda.panne_de_lecture = HorsLigne("La connexion à l'agenda a coupé.")
    ecran.presenter.relire()

    mots = ecran.mots()
    assert mots.count("plus garanti") == 3
    assert "Caf 3230" in mots
    assert "Situation et droits" in mots
    assert not [b for b in ecran.fenetre.findChildren(Bouton) if b.isVisible()]
    QTest.keyClick(ecran.fenetre, Qt.Key.Key_1)
    assert ecran.view.confirmer is None


def test_hors_ligne_un_rendez_vous_deja_pris_reste_visible(
    ecran: Ecran, agenda: AgendaDeTest
) -> None:
    ecran.presenter.choisir_propose(0)
    ecran.presenter.confirmer()
    agenda.panne_de_lecture = HorsLigne("La connexion à l'agenda a coupé.")
    ecran.presenter.relire()

    assert "Rendez-vous pris" in ecran.mots()
    assert "plus garanti" in ecran.mots()


def test_une_issue_inconnue_n_est_jamais_verte(ecran: Ecran, agenda: AgendaDeTest) -> None:
    agenda.issue_inconnue = True
    ecran.presenter.choisir_propose(0)
    ecran.presenter.confirmer()

    assert "On ne sait pas si c’est enregistré" in ecran.mots()
    assert "Rendez-vous pris" not in ecran.mots()
    genres = [w.property("genre") for w in ecran.view.volet.findChildren(QWidget) if w.isVisible()]
    assert "noncalc" in genres
    assert "probable" not in genres
    assert ecran.bouton("Vérifier maintenant").isEnabled()
    assert not any(carte.bouton.isEnabled() for carte in ecran.view._cartes)
    assert ecran.bouton(
        "Imprimer « à confirmer »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    )


def test_pendant_l_envoi_plus_aucun_bouton_ne_repond(ecran: Ecran) -> None:
    ecran.presenter.choisir_propose(0)
    ecran.view.montrer_envoi("Réservation en cours…")
    assert ecran.view.confirmer is not None
    assert not ecran.view.confirmer.isEnabled()
    assert ecran.view.confirmer.text() == "Réservation en cours…"


def test_une_visite_discrete_ne_propose_pas_le_lien(ecran: Ecran) -> None:
    ecran.visite.rendre_discrete()
    assert not ecran.view.lien.isEnabled()
    assert not ecran.view.lien.isChecked()


def test_relire_ne_reconstruit_pas_les_creneaux_inchanges(ecran: Ecran) -> None:
    cartes = list(ecran.view._cartes)
    ecran.presenter.relire()
    assert ecran.view._cartes == cartes


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_tout_a_un_nom_et_une_taille_suffisante(
    ecran: Ecran, qapp: QApplication, sans_nom: Auditer, trop_petits: Auditer, zoom: float
) -> None:
    theme.appliquer(qapp, zoom=zoom)
    ecran.view.adapter("etroit" if zoom > 1 else "large")
    for rang in range(3):
        if rang == 1:
            ecran.presenter.choisir_propose(0)
        elif rang == 2:
            ecran.presenter.confirmer()
        QApplication.processEvents()
        assert sans_nom(ecran.fenetre) == []
        assert trop_petits(ecran.fenetre) == []


def test_un_motif_balise_s_affiche_tel_quel(ecran: Ecran, agenda: AgendaDeTest) -> None:
    agenda.libres = [creneau(3, motif="<img src=x>")]
    ecran.presenter.relire()
    balises = [e for e in ecran.view.findChildren(QLabel) if "<img" in e.text()]
    assert balises
    assert all(e.textFormat() == Qt.TextFormat.PlainText for e in balises)


# -- un vrai Radicale ------------------------------------------------------------------


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(semis, "JOURS", 3)
    yield tmp_path
    serveur_demo.arreter(tmp_path)


@pytest.fixture
def vrai(dossier: Path) -> RendezVousDuGuichet:
    jour = MAINTENANT.date()
    serveur = serveur_demo.demarrer(dossier, today=jour, ecrire=ecrire_atomique)
    return RendezVousDuGuichet(
        fournisseur=serveur_demo.fournisseur(serveur, maintenant=lambda: MAINTENANT),
        journal=JournalRdv(dossier / "journal"),
        guichet=Guichet(nom="France Services d'essai"),
        zone=PARIS,
        maintenant=lambda: MAINTENANT,
    )


def attendre_la_lecture(ecran: Ecran, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: ecran.presenter.pret, timeout=30_000)


def test_le_vrai_agenda_arrete_avant_de_confirmer_ne_reserve_rien(
    vrai: RendezVousDuGuichet, visite: Visite, dossier: Path, montrer: Montrer, qtbot: QtBot
) -> None:
    tasks = Tasks()
    ecran = Ecran(vrai, visite, tasks)
    montrer(ecran.fenetre)
    ecran.presenter.ouvrir()
    attendre_la_lecture(ecran, qtbot)
    ecran.presenter.choisir_propose(0)
    serveur_demo.arreter(dossier)

    ecran.confirmer().click()
    qtbot.waitUntil(lambda: not ecran.presenter.en_vol, timeout=30_000)

    assert all(r.etat != "reserve" for r in visite.etat.reservations)
    assert "Rendez-vous pris" not in ecran.mots()
    assert "plus garanti" in ecran.mots()
    assert all(ligne.etat != "reserve" for ligne in vrai.journal.lignes())
    tasks.close()


def test_un_autre_guichet_prend_le_creneau_le_premier(
    vrai: RendezVousDuGuichet, visite: Visite, montrer: Montrer, qtbot: QtBot
) -> None:
    tasks = Tasks()
    ecran = Ecran(vrai, visite, tasks)
    montrer(ecran.fenetre)
    ecran.presenter.ouvrir()
    attendre_la_lecture(ecran, qtbot)
    ecran.presenter.choisir_propose(0)
    libres = vrai.fournisseur.creneaux("caf", MAINTENANT, MAINTENANT + timedelta(days=20))
    vrai.fournisseur.reserver("autre", libres[0], Guichet(nom="Un autre guichet"))

    ecran.presenter.confirmer()
    qtbot.waitUntil(lambda: bool(ecran.view.constat.boutons), timeout=30_000)
    qtbot.waitUntil(lambda: tasks.en_cours == 0, timeout=30_000)

    assert "Ce créneau vient d" in ecran.view.constat.texte
    assert "Rien n'a été réservé" in ecran.view.constat.texte
    assert ecran.etats() == []
    ecran.view.constat.boutons[0].click()
    ecran.presenter.confirmer()
    qtbot.waitUntil(lambda: bool(visite.etat.reservations), timeout=30_000)
    (reservation,) = visite.etat.reservations
    relue = vrai.fournisseur.relire(reservation.id, reservation.ref)
    assert relue is not None
    assert relue.etat == reservation.etat == "reserve"
    qtbot.waitUntil(lambda: tasks.en_cours == 0, timeout=30_000)
    tasks.close()
