"""Lire ``resources/`` : le contenu entier, contrôlé, ou un refus ; jamais à moitié.

Lire et contrôler le YAML prend trop de temps à chaque démarrage. L'installation fabrique
donc un instantané (``catalogue.json``) du contenu déjà contrôlé, avec l'empreinte des
fichiers dont il vient. Absent ou d'une autre empreinte, il est ignoré : on relit le YAML.
"""

import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from guichet.catalogue.assemblage import assembler
from guichet.catalogue.brut import Contenu
from guichet.catalogue.contenu import Catalogue
from guichet.errors import EntreeRefusee, GuichetError

INSTANTANE = "catalogue.json"
FORMAT = 1
_FICHIERS = ("droits.yaml", "organismes.yaml", "sources.yaml", "faits.toml")


def load_catalogue(dossier: Path) -> Catalogue:
    """Le contenu de ``dossier`` (``resources/``).

    Raises:
        EntreeRefusee: un fichier ou une clé refusée, nommés.
        GuichetError: un fichier manque ou ne se lit pas.
    """
    bruts = _bruts(dossier)
    contenu = _instantane(dossier / INSTANTANE, _empreinte(bruts))
    return assembler(contenu or _lire(bruts, dossier, None))


def verifier_catalogue(
    dossier: Path, condition_correcte: Callable[[str], object] | None = None
) -> tuple[Catalogue, bytes]:
    """Relit et contrôle tout, sans instantané ; rend le catalogue et l'instantané à écrire.

    ``condition_correcte`` analyse une condition et lève ``ValueError`` ou une
    ``EntreeRefusee`` si elle est mal écrite.

    Raises:
        EntreeRefusee: un fichier ou une clé refusée, nommés.
        GuichetError: un fichier manque ou ne se lit pas.
    """
    bruts = _bruts(dossier)
    contenu = _lire(bruts, dossier, condition_correcte)
    objet = {"format": FORMAT, "empreinte": _empreinte(bruts), "contenu": contenu}
    texte = json.dumps(objet, ensure_ascii=False, separators=(",", ":"), default=_ecrire_decimal)
    return assembler(contenu), texte.encode()


def _bruts(dossier: Path) -> dict[str, bytes]:
    try:
        moments = sorted((dossier / "moments").glob("*.yaml"))
        chemins = {nom: dossier / nom for nom in _FICHIERS}
        chemins |= {f"moments/{chemin.name}": chemin for chemin in moments}
        return {nom: chemin.read_bytes() for nom, chemin in chemins.items()}
    except OSError as error:
        nom = Path(str(error.filename)).name
        raise GuichetError(
            f"Le contenu de Guichet ne se lit pas : « {nom} ».",
            advice="Réinstallez Guichet : un de ses fichiers manque ou est protégé.",
        ) from error


def _lire(
    bruts: dict[str, bytes], dossier: Path, condition_correcte: Callable[[str], object] | None
) -> Contenu:
    # L'instantané évite ces modules (et PyYAML) à presque tous les démarrages.
    from guichet.catalogue.controle import controler  # noqa: PLC0415
    from guichet.catalogue.lecture import lire_yaml  # noqa: PLC0415
    from guichet.catalogue.typographie import espacer_partout  # noqa: PLC0415

    contenu: Any = {nom: lire_yaml(b, nom) for nom, b in bruts.items() if nom.endswith(".yaml")}
    contenu["faits.toml"] = _noms_des_faits(bruts["faits.toml"])
    controler(contenu, dossier / "schemas", condition_correcte)
    espace: Contenu = espacer_partout(contenu)
    return espace


def _noms_des_faits(brut: bytes) -> dict[str, list[str]]:
    """Les noms que les conditions et les délais peuvent citer ; leurs phrases sont à parcours."""
    import tomllib  # noqa: PLC0415 - seulement pour un vrai contrôle

    try:
        objet = tomllib.loads(brut.decode())
        return {section: list(objet[section]) for section in ("faits", "dates")}
    except (ValueError, KeyError) as error:
        raise EntreeRefusee(
            "Refusé : « faits.toml » n'est pas du TOML avec « faits » et « dates ».",
            champ="faits.toml",
        ) from error


def _empreinte(bruts: dict[str, bytes]) -> str:
    somme = hashlib.sha256()
    for nom, brut in bruts.items():
        somme.update(f"{nom}\0{len(brut)}\0".encode())
        somme.update(brut)
    return somme.hexdigest()


def _instantane(chemin: Path, empreinte: str) -> Contenu | None:
    """Le contenu gardé, s'il vient exactement de ces fichiers et de cette version du format."""
    try:
        objet = json.loads(chemin.read_bytes(), parse_float=Decimal)
    except (OSError, ValueError):
        return None
    if not isinstance(objet, dict) or objet.get("format") != FORMAT:
        return None
    contenu: Contenu = objet["contenu"]
    return contenu if objet.get("empreinte") == empreinte else None


def _ecrire_decimal(valeur: object) -> float:
    """Un montant : assez court pour être relu chiffre pour chiffre."""
    if isinstance(valeur, Decimal):
        return float(valeur)
    raise TypeError(type(valeur).__name__)
