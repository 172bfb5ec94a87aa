"""La vraie application dans un dossier jetable, un foyer aux valeurs reconnaissables."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guichet.application.atelier import Atelier
from guichet.application.demonstration import lire_foyer
from guichet.application.emplacements import Emplacements
from guichet.application.fenetre import preparer
from guichet.application.services import Services
from guichet.droits.situation import Situation
from guichet.ui.window import Fenetre

MAINTENANT = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)
ATTENTE = 30_000


def canaris() -> dict[str, Any]:
    """Le foyer de la démonstration, dont aucune valeur ne peut se trouver ailleurs par hasard."""
    foyer: dict[str, Any] = json.loads(json.dumps(lire_foyer()))
    nadia, ines, leo = foyer["personnes"]
    nadia.update(prenom="Zzcanarine", date_naissance="1987-04-23")
    nadia["ressources"][0]["montant"] = 1173.29
    ines.update(prenom="Xylophanie", date_naissance="2013-09-17")
    leo.update(prenom="Wolfgangus", date_naissance="2017-12-06")
    foyer["logement"]["loyer"] = 647.83
    foyer["aides_percues"][0]["montant"] = 151.37
    return foyer


@pytest.fixture
def foyer() -> dict[str, Any]:
    return canaris()


@pytest.fixture(scope="session")
def racine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Le poste de ces essais ; un seul serveur d'agendas, arrêté à la fin."""
    racine = tmp_path_factory.mktemp("poste")
    yield racine
    services_de(racine).arreter_agendas_demo()


def services_de(racine: Path) -> Services:
    return Services(
        Emplacements(donnees=racine / "donnees", journaux=racine / "journaux"),
        maintenant=lambda: MAINTENANT,
    )


@pytest.fixture
def services(racine: Path) -> Iterator[Services]:
    services = services_de(racine)
    yield services
    services.close()


@pytest.fixture
def liens_ouverts() -> list[str]:
    return []


@pytest.fixture
def atelier(services: Services, qapp: QApplication, liens_ouverts: list[str]) -> Iterator[Atelier]:
    """La fenêtre ouverte, calcul et agendas démarrés."""
    assert qapp is preparer(["guichet"])
    fenetre = Fenetre()
    atelier = Atelier(services, fenetre, ouvrir_lien=liens_ouverts.append)
    fenetre.show()
    atelier.demarrer()
    yield atelier
    atelier.fermer()
    fenetre.hide()
    fenetre.deleteLater()
    qapp.processEvents()


@pytest.fixture
def situation(services: Services, foyer: dict[str, Any]) -> Situation:
    return services.lire_situation(foyer, services.today())


@pytest.fixture
def attendre(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda pret: qtbot.waitUntil(pret, timeout=ATTENTE)
