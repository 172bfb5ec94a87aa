"""Le journal technique : tournant, 0600, sans donnée sur la personne ni chemin du poste.

Deux défenses. Une exception s'écrit par son type et ses lignes de code, jamais par son
message : même une phrase faite pour être lue peut citer une réponse ou un nom de fichier. Et
ce qui ressemble à une donnée personnelle est masqué, d'où que cela vienne.
"""

import copy
import errno
import logging
import os
import re
import sys
import threading
import traceback
from io import FileIO, TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from guichet.securite.fichiers import dossier_prive

logger = logging.getLogger(__name__)

NOM = "guichet.log"
TAILLE = 500_000
FICHIERS = 4

_Exception: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

_MASQUES = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "‹adresse›"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,4})?\b"), "‹compte›"),
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{4}\b"), "‹date›"),
    (re.compile(r"(?:[+]?\d[ .-]?){9,}"), "‹numéro›"),
    (re.compile(r"\b[0-9a-fA-F]{40,}\b"), "‹clé›"),
    (re.compile(r"(?:[A-Za-z]:\\|/)(?:[^\s/\\:'\"]+[/\\])+"), "…/"),
)


def masquer(texte: str) -> str:
    """Le texte sans adresse, compte, date, long numéro, clé ni chemin du poste."""
    for motif, remplacement in _MASQUES:
        texte = motif.sub(remplacement, texte)
    return texte


class FormatSansPersonne(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s : %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        # Un autre format a pu ranger dans l'entrée la trace complète, message compris.
        propre = copy.copy(record)
        propre.exc_text = None
        return super().format(propre)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - nom de logging
        record.message = masquer(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: _Exception) -> str:  # noqa: N802 - nom de logging
        lignes: list[str] = []
        erreur = ei[1]
        while erreur is not None:
            lignes.append(_nommer(erreur))
            lignes.extend(
                f"  {Path(cadre.filename).name}:{cadre.lineno} {cadre.name}"
                for cadre in traceback.extract_tb(erreur.__traceback__)
            )
            erreur = erreur.__cause__
        return "\n".join(lignes)

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - nom de logging
        return masquer(stack_info)


class _Fichier(RotatingFileHandler):
    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802 - nom de logging
        """Disque plein : l'entrée est perdue, et n'est pas recopiée sur la sortie d'erreur."""

    def _open(self) -> TextIOWrapper:
        # Un lien posé là d'avance enverrait le journal ailleurs.
        drapeaux = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        descripteur = os.open(self.baseFilename, drapeaux, 0o600)
        return TextIOWrapper(FileIO(descripteur, "ab"), encoding=self.encoding, write_through=True)


def demarrer(dossier: Path, *, niveau: int = logging.INFO) -> logging.Handler:
    """Écrit dans ``dossier/guichet.log`` (quatre fichiers de 500 ko au plus).

    Seuls les messages de Guichet descendent au niveau ``niveau`` ; les bibliothèques, qui
    peuvent citer une adresse, ne passent qu'à partir de l'avertissement. Rend ce qu'il
    faut retirer et fermer à la fin (``arreter``).
    """
    dossier_prive(dossier)
    fichier = _Fichier(
        dossier / NOM, maxBytes=TAILLE, backupCount=FICHIERS - 1, encoding="utf-8", delay=True
    )
    fichier.setFormatter(FormatSansPersonne())
    racine = logging.getLogger()
    racine.addHandler(fichier)
    racine.setLevel(logging.WARNING)
    logging.getLogger("guichet").setLevel(niveau)
    # Python les écrirait, message compris, sur une sortie que le bureau garde dans un fichier.
    threading.excepthook = _taire_les_fils
    sys.unraisablehook = _taire_les_destructions
    return fichier


def arreter(fichier: logging.Handler) -> None:
    threading.excepthook = threading.__excepthook__
    sys.unraisablehook = sys.__unraisablehook__
    logging.getLogger().removeHandler(fichier)
    fichier.close()


def _nommer(erreur: BaseException) -> str:
    """``OSError ENOSPC`` : le type, et la raison du système s'il y en a une."""
    nom = type(erreur).__name__
    code = erreur.errno if isinstance(erreur, OSError) else None
    return f"{nom} {errno.errorcode.get(code, code)}" if code is not None else nom


def _taire_les_fils(recu: threading.ExceptHookArgs) -> None:
    if recu.exc_value is not None:
        trace = (recu.exc_type, recu.exc_value, recu.exc_traceback)
        logger.critical("défaut de Guichet dans un fil", exc_info=trace)


def _taire_les_destructions(recu: "sys.UnraisableHookArgs") -> None:
    if recu.exc_value is not None:
        trace = (recu.exc_type, recu.exc_value, recu.exc_traceback)
        logger.critical("défaut de Guichet à une destruction", exc_info=trace)
