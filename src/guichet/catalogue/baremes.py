"""Les montants légaux dont Guichet a besoin hors du moteur, datés et sourcés.

Un fichier TOML par barème dans ``resources/baremes`` ; les nombres restent décimaux.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeAlias

from guichet.catalogue.chemins import ressources
from guichet.errors import GuichetError

Euros: TypeAlias = Decimal
COMMUNE_PAR_ZONE = {1: "92050", 2: "44109", 3: "15014"}  # Nanterre, Nantes, Aurillac


class BaremeAbsent(GuichetError):
    """Aucune valeur connue à cette date, ou fichier illisible."""

    advice = "Installez la dernière version de Guichet : un barème y manque."


@dataclass(frozen=True, slots=True, kw_only=True)
class Valeur:
    """Un montant et ce qui le prouve. ``verifie`` faux : calculé ou lu une seule fois."""

    depuis: date
    montant: Euros
    source: str
    url: str | None = None
    verifie: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bareme:
    """Les valeurs successives d'un même paramètre, de la plus ancienne à la plus récente."""

    nom: str
    unite: str
    valeurs: tuple[Valeur, ...]

    def au(self, jour: date) -> Valeur:
        """La valeur en vigueur ce jour-là.

        Raises:
            BaremeAbsent: le jour précède la première valeur connue.
        """
        rang = bisect_right(self.valeurs, jour, key=lambda valeur: valeur.depuis)
        if rang == 0:
            raise BaremeAbsent(f"Aucun montant connu pour « {self.nom} » au {jour:%d/%m/%Y}.")
        return self.valeurs[rang - 1]

    def vers(self, jour: date) -> Valeur:
        """La valeur en vigueur, à défaut la première connue : pour un ordre de grandeur."""
        return self.valeurs[0] if jour < self.valeurs[0].depuis else self.au(jour)


Baremes: TypeAlias = Mapping[str, Bareme]


def load_bareme(path: Path) -> Bareme:
    """Lit un barème ; l'ordre du fichier importe peu.

    Raises:
        BaremeAbsent: fichier absent, illisible ou incomplet.
    """
    try:
        with path.open("rb") as stream:
            content = tomllib.load(stream, parse_float=Decimal)
        valeurs = [Valeur(**valeur) for valeur in content["valeurs"]]
        return Bareme(
            nom=content["nom"],
            unite=content["unite"],
            valeurs=tuple(sorted(valeurs, key=lambda valeur: valeur.depuis)),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BaremeAbsent(f"Le barème « {path.name} » ne se lit pas.") from error


@cache
def load_baremes(dossier: Path | None = None) -> Baremes:
    """Tous les barèmes du dossier (``resources/baremes`` par défaut), par nom de fichier."""
    racine = dossier or ressources() / "baremes"
    return {path.stem: load_bareme(path) for path in sorted(racine.glob("*.toml"))}


def zone_loyer(commune: str) -> int:
    """La zone (1, 2 ou 3) des aides au logement ; 3 pour une commune absente de la table."""
    return _zones().get(commune, 3)


@cache
def _zones() -> Mapping[str, int]:
    with (ressources() / "zones_loyer.toml").open("rb") as stream:
        table = tomllib.load(stream)
    return {commune: zone for zone in (1, 2) for commune in table[f"zone_{zone}"]}
