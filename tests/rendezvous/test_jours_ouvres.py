"""Les jours ouvrés et les jours fériés."""

from datetime import date

import pytest
from dateutil.easter import easter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from guichet.rendezvous.jours_ouvres import feries, ouvre, paques, prochains_jours_ouvres


@given(st.integers(min_value=1900, max_value=2200))
def test_paques_est_la_meme_que_celle_d_une_bibliotheque_eprouvee(annee: int) -> None:
    assert paques(annee) == easter(annee)


def test_les_onze_jours_feries_de_2026() -> None:
    assert sorted(feries(2026)) == [
        date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8),
        date(2026, 5, 14), date(2026, 5, 25), date(2026, 7, 14), date(2026, 8, 15),
        date(2026, 11, 1), date(2026, 11, 11), date(2026, 12, 25),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 12, 25), False),
    ],
)
def test_un_jour_ouvre_n_est_ni_un_week_end_ni_un_ferie(jour: date, attendu: bool) -> None:
    assert ouvre(jour) is attendu


def test_les_prochains_jours_sautent_noel_et_le_jour_de_l_an() -> None:
    assert list(prochains_jours_ouvres(date(2026, 12, 24), 5)) == [
        date(2026, 12, 28), date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31),
        date(2027, 1, 4),
    ]  # fmt: skip


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 40))
def test_les_prochains_jours_sont_ouvres_croissants_et_apres(jour: date, nombre: int) -> None:
    jours = list(prochains_jours_ouvres(jour, nombre))
    assert len(set(jours)) == nombre
    assert jours == sorted(jours)
    assert all(jour < suivant and ouvre(suivant) for suivant in jours)
