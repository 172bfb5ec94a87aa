"""Créer ma structure, du premier champ au code recopié, avec le vrai coffre."""

from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from guichet.accompagnement.coffre import Coffre
from guichet.securite.cles import CoutArgon2
from guichet.securite.phrases import proposer
from guichet.ui.dossier.creation_presenter import CreationPresenter
from guichet.ui.dossier.creation_view import FUSEAUX, CreationView
from guichet.ui.noyau import Bouton
from guichet.ui.tasks import TaskRunner

PHRASE = "sept mots tapés sans jamais être notés ailleurs"
RAPIDE = CoutArgon2(memoire_kio=64, tours=1, voies=1)
Taper = Callable[[QWidget, str], None]


class Scene:
    def __init__(self, dossier: Path, runner: TaskRunner) -> None:
        self.coffre = Coffre(dossier, cout=RAPIDE, plancher=RAPIDE)
        self.fins: list[str] = []
        self.vue = CreationView()
        self.presenter = CreationPresenter(
            self.vue,
            runner,
            creer_structure=self.coffre.creer_structure,
            confirmer_code=self.coffre.confirmer_code,
            annuler_creation=self.coffre.annuler_creation,
            proposer_phrase=proposer,
            sur_creee=lambda: self.fins.append("créée"),
            sur_annulee=lambda: self.fins.append("annulée"),
        )
        self.vue.decrite.connect(self.presenter.decrire)
        self.vue.phrase_choisie.connect(self.presenter.choisir_phrase)
        self.vue.proposer.connect(self.presenter.proposer)
        self.vue.revenir.connect(self.presenter.revenir)
        self.vue.code_recopie.connect(self.presenter.recopier)
        self.vue.terminee.connect(self.presenter.terminer)
        self.vue.annulee.connect(self.presenter.annuler)
        self.presenter.open()

    @property
    def etat(self) -> str:
        return self.coffre.etat

    def cliquer(self, texte: str) -> None:
        boutons = [b for b in self.vue.findChildren(Bouton) if b.text() == texte and b.isVisible()]
        assert len(boutons) == 1, texte
        boutons[0].click()


@pytest.fixture
def scene(
    tmp_path: Path, runner: TaskRunner, montrer: Callable[[QWidget], None]
) -> Iterator[Scene]:
    scene = Scene(tmp_path, runner)
    montrer(scene.vue)
    yield scene
    scene.coffre.fermer()


def remplir(scene: Scene, taper: Taper) -> None:
    taper(scene.vue.nom.ligne, "Guichet de l'Île-d'Aix")
    taper(scene.vue.telephone.ligne, "05 46 00 00 00")
    scene.vue.fuseau.definir("Indian/Reunion")
    taper(scene.vue.conseiller.ligne, "Zoé L.")
    scene.cliquer("Continuer")


def choisir_phrase(scene: Scene, taper: Taper, phrase: str) -> None:
    taper(scene.vue.phrase.phrase.ligne, phrase)
    taper(scene.vue.phrase.encore.ligne, phrase)
    scene.cliquer("Créer la base")


def test_les_trois_etapes_mettent_la_structure_en_service(scene: Scene, taper: Taper) -> None:
    remplir(scene, taper)
    choisir_phrase(scene, taper, PHRASE)
    assert scene.etat == "demonstration"

    taper(scene.vue.recopie.ligne, scene.vue.code.text())
    QTest.keyClick(scene.vue.recopie.ligne, Qt.Key.Key_Return)
    assert scene.etat == "ouvert"
    scene.cliquer("Commencer")

    assert scene.fins == ["créée"]
    structure = scene.coffre.structure()
    assert (structure.nom, structure.fuseau) == ("Guichet de l'Île-d'Aix", "Indian/Reunion")
    assert scene.vue.code.text() == ""
    assert scene.vue.phrase.phrase.valeur() == ""


def test_sans_nom_on_ne_passe_pas_a_la_phrase(scene: Scene) -> None:
    scene.cliquer("Continuer")

    assert scene.vue.nom.erreur == "Le nom de la structure manque."
    assert not scene.vue.phrase.isVisible()


def test_un_telephone_refuse_ramene_a_son_champ(scene: Scene, taper: Taper) -> None:
    taper(scene.vue.telephone.ligne, "abc")
    taper(scene.vue.nom.ligne, "Guichet")
    taper(scene.vue.conseiller.ligne, "Zoé L.")
    scene.cliquer("Continuer")
    choisir_phrase(scene, taper, PHRASE)

    assert scene.vue.telephone.isVisible()
    assert "téléphone" in scene.vue.telephone.erreur


def test_une_phrase_facile_est_refusee(scene: Scene, taper: Taper) -> None:
    remplir(scene, taper)
    choisir_phrase(scene, taper, "azerty")

    assert "trop facile" in scene.vue.phrase.phrase.erreur
    assert scene.etat == "demonstration"


def test_un_code_mal_recopie_se_retape(scene: Scene, taper: Taper) -> None:
    remplir(scene, taper)
    choisir_phrase(scene, taper, PHRASE)
    taper(scene.vue.recopie.ligne, "AAAA")
    scene.cliquer("Mettre en service")
    assert scene.vue.recopie.erreur
    assert scene.etat == "demonstration"

    scene.vue.recopie.definir("")
    taper(scene.vue.recopie.ligne, scene.vue.code.text())
    scene.cliquer("Mettre en service")

    assert scene.etat == "ouvert"


def test_echap_abandonne_sans_rien_laisser(tmp_path: Path, scene: Scene, taper: Taper) -> None:
    remplir(scene, taper)
    choisir_phrase(scene, taper, PHRASE)

    QTest.keyClick(scene.vue, Qt.Key.Key_Escape)

    assert scene.fins == ["annulée"]
    assert scene.etat == "demonstration"
    assert not scene.coffre.code_a_confirmer
    assert [f for f in tmp_path.rglob("*") if f.is_file()] == []


def test_la_phrase_proposee_se_lit_et_se_tape(scene: Scene, taper: Taper) -> None:
    remplir(scene, taper)

    scene.cliquer("Proposer une phrase")
    proposee = scene.vue.phrase.propose.text()
    assert len(proposee.split()) == 7
    choisir_phrase(scene, taper, proposee)

    assert scene.vue.code.text()


def test_les_fuseaux_proposes_existent() -> None:
    for fuseau, _nom in FUSEAUX:
        assert ZoneInfo(fuseau).key == fuseau


def test_entree_passe_a_la_phrase_et_tab_au_second_champ(scene: Scene, taper: Taper) -> None:
    taper(scene.vue.nom.ligne, "Guichet de Blain")
    taper(scene.vue.conseiller.ligne, "Zoé L.")

    QTest.keyClick(scene.vue.conseiller.ligne, Qt.Key.Key_Return)
    assert scene.vue.phrase.isVisible()

    premiere = scene.vue.phrase.phrase.ligne
    premiere.setFocus()
    taper(premiere, "une phrase")
    QTest.keyClick(premiere, Qt.Key.Key_Tab)
    assert scene.vue.phrase.demander.hasFocus()
    QTest.keyClick(scene.vue.phrase.demander, Qt.Key.Key_Tab)
    assert scene.vue.phrase.encore.ligne.hasFocus()
