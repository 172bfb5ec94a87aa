"""Des foyers décrits en deux lignes."""

# ruff: noqa: ANN401 - chaque test ne donne que les réponses qui comptent pour lui

from datetime import date
from decimal import Decimal
from typing import Any

from guichet.droits.situation import AidePercue, Mois, Personne, Ressource, Situation

from .etapes import AU


def personne(identifiant: str = "p1", **champs: Any) -> Personne:
    """Une demandeuse de 36 ans dont on ne sait rien d'autre."""
    return Personne(
        **{
            "id": identifiant,
            "role": "demandeur",
            "date_naissance": date(1990, 3, 10),
            **champs,
        }
    )


def enfant(identifiant: str = "e1", naissance: date = date(2018, 5, 2), **champs: Any) -> Personne:
    return personne(identifiant, role="enfant", date_naissance=naissance, **champs)


def situation(*personnes: Personne, **champs: Any) -> Situation:
    return Situation(au=AU, personnes=personnes or (personne(),), **champs)


def ressource(genre: Any, montant: int = 1000, **champs: Any) -> Ressource:
    return Ressource(type=genre, montant=Decimal(montant), **{"du": Mois(2024, 1), **champs})


def aide(droit: str, **champs: Any) -> AidePercue:
    return AidePercue(droit=droit, montant=Decimal(100), **{"du": Mois(2026, 1), **champs})
