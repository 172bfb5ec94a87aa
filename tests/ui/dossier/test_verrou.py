"""Verrouiller et rouvrir, avec le vrai coffre."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guichet.accompagnement.coffre import Coffre
from guichet.catalogue.structure import Structure
from guichet.securite.cles import CoutArgon2
from guichet.ui.dossier.verrou_presenter import VerrouPresenter
from guichet.ui.dossier.verrou_view import VerrouView
from guichet.ui.noyau import Ligne, propre
from guichet.ui.tasks import TaskRunner

PHRASE = "sept mots tapés sans jamais être notés ailleurs"
NEUVE = "une autre phrase, plus longue que la première"
RAPIDE = CoutArgon2(memoire_kio=64, tours=1, voies=1)
MAINTENANT = datetime(2026, 11, 20, 9, 26, tzinfo=UTC)


class Scene:
    """La vue, le presenter et un coffre déjà créé puis verrouillé."""

    def __init__(self, dossier: Path, runner: TaskRunner) -> None:
        self.coffre = Coffre(dossier, cout=RAPIDE, plancher=RAPIDE)
        self.code = self.coffre.creer_structure(
            Structure(nom="Guichet de Nantes Nord"), conseiller="Karine M.", phrase=PHRASE
        )
        self.coffre.confirmer_code(self.code)
        self.coffre.verrouiller(b"visite en cours")
        self.ouvertures: list[str] = []
        self.vue = VerrouView()
        self.presenter = VerrouPresenter(
            self.vue,
            runner,
            ouvrir=self.coffre.ouvrir,
            ouvrir_par_code=self.coffre.ouvrir_par_code,
            changer_phrase=self.coffre.changer_phrase,
            oublier_visite=self.coffre.oublier_visite,
            sur_ouvert=self.ouvertures.append,
            zone=ZoneInfo("Europe/Paris"),
        )
        self.vue.phrase_tapee.connect(self.presenter.deverrouiller)
        self.vue.code_tape.connect(self.presenter.deverrouiller_par_code)
        self.vue.nouvelle_phrase.connect(self.presenter.garder_phrase)
        self.vue.pas_moi.connect(self.presenter.pas_moi)
        self.presenter.open(
            MAINTENANT, conseiller="Karine M.", demonstration=False, visite_gardee=True
        )


@pytest.fixture
def scene(
    tmp_path: Path, runner: TaskRunner, montrer: Callable[[QWidget], None]
) -> Iterator[Scene]:
    scene = Scene(tmp_path, runner)
    montrer(scene.vue)
    yield scene
    scene.coffre.fermer()


Taper = Callable[[QWidget, str], None]


def test_l_ecran_dit_l_heure_du_guichet_et_rien_de_la_personne(scene: Scene) -> None:
    assert scene.vue.quand.text() == propre("Vendredi 20 novembre, 10 h 26")
    assert scene.vue.phrase.etiquette.text() == "Phrase secrète de Karine M."


def test_la_bonne_phrase_ouvre_et_s_efface(scene: Scene, taper: Taper) -> None:
    taper(scene.vue.phrase.ligne, PHRASE)
    QTest.keyClick(scene.vue.phrase.ligne, Qt.Key.Key_Return)

    assert scene.coffre.etat == "ouvert"
    assert scene.ouvertures == [""]
    assert scene.vue.phrase.valeur() == ""


def test_une_mauvaise_phrase_n_ouvre_pas_et_le_dit(scene: Scene, taper: Taper) -> None:
    taper(scene.vue.phrase.ligne, "pas la bonne")

    QTest.keyClick(scene.vue.phrase.ligne, Qt.Key.Key_Return)

    assert scene.coffre.etat == "verrouille"
    assert scene.ouvertures == []
    assert scene.vue.phrase.erreur
    assert "pas la bonne" not in scene.vue.phrase.erreur
    assert scene.vue.ouvrir.isEnabled()


def test_la_phrase_est_cachee_et_l_oeil_la_montre(scene: Scene) -> None:
    ligne = scene.vue.phrase.ligne
    assert ligne.echoMode() == Ligne.EchoMode.Password

    ligne._oeil.click()
    assert ligne.echoMode() == Ligne.EchoMode.Normal
    ligne._oeil.click()
    assert ligne.echoMode() == Ligne.EchoMode.Password
    QTest.keyClick(ligne, Qt.Key.Key_F2)
    assert ligne.echoMode() == Ligne.EchoMode.Normal


def test_le_code_de_secours_ouvre_puis_demande_une_nouvelle_phrase(
    scene: Scene, taper: Taper
) -> None:
    scene.vue.par_code.click()
    taper(scene.vue.code.ligne, scene.code)
    QTest.keyClick(scene.vue.code.ligne, Qt.Key.Key_Return)
    assert scene.ouvertures == []
    assert scene.vue.nouvelle.isVisible()

    taper(scene.vue.nouvelle.phrase.ligne, NEUVE)
    taper(scene.vue.nouvelle.encore.ligne, NEUVE)
    scene.vue.nouvelle.valider.click()

    assert len(scene.ouvertures) == 1
    scene.coffre.verrouiller()
    scene.coffre.ouvrir(NEUVE)
    assert scene.coffre.etat == "ouvert"


def test_un_code_mal_recopie_n_ouvre_rien(scene: Scene, taper: Taper) -> None:
    scene.vue.par_code.click()
    taper(scene.vue.code.ligne, "AAAA-BBBB")

    scene.vue.ouvrir.click()

    assert scene.coffre.etat == "verrouille"
    assert scene.vue.code.erreur


def test_deux_phrases_differentes_ne_sont_pas_gardees(
    qtbot: QtBot, scene: Scene, taper: Taper
) -> None:
    scene.vue.demander_nouvelle_phrase()
    taper(scene.vue.nouvelle.phrase.ligne, NEUVE)
    taper(scene.vue.nouvelle.encore.ligne, "autre chose")

    with qtbot.assertNotEmitted(scene.vue.nouvelle_phrase):
        scene.vue.nouvelle.valider.click()

    assert "différentes" in scene.vue.nouvelle.encore.erreur


def test_une_phrase_trop_facile_est_refusee_avec_sa_raison(scene: Scene, taper: Taper) -> None:
    scene.coffre.ouvrir(PHRASE)
    scene.vue.demander_nouvelle_phrase()
    taper(scene.vue.nouvelle.phrase.ligne, "azerty")
    taper(scene.vue.nouvelle.encore.ligne, "azerty")

    scene.vue.nouvelle.valider.click()

    assert "trop facile" in scene.vue.nouvelle.phrase.erreur
    assert scene.ouvertures == []


def test_ce_n_est_pas_moi_oublie_la_visite_et_reste_verrouille(scene: Scene) -> None:
    scene.vue.autre.click()

    assert not scene.vue.autre.isVisible()
    assert scene.coffre.etat == "verrouille"
    scene.coffre.ouvrir(PHRASE)
    assert scene.coffre.reprendre_visite() is None


def test_la_demonstration_s_ouvre_sans_phrase(
    tmp_path: Path, runner: TaskRunner, montrer: Callable[[QWidget], None]
) -> None:
    coffre = Coffre(tmp_path)
    coffre.verrouiller()
    vue = VerrouView()
    ouvertures: list[str] = []
    presenter = VerrouPresenter(
        vue,
        runner,
        ouvrir=coffre.ouvrir,
        ouvrir_par_code=coffre.ouvrir_par_code,
        changer_phrase=coffre.changer_phrase,
        oublier_visite=coffre.oublier_visite,
        sur_ouvert=ouvertures.append,
        zone=ZoneInfo("Europe/Paris"),
    )
    vue.phrase_tapee.connect(presenter.deverrouiller)
    presenter.open(MAINTENANT, conseiller="", demonstration=True, visite_gardee=False)
    montrer(vue)
    assert not vue.phrase.isVisible()

    vue.ouvrir.click()

    assert ouvertures == [""]
    assert coffre.etat == "demonstration"
    coffre.fermer()
