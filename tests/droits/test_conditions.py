import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.droits import conditions as c
from guichet.droits.conditions import Fait
from guichet.droits.situation import Personne, Situation

FAITS = st.sampled_from([Fait(True), Fait(False), Fait(None, ("a",)), Fait(None, ("b",))])


@pytest.mark.parametrize(
    ("un", "autre", "ou", "et"),
    [
        (True, True, True, True),
        (True, False, True, False),
        (False, False, False, False),
        (None, True, True, None),
        (None, False, None, False),
        (None, None, None, None),
    ],
)
def test_la_logique_a_trois_valeurs(
    un: bool | None, autre: bool | None, ou: bool | None, et: bool | None
) -> None:
    for gauche, droite in ((un, autre), (autre, un)):
        assert (Fait(gauche) | Fait(droite)).vrai is ou
        assert (Fait(gauche) & Fait(droite)).vrai is et


@given(FAITS, FAITS)
def test_seul_un_inconnu_garde_des_chemins(un: Fait, autre: Fait) -> None:
    for fait in (un | autre, un & autre):
        assert bool(fait.chemins) == (fait.vrai is None)


def test_deux_inconnus_gardent_chaque_chemin_une_fois() -> None:
    fait = Fait(None, ("a", "b")) & Fait(None, ("b", "c"))

    assert fait == Fait(None, ("a", "b", "c"))


def test_les_conditions_se_combinent(inconnu: Situation) -> None:
    def vrai(_personne: Personne, _situation: Situation) -> Fait:
        return Fait(True)

    un_enfant, un_adulte = c.un_enfant(vrai), c.un_adulte(vrai)

    assert c.tout(un_enfant, un_adulte)(inconnu).vrai is True
    assert c.tout(un_enfant, c.sauf(un_adulte))(inconnu).vrai is False
    assert c.soit(c.sauf(un_enfant), un_adulte)(inconnu).vrai is True
    assert c.sauf(c.veuf)(inconnu) == Fait(None, ("veuf_depuis",))
