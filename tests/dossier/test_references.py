import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.dossier import references


def test_une_reference_tiree_se_relit() -> None:
    tirees = {references.tirer() for _ in range(200)}
    assert len(tirees) == 200
    for reference in tirees:
        assert re.fullmatch(r"[2-9A-Y]{4}-[2-9A-Y]{3}", reference)
        assert references.lire(f" {reference.lower().replace('-', '')} ") == reference


def test_l_alphabet_n_a_rien_d_ambigu() -> None:
    assert not set("01ILOUBSZ") & set(references.ALPHABET)
    assert len(set(references.ALPHABET)) == 27


@pytest.mark.parametrize("texte", ["7K3F-2QX", "7k3f2qx", "7K3F 2QX", "7K3F-ZQX"])
def test_la_reference_se_lit_comme_on_la_dicte(texte: str) -> None:
    assert references.lire(texte) == "7K3F-2QX"


@pytest.mark.parametrize("texte", ["", "7K3F", "7K3F-2Q0", "Nadia", "10/03/1990", "7K3F-2QXX"])
def test_autre_chose_n_est_pas_une_reference(texte: str) -> None:
    assert references.lire(texte) is None


@given(st.text(max_size=12))
def test_aucun_texte_ne_fait_tomber_la_lecture(texte: str) -> None:
    lue = references.lire(texte)
    assert lue is None or references.lire(lue) == lue
