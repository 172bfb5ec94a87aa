"""La vraie application dans un dossier jetable : base, agendas, calcul, fenêtre."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from guichet.application.atelier import Atelier
from guichet.application.commandes import declarations
from guichet.application.emplacements import Emplacements
from guichet.application.fenetre import preparer
from guichet.application.services import Services
from guichet.cli.principal import executer
from guichet.ui.window import Fenetre

from .commande import Poste, Reponse, Taper

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


@pytest.fixture(scope="module")
def poste(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Poste]:
    """Un poste neuf par module, où l'on tape la vraie commande ; son agenda s'arrête à la fin."""
    poste = Poste(tmp_path_factory.mktemp("poste"))
    yield poste
    poste.taper("serveur-demo", "arreter")


@pytest.fixture(scope="module")
def services_du_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    racine = tmp_path_factory.mktemp("services")
    services = Services(Emplacements(donnees=racine / "donnees", journaux=racine / "journaux"))
    yield services
    services.arreter_agendas_demo()
    services.close()


@pytest.fixture
def taper(services_du_module: Services, capsys: pytest.CaptureFixture[str]) -> Taper:
    """La même commande, dans le processus du test : le calcul ne redémarre pas à chaque fois."""

    def taper_ici(*arguments: object) -> Reponse:
        capsys.readouterr()
        code = executer([str(morceau) for morceau in arguments], declarations(services_du_module))
        sortie = capsys.readouterr()
        return Reponse(code=code, sortie=sortie.out, erreur=sortie.err)

    return taper_ici
