"""Les jetons visuels de ``resources/tokens.toml`` : seule source des couleurs et tailles."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from guichet.catalogue.chemins import ressources


@dataclass(frozen=True, slots=True)
class Teinte:
    """Les trois couleurs d'un groupe d'organismes : pastille, icône dessus, bande de la frise."""

    fort: str
    sur: str
    fond: str


@dataclass(frozen=True, slots=True)
class NomOrganisme:
    nom: str
    sigle: str
    icone: str


@dataclass(frozen=True, slots=True)
class Style:
    """``taille`` en pixels logiques, ``interligne`` en multiple de la taille."""

    taille: int
    interligne: float
    graisse: int


@dataclass(frozen=True, slots=True)
class Jetons:
    """``couleurs`` et ``teintes`` : ``clair`` ou ``sombre``, puis la clé de ``tokens.toml``."""

    version: str
    couleurs: Mapping[str, Mapping[str, str]]
    teintes: Mapping[str, Mapping[str, Teinte]]
    organismes: Mapping[str, NomOrganisme]
    statuts: Mapping[str, Mapping[str, str]]
    echeances: Mapping[str, Mapping[str, Any]]
    styles: Mapping[str, Style]
    tailles: Mapping[str, Any]
    rayons: Mapping[str, int]
    espaces: Mapping[str, Any]
    seuils: Mapping[str, int]
    mouvement: Mapping[str, int]
    voile: Mapping[str, Any]
    famille: str


def load_jetons(chemin: Path) -> Jetons:
    """Lit ``tokens.toml`` ; une clé absente est un défaut du programme (``KeyError``)."""
    brut = tomllib.loads(chemin.read_text(encoding="utf-8"))
    return Jetons(
        version=brut["version"],
        couleurs=brut["couleurs"],
        teintes={theme: _teintes(brut["organismes"][theme]) for theme in ("clair", "sombre")},
        organismes={cle: NomOrganisme(**nom) for cle, nom in brut["organismes"]["noms"].items()},
        statuts=brut["statuts"],
        echeances=brut["echeances"],
        styles=_styles(brut["texte"]),
        tailles=brut["tailles"],
        rayons=brut["rayons"],
        espaces=brut["espaces"],
        seuils=brut["seuils"],
        mouvement=brut["mouvement"],
        voile=brut["elevation"]["voile"],
        famille=brut["police"]["famille"],
    )


@cache
def jetons() -> Jetons:
    """Les jetons du programme, lus une fois."""
    return load_jetons(ressources() / "tokens.toml")


def _teintes(brut: Mapping[str, Mapping[str, str]]) -> Mapping[str, Teinte]:
    return MappingProxyType({cle: Teinte(**teinte) for cle, teinte in brut.items()})


def _styles(texte: Mapping[str, Any]) -> Mapping[str, Style]:
    """``corps`` pour le conseiller, ``usager.corps`` pour l'écran tourné."""
    agent = {cle: Style(**style) for cle, style in texte["agent"].items()}
    usager = {
        f"usager.{cle}": Style(**style)
        for cle, style in texte["usager"].items()
        if isinstance(style, dict)
    }
    return MappingProxyType(agent | usager)
