"""Les valeurs plus récentes que celles du moteur : ``resources/calcul/surcouche.toml``.

Seules les lignes vérifiées sont appliquées. Une ligne non vérifiée est une valeur
plausible : elle ne sert qu'à dire « à vérifier » quand elle changerait le résultat.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from guichet.calcul.openfisca import Noeud
from guichet.catalogue.chemins import ressources
from guichet.errors import GuichetError


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """Un paramètre du moteur, à partir d'une date. ``valeur`` : unité du paramètre."""

    chemin: str
    valeur: float
    depuis: date
    droits: tuple[str, ...]
    verifie: bool
    titre: str
    url: str | None
    controle_le: date
    controle_par: str


def chemin_surcouche() -> Path:
    return ressources() / "calcul" / "surcouche.toml"


def empreinte(fichier: Path) -> str:
    """Le sha256 d'un fichier, en hexadécimal."""
    return hashlib.sha256(fichier.read_bytes()).hexdigest()


@cache
def lire(fichier: Path) -> tuple[Ligne, ...]:
    """Les lignes de la surcouche.

    Raises:
        GuichetError: une ligne sans source, sans date de contrôle ou mal formée.
    """
    contenu = tomllib.loads(fichier.read_text(encoding="utf-8"))
    return tuple(_ligne(rang, brut) for rang, brut in enumerate(contenu["parametre"], start=1))


def _ligne(rang: int, brut: dict[str, Any]) -> Ligne:
    try:
        return Ligne(
            chemin=brut["chemin"],
            valeur=float(brut["valeur"]),
            depuis=brut["from"],
            droits=tuple(brut["droits"]),
            verifie=brut["verified"],
            titre=brut["titre"],
            url=brut.get("url"),
            controle_le=brut["checked_on"],
            controle_par=brut["checked_by"],
        )
    except KeyError as absente:
        message = f"La ligne {rang} de la surcouche des barèmes n'a pas de champ {absente}."
        raise GuichetError(
            message, advice="Complétez resources/calcul/surcouche.toml."
        ) from absente


def appliquer(parametres: Noeud, lignes: Iterable[Ligne]) -> None:
    """Pose les lignes vérifiées sur l'arbre des paramètres du moteur."""
    from openfisca_core.periods import instant  # noqa: PLC0415 - lourd, dans l'ouvrier seulement

    for ligne in lignes:
        if ligne.verifie:
            trouver(parametres, ligne.chemin).update(
                start=instant(ligne.depuis.isoformat()), value=ligne.valeur
            )


def trouver(parametres: Noeud, chemin: str) -> Noeud:
    """Le paramètre désigné par des noms séparés par des points."""
    noeud = parametres
    for nom in chemin.split("."):
        if nom not in noeud.children:
            message = f"Le paramètre « {chemin} » n'existe pas dans le moteur."
            raise GuichetError(message, advice="Corrigez resources/calcul/surcouche.toml.")
        noeud = noeud.children[nom]
    return noeud
