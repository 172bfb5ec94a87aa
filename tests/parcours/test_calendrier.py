from datetime import date

import pytest

from guichet.parcours.calendrier import du_au, jour_court, jour_et_mois, jour_long

AU = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2026, 11, 30), "30\u00a0nov."),
        (date(2027, 4, 1), "1er\u00a0avril"),
        (date(2027, 5, 2), "2\u00a0mai"),
        (date(2027, 11, 30), "30\u00a0nov.\u00a02027"),
        (date(2026, 11, 2), "2\u00a0nov."),
        (date(2025, 11, 2), "2\u00a0nov.\u00a02025"),
    ],
)
def test_l_annee_n_est_ecrite_que_si_elle_peut_tromper(jour: date, attendu: str) -> None:
    assert jour_court(jour, au=AU) == attendu


def test_une_date_longue_dit_le_jour_de_la_semaine() -> None:
    assert jour_long(date(2026, 11, 24)) == "mardi 24\u00a0novembre\u00a02026"
    assert jour_long(date(2027, 4, 1)) == "jeudi 1er\u00a0avril\u00a02027"
    assert jour_et_mois(date(2026, 11, 2)) == "2\u00a0novembre\u00a02026"


def test_un_intervalle_ne_repete_pas_l_annee() -> None:
    assert du_au(date(2026, 12, 2), date(2027, 1, 2), au=AU) == "du 2\u00a0déc. au 2\u00a0janv."
    assert (
        du_au(date(2028, 1, 2), date(2028, 9, 2), au=AU)
        == "du 2\u00a0janv. au 2\u00a0sept.\u00a02028"
    )


def test_un_intervalle_lointain_sur_deux_ans_dit_les_deux_annees() -> None:
    dit = du_au(date(2027, 12, 2), date(2028, 1, 2), au=AU)

    assert dit == "du 2\u00a0déc.\u00a02027 au 2\u00a0janv.\u00a02028"
