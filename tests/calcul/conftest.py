"""Un seul chargement du moteur pour tous les tests du calcul."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from guichet.calcul import chargeur
from guichet.calcul.evaluation import Evaluateur
from guichet.calcul.openfisca import Systeme
from guichet.droits.contrat import lire_situation
from guichet.droits.situation import Situation

FOYERS = Path(__file__).resolve().parent.parent / "foyers"
AU = date(2026, 11, 20)


@pytest.fixture(scope="session")
def systeme() -> Systeme:
    return chargeur.charger()


@pytest.fixture(scope="session")
def evaluateur(systeme: Systeme) -> Evaluateur:
    return Evaluateur(systeme)


@pytest.fixture
def foyer() -> Callable[[str], Situation]:
    def lire(nom: str) -> Situation:
        contenu = json.loads((FOYERS / f"{nom}.json").read_text(encoding="utf-8"))
        return lire_situation(contenu, AU)

    return lire
