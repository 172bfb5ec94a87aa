import contextlib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.errors import EntreeRefusee
from guichet.parcours.conditions import LONGUEUR_MAX, analyser, evaluer, faits_de, simplifier


def test_toujours_est_vrai_sans_rien_savoir() -> None:
    assert evaluer("toujours", {}) is True


@pytest.mark.parametrize(
    ("texte", "faits", "attendu"),
    [
        ("locataire", {"locataire": True}, True),
        ("locataire", {}, None),
        ("not locataire", {"locataire": False}, True),
        ("not locataire", {}, None),
        ("not not locataire", {"locataire": True}, True),
        ("marie or pacse", {"marie": False}, None),
        ("marie or pacse", {"pacse": True}, True),
        ("marie or pacse", {"marie": False, "pacse": False}, False),
        ("marie and pacse", {"marie": False}, False),
        ("marie and pacse", {"marie": True}, None),
        ("a or b and c", {"a": True, "b": False, "c": False}, True),
        ("(a or b) and c", {"a": True, "b": False, "c": False}, False),
        ("not a and b", {"a": False, "b": True}, True),
        ("age >= 60", {"age": 60}, True),
        ("age < 55", {"age": 55}, False),
        ("age <= 55", {"age": Decimal("55.5")}, False),
        ("age != 3", {"age": 3}, False),
        ("age == 3", {"age": 3}, True),
        ("age > -1.5", {"age": 0}, True),
        ("enfants_a_charge >= 1", {}, None),
        ('jour >= "2026-01-01"', {"jour": date(2026, 1, 1)}, True),
        ('jour < "2026-01-01"', {"jour": date(2026, 1, 1)}, False),
        ("toujours or a", {}, True),
    ],
)
def test_une_condition_vaut_vrai_faux_ou_inconnu(
    texte: str, faits: dict[str, Any], attendu: bool | None
) -> None:
    assert evaluer(texte, faits) is attendu


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "   ",
        "a b",
        "a and",
        "or a",
        "not",
        "(a",
        "a)",
        "()",
        "age >=",
        "age >= douze",
        "age >= b",
        "60 <= age",
        "age = 60",
        'jour >= "2026-13-01"',
        "jour >= 2026-01-01",
        "age >= 1.2.3",
        "age >= 12a",
        "a.b",
        "f(a)",
        "a && b",
        "__import__('os')",
        "a; b",
        "and and and",
        "toujours >= 3",
    ],
)
def test_une_expression_mal_ecrite_est_refusee(texte: str) -> None:
    with pytest.raises(EntreeRefusee, match="Condition refusée"):
        analyser(texte)


def test_une_expression_trop_longue_ou_trop_imbriquee_est_refusee() -> None:
    with pytest.raises(EntreeRefusee, match="caractères"):
        analyser("a or " * LONGUEUR_MAX + "a")
    with pytest.raises(EntreeRefusee, match="imbriquée"):
        analyser("not " * 60 + "a")
    with pytest.raises(EntreeRefusee, match="imbriquée"):
        analyser("(" * 60 + "a" + ")" * 60)
    assert evaluer(" or ".join(["a"] * 60), {"a": True}) is True


@pytest.mark.parametrize(
    ("texte", "valeur"),
    [
        ("a", 3),
        ("a", date(2026, 1, 1)),
        ("a >= 1", True),
        ("a >= 1", date(2026, 1, 1)),
        ('a >= "2026-01-01"', 3),
    ],
)
def test_un_fait_d_un_autre_genre_est_refuse(texte: str, valeur: Any) -> None:  # noqa: ANN401 - justement
    with pytest.raises(EntreeRefusee, match="on attend"):
        evaluer(texte, {"a": valeur})


def test_les_faits_d_une_expression_sont_nommes_une_fois() -> None:
    texte = "not a and (b >= 2 or a) and toujours"

    assert faits_de(texte) == ("a", "b")
    assert faits_de("toujours") == ()


def test_les_faits_connus_disparaissent_de_ce_qui_reste_a_savoir() -> None:
    condition = analyser("garde and enfants >= 2 and (marie or pacse)")

    assert simplifier(condition, {"enfants": 2, "marie": True}) == analyser("garde")
    assert simplifier(condition, {"garde": True}) == analyser("enfants >= 2 and (marie or pacse)")


_NOMS = ("a", "b", "c")
_EXPRESSIONS = st.recursive(
    st.sampled_from([*_NOMS, "toujours"]),
    lambda enfants: st.one_of(
        enfants.map(lambda e: f"not ({e})"),
        st.tuples(enfants, enfants).map(lambda p: f"({p[0]}) and ({p[1]})"),
        st.tuples(enfants, enfants).map(lambda p: f"({p[0]}) or ({p[1]})"),
    ),
    max_leaves=8,
)
_CONNUS = st.dictionaries(st.sampled_from(_NOMS), st.booleans())


def _python(texte: str, faits: dict[str, bool]) -> bool:
    """L'oracle : Python lui-même, sur nos propres expressions."""
    return bool(eval(texte, {"__builtins__": {}}, {"toujours": True, **faits}))  # noqa: S307


@given(_EXPRESSIONS, st.fixed_dictionaries(dict.fromkeys(_NOMS, st.booleans())))
def test_tout_connu_la_condition_vaut_ce_que_dit_python(texte: str, faits: dict[str, bool]) -> None:
    assert evaluer(texte, faits) is _python(texte, faits)


@given(_EXPRESSIONS, _CONNUS, st.fixed_dictionaries(dict.fromkeys(_NOMS, st.booleans())))
def test_apprendre_un_fait_ne_contredit_jamais_une_reponse(
    texte: str, connus: dict[str, bool], reste: dict[str, bool]
) -> None:
    avant = evaluer(texte, connus)

    if avant is not None:
        assert evaluer(texte, {**reste, **connus}) is avant


@given(st.text(max_size=80))
def test_un_texte_quelconque_est_lu_ou_refuse(texte: str) -> None:
    with contextlib.suppress(EntreeRefusee):
        assert all(nom.isidentifier() for nom in faits_de(texte))
