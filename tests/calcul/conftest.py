"""Un seul chargement du moteur pour tous les tests du calcul."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from guichet.calcul import chargeur
from guichet.calcul.evaluation import Evaluateur
from guichet.calcul.openfisca import Systeme
from guichet.droits.contrat import lire_situation
from guichet.droits.moteur import Chiffre
from guichet.droits.situation import Situation

FOYERS = Path(__file__).resolve().parent.parent / "foyers"
AU = date(2026, 11, 20)
Objet: TypeAlias = dict[str, object]


@pytest.fixture(scope="session")
def systeme() -> Systeme:
    return chargeur.charger()


@pytest.fixture(scope="session")
def evaluateur(systeme: Systeme) -> Evaluateur:
    return Evaluateur(systeme)


@pytest.fixture(scope="session")
def noms_des_foyers() -> tuple[str, ...]:
    return tuple(sorted(fichier.stem for fichier in FOYERS.glob("*.json")))


@pytest.fixture(scope="session")
def foyer() -> Callable[[str], Situation]:
    """Un foyer de ``tests/foyers``."""

    def lire(nom: str) -> Situation:
        contenu = json.loads((FOYERS / f"{nom}.json").read_text(encoding="utf-8"))
        return lire_situation(contenu, AU)

    return lire


@pytest.fixture(scope="session")
def situation() -> Callable[..., Situation]:
    """Un adulte seul, sans rien ; les arguments nommés changent le foyer ou la personne.

    ``personne`` : champs du demandeur ; ``autres`` : personnes ajoutées ; le reste : champs
    du foyer.
    """

    def composer(
        *, personne: Objet | None = None, autres: tuple[Objet, ...] = (), **champs: object
    ) -> Situation:
        demandeur: Objet = {
            "id": "p1",
            "role": "demandeur",
            "date_naissance": "1986-04-12",
            "nationalite": "francaise",
            "activite": "autre",
            "handicap": False,
            "grossesse": False,
            "inapte_travail": False,
            "ressources": [],
        }
        foyer: Objet = {
            "version": 1,
            "au": "2026-11-20",
            "couple": False,
            "isole_depuis": False,
            "veuf_depuis": False,
            "logement": {"commune": "44109", "statut": "sans_domicile"},
            "epargne": 0,
            "aides_percues": [],
        }
        personnes = [demandeur | (personne or {}), *autres]
        return lire_situation(foyer | {"personnes": personnes} | champs, AU)

    return composer


@pytest.fixture(scope="session")
def chiffrer(
    evaluateur: Evaluateur, situation: Callable[..., Situation]
) -> Callable[..., Mapping[str, Chiffre]]:
    """Les chiffres du foyer composé par ``situation``."""

    def calculer(**champs: object) -> Mapping[str, Chiffre]:
        (chiffres,) = evaluateur.evaluer([situation(**champs)])
        return chiffres

    return calculer
