from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.errors import EntreeRefusee
from guichet.parcours.durees import ajouter, fin_du_mois, lire_duree

JOURS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("jour", "duree", "attendu"),
    [
        (date(2026, 1, 31), "P1M", date(2026, 2, 28)),
        (date(2028, 1, 31), "P1M", date(2028, 2, 29)),
        (date(2028, 2, 29), "P1Y", date(2029, 2, 28)),
        (date(2028, 2, 29), "P4Y", date(2032, 2, 29)),
        (date(2026, 11, 2), "P30D", date(2026, 12, 2)),
        (date(2026, 11, 2), "P6M", date(2027, 5, 2)),
        (date(2026, 12, 31), "-P1M", date(2026, 11, 30)),
        (date(2026, 3, 31), "-P1M", date(2026, 2, 28)),
        (date(2026, 11, 2), "P14W", date(2027, 2, 8)),
        (date(2026, 11, 2), "P1Y2M3W4D", date(2028, 1, 27)),
        (date(2026, 11, 2), "-P1Y2M3W4D", date(2025, 8, 8)),
        (date(2026, 11, 2), "P0D", date(2026, 11, 2)),
    ],
)
def test_une_duree_s_ajoute_en_mois_calendaires(jour: date, duree: str, attendu: date) -> None:
    assert ajouter(jour, duree) == attendu


@pytest.mark.parametrize(
    "texte", ["", "P", "-P", "P1", "1M", "PT1H", "P1D2M", "P-1M", "+P1M", "P1.5M", "P1M ", "P٣M"]
)
def test_une_duree_mal_ecrite_est_refusee(texte: str) -> None:
    with pytest.raises(EntreeRefusee, match="n'est pas une durée") as refus:
        lire_duree(texte)

    assert refus.value.code == 2


@pytest.mark.parametrize(
    ("jour", "duree"),
    [(date(9999, 12, 1), "P1M"), (date(1, 1, 5), "-P6D"), (date(1, 1, 5), "-P1Y")],
)
def test_une_date_hors_du_calendrier_est_refusee(jour: date, duree: str) -> None:
    with pytest.raises(EntreeRefusee, match="trop loin"):
        ajouter(jour, duree)


@pytest.mark.parametrize(
    ("duree", "attendu"),
    [
        ("P2M", "2\u00a0mois"),
        ("-P14W", "14\u00a0semaines"),
        ("P1D", "1\u00a0jour"),
        ("P60D", "60\u00a0jours"),
        ("P5Y", "5\u00a0ans"),
        ("P1Y6M", "1\u00a0an et 6\u00a0mois"),
        ("P0D", ""),
    ],
)
def test_une_duree_se_dit_en_mots(duree: str, attendu: str) -> None:
    assert lire_duree(duree).en_mots() == attendu


def test_la_fin_du_mois_suit_les_annees_bissextiles() -> None:
    assert fin_du_mois(date(2026, 11, 20)) == date(2026, 11, 30)
    assert fin_du_mois(date(2028, 2, 1)) == date(2028, 2, 29)
    assert fin_du_mois(date(2027, 2, 28)) == date(2027, 2, 28)


@given(JOURS, st.integers(0, 60))
def test_n_mois_plus_tard_tombe_toujours_n_mois_plus_tard(jour: date, mois: int) -> None:
    arrivee = ajouter(jour, f"P{mois}M")

    assert (arrivee.year * 12 + arrivee.month) - (jour.year * 12 + jour.month) == mois
    assert arrivee.day == jour.day or arrivee == fin_du_mois(arrivee)
    assert arrivee.day <= jour.day


@given(JOURS, JOURS, st.sampled_from(["P1M", "-P1M", "P1Y", "P14W", "P60D", "-P5Y", "P1M15D"]))
def test_ajouter_une_duree_garde_l_ordre_des_dates(un: date, autre: date, duree: str) -> None:
    tot, tard = sorted((un, autre))

    assert ajouter(tot, duree) <= ajouter(tard, duree)


@given(JOURS, st.integers(0, 4000))
def test_les_jours_et_semaines_sont_exacts(jour: date, jours: int) -> None:
    assert ajouter(jour, f"P{jours}D") - jour == timedelta(days=jours)
    assert jour - ajouter(jour, f"-P{jours // 7}W") == timedelta(weeks=jours // 7)
