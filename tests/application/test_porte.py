"""La porte du poste : structure au démarrage, effacement à la date, changements dits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guichet.accompagnement import dossiers
from guichet.application.atelier import Atelier
from guichet.application.demonstration import lire_foyer
from guichet.application.emplacements import Emplacements
from guichet.application.fenetre import preparer
from guichet.application.services import Services
from guichet.catalogue.structure import Structure
from guichet.dossier.contenu import Dossier
from guichet.ui.dossier.verrou_view import VerrouView
from guichet.ui.window import Fenetre

MAINTENANT = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)
PHRASE = "cheval bleu sous la pluie de novembre"
STRUCTURE = Structure(nom="France Services d'essai", telephone="02 40 00 00 00")


@pytest.fixture
def ouvrir(tmp_path: Path, qapp: QApplication) -> Callable[[datetime], Atelier]:
    """Lance le programme à cette heure-là, sur le même poste."""
    assert qapp is preparer(["guichet"])

    def lancer(maintenant: datetime) -> Atelier:
        services = Services(
            Emplacements(donnees=tmp_path / "donnees", journaux=tmp_path / "journaux"),
            maintenant=lambda: maintenant,
        )
        fenetre = Fenetre()
        atelier = Atelier(services, fenetre)
        fenetre.show()
        return atelier

    return lancer


def fermer(atelier: Atelier) -> None:
    atelier.services.arreter_agendas_demo()
    atelier.fermer()
    atelier.fenetre.hide()
    atelier.fenetre.deleteLater()
    QApplication.processEvents()


def creer(atelier: Atelier) -> Dossier:
    """Une structure, et une personne suivie dont la feuille a été remise."""
    services = atelier.services
    coffre = services.coffre
    coffre.confirmer_code(coffre.creer_structure(STRUCTURE, conseiller="Ada", phrase=PHRASE))
    situation = services.lire_situation(lire_foyer())
    diagnostic = services.diagnostiquer(situation)
    garde = dossiers.ouvrir(coffre, Dossier(situation=situation, diagnostic=diagnostic))
    return dossiers.noter_remise(coffre, replace(garde.dossier, diagnostic=diagnostic)).dossier


def deverrouiller(qtbot: QtBot, atelier: Atelier, phrase: str) -> QWidget | None:
    """Tape la phrase ; rend ce qui couvre encore la fenêtre."""
    verrou = atelier.fenetre.plein
    assert isinstance(verrou, VerrouView)
    verrou.phrase_tapee.emit(phrase)
    qtbot.waitUntil(lambda: not atelier.tasks.en_cours, timeout=20_000)
    return atelier.fenetre.plein


def test_un_poste_qui_a_une_structure_s_ouvre_verrouille(
    qtbot: QtBot, ouvrir: Callable[[datetime], Atelier]
) -> None:
    premier = ouvrir(MAINTENANT)
    creer(premier)
    fermer(premier)

    atelier = ouvrir(MAINTENANT)
    atelier.demarrer()
    assert deverrouiller(qtbot, atelier, "une autre phrase que la bonne") is not None
    assert deverrouiller(qtbot, atelier, PHRASE) is None
    assert atelier.services.structure.nom == "France Services d'essai"
    fermer(atelier)


def test_un_dossier_arrive_a_sa_date_est_efface_a_l_ouverture(
    qtbot: QtBot, ouvrir: Callable[[datetime], Atelier]
) -> None:
    premier = ouvrir(MAINTENANT)
    creer(premier)
    assert dossiers.retrouver(premier.services.coffre, "Nadia")
    fermer(premier)

    plus_tard = ouvrir(MAINTENANT + timedelta(days=200))
    plus_tard.demarrer()
    deverrouiller(qtbot, plus_tard, PHRASE)
    qtbot.waitUntil(lambda: not plus_tard.tasks.en_cours, timeout=20_000)
    assert dossiers.retrouver(plus_tard.services.coffre, "Nadia") == ()
    fermer(plus_tard)


def test_a_la_reouverture_on_dit_ce_qui_a_change_depuis_la_feuille(
    qtbot: QtBot, ouvrir: Callable[[datetime], Atelier]
) -> None:
    atelier = ouvrir(MAINTENANT)
    dossier = creer(atelier)
    coffre = atelier.services.coffre
    sans_emploi = replace(
        dossier.situation,
        personnes=tuple(
            replace(p, ressources=()) if p.id == "p1" else p for p in dossier.situation.personnes
        ),
    )
    dossiers.enregistrer(coffre, replace(dossier, situation=sans_emploi))

    atelier.rouvrir(dossiers.rouvrir(coffre, dossier.reference))
    assert atelier.fenetre.bandeau is not None
    assert "effacé" in atelier.fenetre.bandeau.accessibleName()
    visite = atelier.visite
    assert visite is not None
    qtbot.waitUntil(lambda: visite.etat.diagnostic is not None, timeout=20_000)
    dit = atelier.fenetre.bandeau.accessibleName()
    assert "changé depuis la feuille" in dit
    assert "20 novembre" in dit
    assert date(2026, 11, 20) == atelier.services.today()
    fermer(atelier)
