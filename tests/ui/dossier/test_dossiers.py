"""Chercher, rouvrir, effacer un dossier, avec la vraie base chiffrée."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guichet.accompagnement import dossiers, effacement
from guichet.accompagnement.coffre import Coffre
from guichet.catalogue.structure import Structure
from guichet.dossier.contenu import Dossier
from guichet.dossier.garde import DossierGarde, Trouve
from guichet.droits.situation import Personne, Situation
from guichet.securite.cles import CoutArgon2
from guichet.ui.dossier.dossiers_presenter import DossiersPresenter, afficher
from guichet.ui.dossier.dossiers_view import DossiersView, SuivrePersonne
from guichet.ui.noyau import Bouton, Dialogue, Etiquette, Puce
from guichet.ui.tasks import TaskRunner
from guichet.ui.window import Fenetre

RAPIDE = CoutArgon2(memoire_kio=64, tours=1, voies=1)
NADIA = Situation(
    au=date(2026, 11, 20),
    personnes=(
        Personne(id="p1", role="demandeur", prenom="Nadia", date_naissance=date(1990, 3, 10)),
    ),
)
Taper = Callable[[QWidget, str], None]


class Scene:
    def __init__(self, dossier: Path, runner: TaskRunner, fenetre: Fenetre) -> None:
        self.coffre = Coffre(dossier, cout=RAPIDE, plancher=RAPIDE)
        code = self.coffre.creer_structure(
            Structure(nom="Guichet de Nantes Nord"),
            conseiller="Karine M.",
            phrase="sept mots tapés sans jamais être notés ailleurs",
        )
        self.coffre.confirmer_code(code)
        self.garde = dossiers.ouvrir(self.coffre, Dossier(situation=NADIA))
        self.ouverts: list[DossierGarde] = []
        self.vue = DossiersView()
        self.presenter = DossiersPresenter(
            self.vue,
            runner,
            retrouver=partial(dossiers.retrouver, self.coffre),
            rouvrir=partial(dossiers.rouvrir, self.coffre),
            effacer=partial(dossiers.effacer, self.coffre),
            bientot_effaces=partial(effacement.bientot_effaces, self.coffre),
            sur_ouvert=self.ouverts.append,
        )
        self.vue.cherche.connect(self.presenter.chercher)
        self.vue.ouvert.connect(self.presenter.ouvrir)
        self.vue.efface.connect(self.presenter.effacer)
        fenetre.ajouter_page(6, self.vue)
        fenetre.montrer(6)

    def textes(self) -> str:
        morceaux = [e.text() for e in self.vue.findChildren(Etiquette) if e.isVisible()]
        morceaux += [p.texte for p in self.vue.findChildren(Puce) if p.isVisible()]
        return " | ".join(morceaux)


@pytest.fixture
def scene(
    tmp_path: Path, runner: TaskRunner, montrer: Callable[[QWidget], None]
) -> Iterator[Scene]:
    fenetre = Fenetre()
    scene = Scene(tmp_path, runner, fenetre)
    montrer(fenetre)
    yield scene
    scene.coffre.fermer()


def chercher(scene: Scene, taper: Taper, texte: str) -> None:
    scene.vue.champ.ligne.setText("")
    taper(scene.vue.champ.ligne, texte)
    QTest.keyClick(scene.vue.champ.ligne, Qt.Key.Key_Return)


@pytest.mark.parametrize("texte", ["nadia", "NAD", "10/03/1990"])
def test_un_dossier_se_retrouve_et_montre_sa_date_d_effacement(
    qtbot: QtBot, scene: Scene, taper: Taper, texte: str
) -> None:
    chercher(scene, taper, texte)

    qtbot.waitUntil(lambda: scene.garde.reference in scene.textes())
    assert "s’efface le" in scene.textes()


def test_rouvrir_rend_le_dossier_garde(qtbot: QtBot, scene: Scene, taper: Taper) -> None:
    chercher(scene, taper, scene.garde.reference)
    qtbot.waitUntil(lambda: scene.garde.reference in scene.textes())

    next(b for b in scene.vue.findChildren(Bouton) if b.text() == "Rouvrir").click()

    assert scene.ouverts[0].dossier.situation.demandeur.prenom == "Nadia"


def effacer(scene: Scene) -> Dialogue:
    nom = f"Effacer le dossier {scene.garde.reference}"
    next(b for b in scene.vue.findChildren(Bouton) if b.accessibleName() == nom).click()
    fenetre = scene.vue.window()
    return next(d for d in fenetre.findChildren(Dialogue) if d.isVisible())


def test_effacer_demande_confirmation_puis_donne_un_recu_sans_nom(
    qtbot: QtBot, scene: Scene, taper: Taper
) -> None:
    chercher(scene, taper, "nadia")
    QTest.keyClick(effacer(scene), Qt.Key.Key_Escape)
    assert dossiers.retrouver(scene.coffre, "nadia")

    QTest.keyClick(effacer(scene), Qt.Key.Key_Return)

    assert not dossiers.retrouver(scene.coffre, "nadia")
    qtbot.waitUntil(lambda: "a été effacé de ce poste" in scene.textes())
    assert "Nadia" not in scene.textes()


def test_une_recherche_trop_courte_est_refusee_sans_rien_montrer(
    scene: Scene, taper: Taper
) -> None:
    chercher(scene, taper, "na")

    assert scene.vue.champ.erreur
    assert scene.garde.reference not in scene.textes()


def test_personne_trouve_dit_la_suite(qtbot: QtBot, scene: Scene, taper: Taper) -> None:
    chercher(scene, taper, "Bertrand")

    qtbot.waitUntil(lambda: "commencer une nouvelle visite" in scene.textes())


def test_rien_qui_s_efface_bientot_se_dit(qtbot: QtBot, scene: Scene) -> None:
    scene.presenter.voir_effacements()

    qtbot.waitUntil(lambda: "Aucun dossier n’arrive bientôt" in scene.textes())


def test_un_dossier_sans_prenom_se_reconnait_a_sa_reference() -> None:
    trouve = Trouve(
        reference="7K3F-2QX",
        prenom="",
        date_naissance=None,
        dernier_contact=date(2026, 11, 20),
        a_effacer_le=date(2027, 5, 20),
    )

    affiche = afficher(trouve)

    assert affiche.titre == "Sans prénom"
    assert affiche.detail.startswith("référence 7K3F-2QX")
    assert "2027" in affiche.effacement


def test_suivre_demande_l_accord_d_abord(qtbot: QtBot, montrer: Callable[[QWidget], None]) -> None:
    fenetre = Fenetre()
    montrer(fenetre)
    dialogue = SuivrePersonne(fenetre)
    dialogue.ouvrir()
    assert QApplication.focusWidget() is dialogue.accord
    with qtbot.assertNotEmitted(dialogue.suivre):
        QTest.keyClick(dialogue, Qt.Key.Key_Return)

    dialogue.accord.click()
    with qtbot.waitSignal(dialogue.suivre) as signal:
        QTest.keyClick(dialogue, Qt.Key.Key_Return)

    assert signal.args == [False]
