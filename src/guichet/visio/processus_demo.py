"""Le processus Radicale de la démonstration : le configurer, le lancer, l'arrêter."""

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from guichet.errors import GuichetError

if TYPE_CHECKING:
    from guichet.visio.serveur_demo import Ecrire

DELAI_DEMARRAGE = 15.0
DELAI_ARRET = 3.0
PAUSE = 0.02
ESSAIS = 3
TOUR_DE_BCRYPT = 10
COMPTE = "guichet"
COLLECTION = "demonstration"
RACINE = Path("agendas") / "collection-root" / COLLECTION
_CONFIGURATION = """[server]
hosts = 127.0.0.1:{port}
max_connections = 20
timeout = 30
[auth]
type = htpasswd
htpasswd_filename = {ici}/comptes
htpasswd_encryption = bcrypt
cache_logins = True
cache_successful_logins_expiry = 3600
delay = 0.2
[rights]
type = from_file
file = {ici}/droits
[storage]
filesystem_folder = {ici}/agendas
folder_umask = 0077
strict_preconditions = True
[logging]
level = error
[web]
type = none
"""
# Le guichet change des créneaux ; il ne crée, n'écrase ni n'efface aucun agenda.
_DROITS = """[guichet]
user: {compte}
collection: {collection}/({agendas})
permissions: rwod
"""


class _Serveur(subprocess.Popen[bytes]):
    """Un processus qui, exprès, survit au nôtre : son destructeur n'a pas à s'en plaindre."""

    def __del__(self) -> None: ...


# Gardés pour lire leur code de sortie quand c'est nous qui les arrêtons.
_lances: dict[int, _Serveur] = {}


def exiger_radicale() -> None:
    """Refuse clairement si l'extra ``demo`` n'est pas installé."""
    if importlib.util.find_spec("radicale") is None or importlib.util.find_spec("bcrypt") is None:
        raise GuichetError(
            "Le serveur d'agendas de démonstration (Radicale) n'est pas installé.",
            advice="Installez Guichet avec l'option « demo », ou configurez un agenda réel.",
        )


def configurer(ici: Path, secret: str, agendas: Sequence[str], ecrire: "Ecrire") -> None:
    """Écrit le compte (bcrypt) et ses droits, agenda par agenda."""
    import bcrypt  # noqa: PLC0415 - extra « demo »

    hache = bcrypt.hashpw(secret.encode(), bcrypt.gensalt(TOUR_DE_BCRYPT)).decode()
    droits = _DROITS.format(compte=COMPTE, collection=COLLECTION, agendas="|".join(agendas))
    ecrire(ici / "comptes", f"{COMPTE}:{hache}\n".encode())
    ecrire(ici / "droits", droits.encode())


def lancer(ici: Path, port_souhaite: int, ecrire: "Ecrire") -> tuple[int, int]:
    """Lance Radicale et attend qu'il écoute ; rend son pid et son port.

    Raises:
        GuichetError: il ne démarre pas.
    """
    for essai in range(ESSAIS):
        port = _port_libre(port_souhaite if essai == 0 else 0)
        ecrire(ici / "configuration", _CONFIGURATION.format(port=port, ici=ici).encode())
        processus = _ouvrir(ici)
        if _attendre(processus, port):
            _lances[processus.pid] = processus
            return processus.pid, port
        processus.kill()
        processus.wait()
    raise GuichetError(
        "Le serveur d'agendas de démonstration ne démarre pas.",
        advice="Redémarrez le poste ; si l'erreur persiste, appelez l'assistance.",
    )


def terminer(pid: int, ici: Path, *, sur: bool) -> None:
    """Arrête ce processus s'il est bien le nôtre (``sur``, ou d'après sa ligne de commande)."""
    if pid <= 0 or not (sur or _est_le_notre(pid, ici)):
        return
    # Sans préavis : Radicale écrit chaque créneau d'un bloc, une mort subite n'en abîme aucun.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        _attendre_la_fin(pid)


def _ouvrir(ici: Path) -> _Serveur:
    descripteur = os.open(ici / "serveur.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        return _Serveur(
            [sys.executable, "-P", "-m", "radicale", "--config", str(ici / "configuration")],
            stdin=subprocess.DEVNULL,
            stdout=descripteur,
            stderr=descripteur,
            cwd=ici,
            start_new_session=True,
        )
    finally:
        os.close(descripteur)


def _attendre(processus: _Serveur, port: int) -> bool:
    fin = monotonic() + DELAI_DEMARRAGE
    while processus.poll() is None and monotonic() < fin:
        try:
            with socket.create_connection(("127.0.0.1", port), 0.5):
                return True
        except OSError:
            sleep(PAUSE)
    return False


def _attendre_la_fin(pid: int) -> None:
    """Attend la fin du processus, y compris s'il est notre enfant."""
    fin = monotonic() + DELAI_ARRET
    enfant = _lances.pop(pid, None)
    if enfant is not None:
        enfant.wait(DELAI_ARRET)
        return
    while monotonic() < fin:
        os.kill(pid, 0)
        sleep(PAUSE)


def _est_le_notre(pid: int, ici: Path) -> bool:
    try:
        commande = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return os.fsencode(str(ici / "configuration")) in commande.split(b"\0")


def _port_libre(souhaite: int) -> int:
    for port in (souhaite, 0):
        with socket.socket() as prise, contextlib.suppress(OSError):
            if os.name == "posix":
                prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            prise.bind(("127.0.0.1", port))
            return int(prise.getsockname()[1])
    raise GuichetError("Aucun port n'est libre sur ce poste.")
