"""Les espaces insécables du français."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.catalogue.typographie import espacer, espacer_partout


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("Quand ? 1 150 €", "Quand\u00a0? 1\u00a0150\u00a0€"),
        ("« Caf » : oui", "«\u00a0Caf\u00a0»\u00a0: oui"),
        ("203 100 € et 60 %", "203\u00a0100\u00a0€ et 60\u00a0%"),
        ("depuis 2026 123 personnes", "depuis 2026\u00a0123 personnes"),
        ("1 234 567,89 €", "1\u00a0234\u00a0567,89\u00a0€"),
        ("de 18 à 25 ans ; 1 enfant", "de 18 à 25 ans\u00a0; 1 enfant"),
        ("https://caf.fr", "https://caf.fr"),
    ],
)
def test_les_espaces_qui_ne_coupent_pas(ecrit: str, lu: str) -> None:
    assert espacer(ecrit) == lu


@given(st.text(max_size=60))
def test_espacer_ne_change_que_des_espaces_et_une_seule_fois(texte: str) -> None:
    espace = espacer(texte)
    assert espace.replace("\u00a0", " ") == texte.replace("\u00a0", " ")
    assert espacer(espace) == espace


def test_les_identifiants_et_les_numeros_restent_nus() -> None:
    arbre = {"id": "a : b", "condition": "x : y", "titre": "a : b", "liste": ["1 000 €", 3, None]}
    assert espacer_partout(arbre) == {
        "id": "a : b",
        "condition": "x : y",
        "titre": "a\u00a0: b",
        "liste": ["1\u00a0000\u00a0€", 3, None],
    }
