from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.droits.essais import connu

from guichet.droits.situation import (
    Inconnu,
    Situation,
)
from guichet.droits.variantes import NOMBRE_MAX, Variante, inconnues, variantes


def test_une_situation_entierement_connue_n_a_qu_une_variante(inconnu: Situation) -> None:
    situation = connu(inconnu)

    assert variantes(situation) == (Variante(situation=situation),)


def test_les_extremes_changent_tout_a_la_fois(inconnu: Situation) -> None:
    _, *extremes = variantes(inconnu)[:3]
    haut, bas = sorted(extremes, key=lambda essai: str(essai.situation.epargne))

    assert haut.situation.epargne == 0
    assert haut.situation.demandeur.handicap is not False
    assert bas.situation.epargne == 40_000
    assert bas.situation.demandeur.nationalite == "hors_ue"
    assert len(bas.changes) > 5


def grand_foyer(inconnu: Situation) -> Situation:
    p1, e1 = inconnu.personnes
    return replace(inconnu, personnes=(p1, *(replace(e1, id=f"e{rang}") for rang in range(11))))


def test_jamais_plus_de_60_variantes_et_les_bornes_d_abord(inconnu: Situation) -> None:
    essais = variantes(grand_foyer(inconnu))

    assert len(essais) == NOMBRE_MAX == 60
    assert {essai.changes for essai in essais} >= {("epargne",), ("logement.statut",)}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_les_variantes_n_inventent_personne_et_ne_changent_que_l_inconnu(
    foyers: st.SearchStrategy[Situation], data: st.DataObject
) -> None:
    situation = data.draw(foyers)
    essais = variantes(situation)

    assert 1 <= len(essais) <= NOMBRE_MAX
    assert essais[0].changes == ()
    assert len({essai.changes for essai in essais[3:]}) <= len(essais)
    for essai in essais:
        assert [p.id for p in essai.situation.personnes] == [p.id for p in situation.personnes]
        _garde_les_reponses(situation, essai.situation)
        assert inconnues_restantes(essai.situation) <= {"revenus_annuels"}


def _garde_les_reponses(avant: Situation, apres: Situation) -> None:
    for champ in ("couple", "isole_depuis", "epargne", "mutuelle", "veuf_depuis"):
        if not isinstance(getattr(avant, champ), Inconnu):
            assert getattr(apres, champ) == getattr(avant, champ)
    for ancienne, nouvelle in zip(avant.personnes, apres.personnes, strict=True):
        for champ in ("nationalite", "activite", "inapte_travail", "boursier", "garde", "regime"):
            reponse = getattr(ancienne, champ)
            if not isinstance(reponse, Inconnu):
                assert getattr(nouvelle, champ) == reponse


def inconnues_restantes(situation: Situation) -> set[str]:
    """Ce qui manquerait encore ; « environ » n'est pas un manque, il reste marqué."""
    return {
        inconnue.chemin
        for inconnue in inconnues(situation)
        if ".ressources." not in inconnue.chemin
    }
