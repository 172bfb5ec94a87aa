"""De quand date le barème de chaque droit, et s'il devrait déjà avoir changé.

``resources/calcul/calendrier.toml`` dit, par droit, les paramètres lus et, pour chacun, le
jour de l'année où une nouvelle valeur est attendue.
"""

import importlib.metadata
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from guichet.calcul import surcouche
from guichet.calcul.openfisca import Noeud, Systeme
from guichet.catalogue.chemins import ressources
from guichet.droits.moteur import VersionBaremes


@dataclass(frozen=True, slots=True)
class Echeance:
    """``jour`` : (mois, jour) où une nouvelle valeur du paramètre est attendue chaque année."""

    chemin: str
    jour: tuple[int, int]

    def attendue(self, au: date) -> date:
        """La dernière revalorisation attendue à la date ``au``."""
        cette_annee = date(au.year, *self.jour)
        return cette_annee if cette_annee <= au else date(au.year - 1, *self.jour)


@cache
def echeances() -> dict[str, tuple[Echeance, ...]]:
    """Les paramètres à surveiller, par identifiant de droit."""
    fichier = ressources() / "calcul" / "calendrier.toml"
    contenu = tomllib.loads(fichier.read_text(encoding="utf-8"))
    return {brut["id"]: tuple(_echeances(brut["parametres"])) for brut in contenu["droit"]}


def _echeances(parametres: dict[str, list[str]]) -> Iterator[Echeance]:
    for texte, chemins in parametres.items():
        mois, jour = texte.split("-")
        for chemin in chemins:
            yield Echeance(chemin, (int(mois), int(jour)))


def date_bareme(systeme: Systeme, droit: str, au: date) -> date:
    """La date d'effet la plus récente, à la date ``au``, des paramètres du droit."""
    return max(
        _derniere(surcouche.trouver(systeme.parameters, echeance.chemin), au)
        for echeance in echeances()[droit]
    )


def _derniere(parametre: Noeud, au: date) -> date:
    tranches = getattr(parametre, "brackets", None)
    if tranches is not None:
        return max(
            _derniere(enfant, au) for tranche in tranches for enfant in tranche.children.values()
        )
    dates = [date.fromisoformat(valeur.instant_str) for valeur in parametre.values_list]
    return max((jour for jour in dates if jour <= au), default=date.min)


def date_perimee(systeme: Systeme, droit: str, au: date) -> date | None:
    """La date de la plus vieille valeur dépassée, ou ``None`` si rien ne manque."""
    depassees = [
        derniere
        for echeance in echeances()[droit]
        if (derniere := _derniere(surcouche.trouver(systeme.parameters, echeance.chemin), au))
        < echeance.attendue(au)
    ]
    return min(depassees, default=None)


def versions(systeme: Systeme, au: date) -> VersionBaremes:
    """Les dates affichées à côté des montants."""
    lignes = surcouche.lire(surcouche.chemin_surcouche())
    return VersionBaremes(
        openfisca_france=importlib.metadata.version("openfisca-france"),
        complements=max(ligne.controle_le for ligne in lignes),
        dates={droit: date_bareme(systeme, droit, au) for droit in echeances()},
    )
