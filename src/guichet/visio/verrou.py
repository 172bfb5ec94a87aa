"""Un verrou entre programmes du même poste, rendu par le système si le programme meurt."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

from guichet.errors import GuichetError, cause

PAUSE = 0.05


@contextlib.contextmanager
def verrouiller(fichier: Path, *, delai: float) -> Iterator[None]:
    """Tient le verrou le temps du bloc ; attend au plus ``delai`` secondes.

    Raises:
        GuichetError: un autre programme le tient encore, ou le dossier n'est pas accessible.
    """
    try:
        descripteur = os.open(fichier, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise GuichetError(
            f"Impossible d'écrire « {fichier.name} » : {cause(error)}.",
            advice="Vérifiez les droits du dossier de données de Guichet.",
        ) from error
    try:
        fin = monotonic() + delai
        while not _prendre(descripteur):
            if monotonic() > fin:
                raise GuichetError("Un autre Guichet prépare déjà les agendas de démonstration.")
            sleep(PAUSE)
        yield
    finally:
        os.close(descripteur)


if sys.platform == "win32":
    import msvcrt

    def _prendre(descripteur: int) -> bool:
        try:
            msvcrt.locking(descripteur, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _prendre(descripteur: int) -> bool:
        try:
            fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
