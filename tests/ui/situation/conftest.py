"""La page « Situation » montée comme dans l'application, sans base ni calcul."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from guichet.droits.contrat import lire_situation
from guichet.droits.situation import Situation

AU = date(2026, 11, 20)
FOYERS = Path(__file__).parents[2] / "foyers"


@pytest.fixture
def foyer() -> Callable[[str], Situation]:
    """Un des foyers d'essai, au 20 novembre 2026."""

    def lire(nom: str) -> Situation:
        return lire_situation(json.loads((FOYERS / f"{nom}.json").read_text("utf-8")), AU)

    return lire


@pytest.fixture
def nadia(foyer: Callable[[str], Situation]) -> Situation:
    return foyer("nadia")
