"""Le fichier des fentes : JSON versionné, 0600, deux exemplaires, jamais en partie écrit."""

import base64
import binascii
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guichet.errors import GuichetError
from guichet.securite.cles import CoutArgon2, Fente
from guichet.securite.fichiers import ecrire_atomique

VERSION = 1
NOM = "serrures.json"
COPIE = "serrures.copie.json"


class SerruresIllisibles(GuichetError):
    advice = (
        "Ne supprimez rien : la base ne peut pas s'ouvrir sans ce fichier. Appelez l'assistance."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Serrures:
    """``structure`` : identifiant tiré au sort, qui nomme aussi le secret du trousseau."""

    structure: str
    phrase: Fente
    secours: Fente


def ecrire(dossier: Path, serrures: Serrures) -> None:
    """Écrit les deux exemplaires, l'un après l'autre : un au moins est toujours entier.

    Raises:
        GuichetError: disque plein ou protégé ; les anciens restent.
    """
    objet = {
        "version": VERSION,
        "structure": serrures.structure,
        "fentes": [_ecrire_fente(serrures.phrase), _ecrire_fente(serrures.secours)],
    }
    contenu = json.dumps(objet, indent=1).encode()
    ecrire_atomique(dossier / NOM, contenu)
    ecrire_atomique(dossier / COPIE, contenu)


def lire(dossier: Path) -> Serrures:
    """Lit le premier exemplaire correct.

    Raises:
        SerruresIllisibles: les deux sont absents, abîmés, ou d'une version plus récente.
    """
    recente = False
    for nom in (NOM, COPIE):
        try:
            objet = json.loads((dossier / nom).read_bytes())
            recente = recente or objet["version"] > VERSION
            return _lire(objet)
        except (OSError, ValueError, KeyError, TypeError, StopIteration):
            continue
    if recente:
        raise SerruresIllisibles(
            "Le fichier des clés vient d'un Guichet plus récent.",
            advice="Installez la dernière version de Guichet. Rien n'a été touché.",
        )
    raise SerruresIllisibles("Le fichier des clés est absent ou abîmé.")


def presentes(dossier: Path) -> bool:
    return (dossier / NOM).exists() or (dossier / COPIE).exists()


def _lire(objet: dict[str, Any]) -> Serrures:
    if objet["version"] != VERSION:
        raise ValueError("version des serrures inconnue")
    fentes = [_lire_fente(fente) for fente in objet["fentes"]]
    return Serrures(
        structure=str(objet["structure"]),
        phrase=next(fente for fente in fentes if fente.genre == "phrase"),
        secours=next(fente for fente in fentes if fente.genre == "secours"),
    )


def _ecrire_fente(fente: Fente) -> dict[str, object]:
    objet: dict[str, object] = {
        "genre": fente.genre,
        "sel": _b64(fente.sel),
        "enveloppe": _b64(fente.enveloppe),
    }
    if fente.cout:
        objet["argon2id"] = {
            "memoire_kio": fente.cout.memoire_kio,
            "tours": fente.cout.tours,
            "voies": fente.cout.voies,
        }
    if fente.temoin:
        objet["trousseau"] = _b64(fente.temoin)
    return objet


def _lire_fente(objet: dict[str, Any]) -> Fente:
    cout = objet.get("argon2id")
    temoin = objet.get("trousseau")
    return Fente(
        genre=objet["genre"],
        sel=_octets(objet["sel"]),
        enveloppe=_octets(objet["enveloppe"]),
        cout=None if cout is None else CoutArgon2(**{cle: int(cout[cle]) for cle in cout}),
        temoin=None if temoin is None else _octets(temoin),
    )


def _b64(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


def _octets(texte: str) -> bytes:
    try:
        return base64.b64decode(texte, validate=True)
    except binascii.Error as erreur:
        raise ValueError("base64 abîmé") from erreur
