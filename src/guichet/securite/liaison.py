"""Mêler le secret du trousseau à la phrase de passe, quand ce poste en a un."""

from dataclasses import replace

from guichet.securite import cles
from guichet.securite.cles import CoutArgon2
from guichet.securite.keychain import Trousseau, TrousseauIndisponible
from guichet.securite.serrures import Serrures


def lier(
    fentes: Serrures, cle: bytes | bytearray, phrase: str, *, trousseau: Trousseau, cout: CoutArgon2
) -> tuple[Serrures, str]:
    """Refait la fente de la phrase. Rend aussi l'avertissement à montrer, ou ``""``.

    Sans trousseau utilisable la phrase protège seule : la base reste chiffrée pareil.
    """
    avertissement, secret = "", None
    try:
        secret = trousseau.creer(fentes.structure)
    except TrousseauIndisponible as erreur:
        avertissement = f"{erreur.message} La phrase de passe protège seule la base."
    fente = cles.fente_phrase(cle, phrase, cout=cout, secret=secret)
    return replace(fentes, phrase=fente), avertissement


def secret_du_poste(fentes: Serrures, *, trousseau: Trousseau) -> bytes | None:
    """Le secret à mêler à la phrase ; ``None`` si la fente n'en demande pas.

    Raises:
        TrousseauIndisponible: il est demandé, et le trousseau ne le rend pas.
    """
    if not fentes.phrase.avec_trousseau:
        return None
    try:
        return trousseau.lire(fentes.structure)
    except TrousseauIndisponible as erreur:
        raise TrousseauIndisponible(
            f"{erreur.message} Sans lui, la phrase seule n'ouvre pas.",
            advice="Ouvrez avec le code de secours, puis choisissez une nouvelle phrase.",
        ) from erreur
