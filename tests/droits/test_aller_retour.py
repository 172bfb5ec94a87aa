import copy
import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from guichet.catalogue.schemas import verifier
from guichet.droits.contrat import ecrire_situation, lire_situation
from guichet.droits.situation import Situation


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_une_situation_ecrite_se_relit_a_l_identique(
    foyers: st.SearchStrategy[Situation], data: st.DataObject
) -> None:
    situation = data.draw(foyers)

    texte = json.dumps(ecrire_situation(situation), ensure_ascii=False, allow_nan=False)
    relue = lire_situation(json.loads(texte), date(2000, 1, 1))

    assert relue == situation
    assert ecrire_situation(relue) == json.loads(texte)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_lire_ne_modifie_pas_l_objet_recu(
    foyers: st.SearchStrategy[Situation], data: st.DataObject
) -> None:
    objet = ecrire_situation(data.draw(foyers))
    copie = copy.deepcopy(objet)

    lire_situation(objet, date(2026, 1, 1))
    verifier(objet, "situation")

    assert objet == copie
