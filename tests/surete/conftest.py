"""La vraie application dans un dossier jetable, un foyer aux valeurs reconnaissables."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guichet.application.atelier import Atelier
from guichet.application.emplacements import Emplacements
from guichet.application.fenetre import preparer
from guichet.application.services import Services
from guichet.droits.situation import Situation
from guichet.ui.window import Fenetre

from . import canaris

MAINTENANT = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)
ATTENTE = 30_000


@pytest.fixture
def foyer() -> Any:  # noqa: ANN401 - du JSON
    return canaris.foyer()


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
def situation(services: Services, foyer: object) -> Situation:
    return services.lire_situation(foyer, services.today())


@pytest.fixture
def attendre(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda pret: qtbot.waitUntil(pret, timeout=ATTENTE)
