"""Un vrai Radicale pour toute la séance, et des serveurs hostiles à la demande."""

import contextlib
import os
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest

from guichet.rendezvous.agenda import Creneau
from guichet.securite.fichiers import ecrire_atomique
from guichet.visio import semis, serveur_demo
from guichet.visio.caldav import FournisseurCaldav
from guichet.visio.serveur_demo import ServeurDemo

# Reçoit la connexion et le premier morceau de la demande.
Traiter: TypeAlias = Callable[[socket.socket, bytes], None]

# Moins de jours que la vraie démonstration : les tests vont trois fois plus vite.
JOURS = 5
AU = date(2026, 11, 20)
DEPART = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServeurDemo]:
    dossier: Path = tmp_path_factory.mktemp("demo")
    try:
        with pytest.MonkeyPatch.context() as moins:
            moins.setattr(semis, "JOURS", JOURS)
            serveur = serveur_demo.demarrer(dossier, today=AU, ecrire=ecrire_atomique)
        yield serveur
    finally:
        serveur_demo.arreter(dossier)


@pytest.fixture(scope="session")
def fournisseur(demo: ServeurDemo) -> FournisseurCaldav:
    return serveur_demo.fournisseur(demo, maintenant=lambda: DEPART)


@pytest.fixture(scope="session")
def reserve_de_creneaux(fournisseur: FournisseurCaldav) -> Iterator[Creneau]:
    """Les créneaux de la Caf, un par test : aucun test ne gêne l'autre."""
    return iter(fournisseur.creneaux("caf", DEPART, DEPART + timedelta(days=40)))


@pytest.fixture
def creneau(reserve_de_creneaux: Iterator[Creneau]) -> Creneau:
    return next(reserve_de_creneaux)


@pytest.fixture
def hostile() -> Iterator[Callable[[Traiter], str]]:
    """Donne l'adresse d'un serveur qui traite chaque connexion avec la fonction reçue."""
    prises: list[socket.socket] = []
    fils: list[threading.Thread] = []

    def servir(traiter: Traiter) -> str:
        prise = socket.create_server(("127.0.0.1", 0))
        prises.append(prise)

        def boucle() -> None:
            with contextlib.suppress(OSError):
                while True:
                    client, _ = prise.accept()
                    prises.append(client)
                    fil = threading.Thread(target=_calme, args=(traiter, client))
                    fils.append(fil)
                    fil.start()

        fil = threading.Thread(target=boucle)
        fils.append(fil)
        fil.start()
        return f"http://127.0.0.1:{prise.getsockname()[1]}/agenda/"

    yield servir
    for prise in prises:
        with contextlib.suppress(OSError):
            prise.shutdown(socket.SHUT_RDWR)
        prise.close()
    for fil in fils:
        fil.join(5)
        assert not fil.is_alive()


def _calme(traiter: Traiter, client: socket.socket) -> None:
    with contextlib.suppress(OSError), client:
        traiter(client, client.recv(65536))


def vivant(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
