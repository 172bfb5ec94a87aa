"""Le contenu tel que lu, avant d'être contrôlé puis assemblé."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Contenu: TypeAlias = Mapping[str, Any]
"""Chemin dans ``resources/`` (``droits.yaml``, ``moments/retraite.yaml``) → objet lu."""

_MOT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVES = {"and", "or", "not", "toujours"}


def moments(contenu: Contenu) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((nom, objet) for nom, objet in contenu.items() if nom.startswith("moments/"))


def conditions(contenu: Contenu) -> Iterator[tuple[str, str, str]]:
    """Toutes les conditions écrites : fichier, endroit, texte."""
    for fichier, moment in moments(contenu):
        for etape in moment["etapes"]:
            yield fichier, f"{etape['id']}.condition", etape["condition"]
            for cas in etape["echeance"].get("cas_particuliers", ()):
                yield fichier, f"{etape['id']}.echeance.cas_particuliers", cas["condition"]


def faits_cites(condition: str) -> tuple[str, ...]:
    """Les noms de faits d'une condition, dans l'ordre de lecture."""
    nue = re.sub(r'"[^"]*"', "", condition)
    return tuple(dict.fromkeys(mot for mot in _MOT.findall(nue) if mot not in _RESERVES))
