"""La seule façon d'écrire un fichier : entier ou pas du tout, même si le courant coupe."""

import contextlib
import os
import secrets
from pathlib import Path

from guichet.errors import GuichetError, cause


def ecrire_atomique(chemin: Path, contenu: bytes, *, mode: int = 0o600) -> None:
    """Remplace ``chemin`` par ``contenu`` : fichier voisin, fsync, renommage, fsync du dossier.

    Raises:
        GuichetError: disque plein, dossier absent ou protégé ; l'ancien fichier reste entier.
    """
    voisin = chemin.with_name(f".{chemin.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        descripteur = os.open(voisin, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            with os.fdopen(descripteur, "wb") as stream:
                stream.write(contenu)
                stream.flush()
                os.fsync(stream.fileno())
            voisin.replace(chemin)
        except BaseException:
            with contextlib.suppress(OSError):
                voisin.unlink()
            raise
        _fsync_dossier(chemin.parent)
    except OSError as error:
        raise GuichetError(
            f"Impossible d'écrire « {chemin.name} » : {cause(error)}.",
            advice="Choisissez un autre dossier ou libérez de la place, puis recommencez.",
        ) from error


def _fsync_dossier(dossier: Path) -> None:
    if os.name != "posix":
        return
    descripteur = os.open(dossier, os.O_RDONLY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)


def dossier_prive(chemin: Path) -> Path:
    """Crée le dossier s'il manque, lisible par son seul propriétaire.

    Raises:
        GuichetError: dossier impossible à créer ou à protéger.
    """
    try:
        chemin.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and chemin.stat().st_mode & 0o077:
            chemin.chmod(0o700)
    except OSError as error:
        raise GuichetError(
            f"Impossible de préparer un dossier de Guichet : {cause(error)}.",
            advice="Vérifiez la place libre et vos droits sur ce poste, puis recommencez.",
        ) from error
    return chemin


def deplacer_dossier(source: Path, cible: Path) -> None:
    """Met en place un dossier préparé à côté : il paraît entier, ou pas du tout.

    Raises:
        GuichetError: la cible existe déjà, ou le disque refuse ; la source reste.
    """
    try:
        if cible.exists():
            raise FileExistsError(17, "un dossier existe déjà à cet endroit")
        source.rename(cible)
        _fsync_dossier(cible)
        _fsync_dossier(cible.parent)
    except OSError as error:
        raise GuichetError(
            f"Impossible de mettre en place « {cible.name} » : {cause(error)}.",
            advice="Rien n'a été écrasé. Vérifiez le dossier de données de Guichet.",
        ) from error
