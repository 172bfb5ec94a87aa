"""Ouvrir une visio : le seul endroit d'où Guichet ouvre une adresse, et elle est en https."""

from collections.abc import Callable
from urllib.parse import urlsplit


def ouvrir_visio(lien: str, *, ouvrir: Callable[[str], object]) -> None:
    """Ouvre ``lien`` ; autre chose qu'une page web sûre (``file:``, ``javascript:``) est ignoré.

    Le lien vient d'un agenda ou d'un dossier gardé : on ne se fie pas à qui l'a écrit.
    """
    try:
        morceaux = urlsplit(lien)
        sur = morceaux.scheme == "https" and bool(morceaux.hostname)
    except ValueError:
        return
    if sur and "@" not in morceaux.netloc and lien.isascii() and lien.isprintable():
        ouvrir(lien)
