from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.parcours.construction import construire
from guichet.parcours.etape import Parcours
from guichet.parcours.frise_verticale import FriseVerticale, Texte, placer_vertical

from .etapes import AU, SEPARATION, etape, parcours
from .test_frise import mesure

CATALOGUE = load_catalogue(ressources())


def _placer(trace: Parcours, largeur: float = 516, titre_court: bool = False) -> FriseVerticale:
    return placer_vertical(
        trace,
        CATALOGUE.organismes,
        au=AU,
        largeur=largeur,
        mesure=mesure,
        titre_court=titre_court,
    )


def _textes(frise: FriseVerticale) -> list[Texte]:
    return [
        texte
        for periode in frise.periodes
        for texte in (*periode.textes, *(t for e in periode.entrees for t in e.textes))
    ]


def _bords(texte: Texte) -> tuple[float, float]:
    large = mesure(texte.texte, texte.taille, texte.gras)
    return (texte.x - large, texte.x) if texte.a_droite else (texte.x, texte.x + large)


def _verifier(frise: FriseVerticale) -> None:
    """Rien sous 10 points, rien hors de la feuille, rien l'un sur l'autre."""
    bas = 0.0
    for periode in frise.periodes:
        assert periode.y >= bas
        bas = periode.y
        for entree in periode.entrees:
            assert entree.y >= bas - 0.001
            bas = entree.y + entree.hauteur
            for texte in entree.textes:
                assert entree.y < texte.y < bas
        assert bas <= periode.y + periode.hauteur + 0.001
        bas = periode.y + periode.hauteur
    assert frise.hauteur == pytest.approx(bas)
    textes = _textes(frise)
    for rang, un in enumerate(textes):
        gauche, droite = _bords(un)
        assert un.taille >= 10
        assert gauche >= 0
        assert droite <= frise.largeur
        for autre in textes[rang + 1 :]:
            if abs(un.y - autre.y) < un.taille:
                debut, fin = _bords(autre)
                assert droite <= debut or fin <= gauche, (un, autre)


@pytest.mark.parametrize("moment", sorted(CATALOGUE.moments))
@pytest.mark.parametrize("titre_court", [False, True])
def test_les_15_moments_tiennent_sur_la_feuille(moment: str, titre_court: bool) -> None:
    for evenement in (SEPARATION, date(2026, 6, 30), date(2027, 9, 1)):
        trace = construire(
            CATALOGUE.moments[moment],
            evenement=evenement,
            faits={},
            au=AU,
            droits=CATALOGUE.droits,
        )
        frise = _placer(trace, titre_court=titre_court)
        _verifier(frise)
        assert [e.etape.id for p in frise.periodes for e in p.entrees] == [
            e.id for e in trace.etapes
        ]


def test_une_entree_dit_le_titre_l_organisme_l_echeance_et_la_condition() -> None:
    frise = _placer(parcours(etape(concerne="a_verifier", condition="si vous êtes locataire")))

    roles = {t.role: t.texte for t in _textes(frise)}
    assert roles == {
        "periode": "Maintenant",
        "titre": "Déclarer la séparation à la Caf",
        "organisme": "Caf",
        "condition": "si vous êtes locataire",
        "echeance": "avant le 2\u00a0déc.",
    }
    assert frise.periodes[0].entrees[0].groupe == "caf"


def test_un_titre_long_se_coupe_et_l_organisme_passe_dessous() -> None:
    longue = etape(titre="Mettre à jour " * 12 + "fin", organismes=("cpam",))

    frise = _placer(parcours(longue))

    _verifier(frise)
    lignes = [t.texte for t in _textes(frise) if t.role == "titre"]
    assert " ".join(lignes) == longue.titre
    assert len(lignes) > 2


def test_une_echeance_trop_longue_se_raccourcit_sans_changer_de_sens() -> None:
    longue = etape(
        type="conseillee",
        delai_verifie=False,
        debut=date(2027, 4, 2),
        date_sure=date(2028, 6, 2),
    )

    dites = [t.texte for t in _textes(_placer(parcours(longue))) if t.role == "echeance"]

    assert [dite.replace("\u00a0", " ") for dite in dites] == ["conseillé avant le 2 juin 2028"]


def test_un_delai_sans_date_reste_entier() -> None:
    delai = "12\u00a0mois après la fin des indemnités journalières"
    longue = etape(type="conseillee", delai_verifie=False, date_sure=None, delai=delai)

    dites = [t.texte for t in _textes(_placer(parcours(longue))) if t.role == "echeance"]

    assert len(dites) == 2
    assert " ".join(dites) == delai


def test_un_parcours_vide_ne_prend_pas_de_place() -> None:
    assert (_placer(parcours()).hauteur, _placer(parcours()).periodes) == (0, ())


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2036, 1, 1))),
            st.integers(1, 30),
            st.booleans(),
        ),
        max_size=60,
    )
)
def test_soixante_etapes_quelconques_tiennent_sur_la_feuille(
    quelconques: list[tuple[date | None, int, bool]],
) -> None:
    etapes = [
        etape(
            id=f"e{rang}",
            date_sure=jour,
            titre=" ".join(["démarche"] * mots),
            concerne="a_verifier" if doute else "oui",
            condition="si vous avez une bourse sur critères sociaux" if doute else None,
        )
        for rang, (jour, mots, doute) in enumerate(quelconques)
    ]

    _verifier(_placer(parcours(*etapes)))
