"""La vraie application dans un dossier jetable : base, agendas, calcul, fenêtre."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from guichet.application.atelier import Atelier
from guichet.application.emplacements import Emplacements
from guichet.application.fenetre import preparer
from guichet.application.services import Services
from guichet.ui.window import Fenetre

MAINTENANT = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        marque = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
        item.add_marker(marque)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = Services(
        Emplacements(donnees=tmp_path / "donnees", journaux=tmp_path / "journaux"),
        maintenant=lambda: MAINTENANT,
    )
    yield services
    services.arreter_agendas_demo()
    services.close()


@pytest.fixture
def atelier(services: Services, qapp: QApplication) -> Iterator[Atelier]:
    """La fenêtre ouverte, calcul et agendas démarrés."""
    assert qapp is preparer(["guichet"])
    fenetre = Fenetre()
    atelier = Atelier(services, fenetre)
    fenetre.show()
    atelier.demarrer()
    yield atelier
    atelier.fermer()
    fenetre.hide()
    fenetre.deleteLater()
    qapp.processEvents()
