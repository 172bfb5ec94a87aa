"""De quand date le barème de chaque droit, et s'il devrait déjà avoir changé.

``resources/calcul/calendrier.toml`` dit, par droit, les paramètres lus et le jour de
l'année où une nouvelle valeur est attendue.
"""

import importlib.metadata
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from guichet.calcul import surcouche
from guichet.calcul.openfisca import Noeud, Systeme
from guichet.catalogue.chemins import ressources
from guichet.droits.moteur import VersionBaremes


@dataclass(frozen=True, slots=True, kw_only=True)
class Echeance:
    """``revalorise_le`` : (mois, jour) où une nouvelle valeur est attendue chaque année."""

    droit: str
    parametres: tuple[str, ...]
    revalorise_le: tuple[int, int]

    def attendue(self, au: date) -> date:
        """La dernière revalorisation attendue à la date ``au``."""
        mois, jour = self.revalorise_le
        cette_annee = date(au.year, mois, jour)
        return cette_annee if cette_annee <= au else date(au.year - 1, mois, jour)


@cache
def echeances() -> dict[str, Echeance]:
    """Par identifiant de droit."""
    fichier = ressources() / "calcul" / "calendrier.toml"
    contenu = tomllib.loads(fichier.read_text(encoding="utf-8"))
    return {brut["id"]: _echeance(brut) for brut in contenu["droit"]}


def _echeance(brut: dict[str, Any]) -> Echeance:
    mois, jour = brut["revalorise_le"].split("-")
    return Echeance(
        droit=brut["id"],
        parametres=tuple(brut["parametres"]),
        revalorise_le=(int(mois), int(jour)),
    )


def date_bareme(systeme: Systeme, droit: str, au: date) -> date:
    """La date d'effet la plus récente, à la date ``au``, des paramètres du droit."""
    return max(
        _derniere(surcouche.trouver(systeme.parameters, chemin), au)
        for chemin in echeances()[droit].parametres
    )


def _derniere(parametre: Noeud, au: date) -> date:
    tranches = getattr(parametre, "brackets", None)
    if tranches is not None:
        return max(
            _derniere(enfant, au) for tranche in tranches for enfant in tranche.children.values()
        )
    dates = [date.fromisoformat(valeur.instant_str) for valeur in parametre.values_list]
    return max((jour for jour in dates if jour <= au), default=date.min)


def perime(systeme: Systeme, droit: str, au: date) -> bool:
    """Vrai si une revalorisation attendue manque."""
    return date_bareme(systeme, droit, au) < echeances()[droit].attendue(au)


def versions(systeme: Systeme, au: date) -> VersionBaremes:
    """Les dates affichées à côté des montants."""
    lignes = surcouche.lire(surcouche.chemin_surcouche())
    return VersionBaremes(
        openfisca_france=importlib.metadata.version("openfisca-france"),
        complements=max(ligne.controle_le for ligne in lignes),
        dates={droit: date_bareme(systeme, droit, au) for droit in echeances()},
    )
