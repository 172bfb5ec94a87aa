"""Les couleurs et les tailles du papier, lues dans ``resources/tokens.toml`` comme l'écran."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm

from guichet.catalogue.chemins import ressources

MARGE_COTE = 14 * mm
MARGE_HAUT = 13 * mm
MARGE_BAS = 15 * mm
_GROUPE_INCONNU = "autre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tailles:
    """En points ; ``interligne`` multiplie la taille."""

    corps: float
    secondaire: float
    pied: float
    section: float
    titre: float
    interligne: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pastille:
    """Ce qui signale une famille d'organismes : toujours à côté de son nom écrit."""

    fort: Color
    sur: Color
    icone: str


def couleur(cle: str) -> Color:
    """Une couleur du thème clair : le papier est toujours clair."""
    return HexColor(_jetons()["couleurs"]["clair"][cle])


def tailles() -> Tailles:
    return Tailles(**_jetons()["texte"]["papier"]["standard"])


def pastille(groupe: str) -> Pastille:
    teintes, noms = _jetons()["organismes"]["clair"], _jetons()["organismes"]["noms"]
    cle = groupe if groupe in teintes else _GROUPE_INCONNU
    return Pastille(
        fort=HexColor(teintes[cle]["fort"]),
        sur=HexColor(teintes[cle]["sur"]),
        icone=noms[cle]["icone"],
    )


@cache
def _jetons() -> dict[str, Any]:
    return tomllib.loads((ressources() / "tokens.toml").read_text("utf-8"))
