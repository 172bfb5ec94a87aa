from datetime import date

import pytest

from guichet.droits.dates import decaler


@pytest.mark.parametrize(
    ("jour", "mois", "ans", "attendu"),
    [
        (date(2026, 11, 20), 4, 0, date(2027, 3, 20)),
        (date(2026, 8, 31), 6, 0, date(2027, 2, 28)),
        (date(2024, 2, 29), 0, -3, date(2021, 2, 28)),
        (date(2026, 1, 15), -1, 0, date(2025, 12, 15)),
    ],
)
def test_une_date_se_decale_sans_sortir_du_mois(
    jour: date, mois: int, ans: int, attendu: date
) -> None:
    assert decaler(jour, mois=mois, ans=ans) == attendu
