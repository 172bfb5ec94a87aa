from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.errors import EntreeRefusee
from guichet.parcours.age import age_legal, anniversaire
from guichet.parcours.dates import dater, dater_expression, dates_de_l_evenement

from .etapes import SEPARATION, moment
from .foyer import personne


def test_l_evenement_donne_ses_dates() -> None:
    assert dates_de_l_evenement(moment(), SEPARATION) == {
        "date_separation": SEPARATION,
        "1er_avril_annee_suivante": date(2027, 4, 1),
        "31_decembre_annee_creation": date(2026, 12, 31),
    }


def test_une_creation_d_entreprise_commence_le_jour_de_l_evenement() -> None:
    creation = moment(id="creation-entreprise", reference="date_creation")

    assert dates_de_l_evenement(creation, SEPARATION)["date_debut_activite"] == SEPARATION


def test_une_reference_est_fixe_connue_ou_inconnue() -> None:
    assert dater("2026-12-31", {}) == date(2026, 12, 31)
    assert dater("date_separation", {"date_separation": SEPARATION}) == SEPARATION
    assert dater("date_separation", {}) is None
    assert dater("campagne_annuelle", {}) is None


@pytest.mark.parametrize("reference", ["2026-13-31", "date_de_rien", "2026"])
def test_une_reference_qui_n_existe_pas_est_refusee(reference: str) -> None:
    with pytest.raises(EntreeRefusee):
        dater(reference, {})


@pytest.mark.parametrize(
    ("expression", "attendu"),
    [
        ("date_separation", SEPARATION),
        ("date_separation + P18M", date(2028, 5, 2)),
        ("date_separation - P3M", date(2026, 8, 2)),
        ("date_separation+P1Y", date(2027, 11, 2)),
        ("date_conge + P1Y", None),
    ],
)
def test_les_bornes_d_un_parcours_s_ecrivent_autour_d_une_date(
    expression: str, attendu: date | None
) -> None:
    assert dater_expression(expression, {"date_separation": SEPARATION}) == attendu


@pytest.mark.parametrize("expression", ["", "date_separation * P1M", "date_separation + 3", "a b"])
def test_une_borne_mal_ecrite_est_refusee(expression: str) -> None:
    with pytest.raises(EntreeRefusee):
        dater_expression(expression, {"date_separation": SEPARATION})


def test_nee_un_29_fevrier_la_majorite_est_le_1er_mars() -> None:
    assert anniversaire(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert anniversaire(date(2008, 2, 29), 20) == date(2028, 2, 29)


@given(st.dates(date(1920, 1, 1), date(2026, 1, 1)), st.integers(0, 70))
def test_le_jour_de_l_anniversaire_est_le_premier_de_cet_age(naissance: date, age: int) -> None:
    jour = anniversaire(naissance, age)
    nee = personne(date_naissance=naissance)

    assert nee.age(jour) == age
    assert nee.age(jour.replace(day=jour.day - 1) if jour.day > 1 else naissance) < max(age, 1)


@pytest.mark.parametrize(
    ("naissance", "attendu"),
    [
        (date(1962, 12, 31), None),
        (date(1963, 1, 1), date(2025, 10, 1)),
        (date(1964, 8, 15), date(2027, 5, 15)),
        (date(1965, 3, 31), date(2027, 12, 31)),
        (date(1965, 4, 1), date(2028, 4, 1)),
        (date(1966, 6, 1), date(2029, 9, 1)),
        (date(1967, 6, 1), date(2030, 12, 1)),
        (date(1968, 6, 1), date(2032, 3, 1)),
        (date(1969, 1, 1), date(2033, 1, 1)),
    ],
)
def test_l_age_legal_suit_la_generation(naissance: date, attendu: date | None) -> None:
    """CSS L161-17-2, loi n° 2025-1403 art. 105, version du 14/03/2026."""
    assert age_legal(naissance) == attendu
