from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.parcours.etape import Etape
from guichet.parcours.periodes import decouper

from .etapes import AU, etape

JOURS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2036, 12, 31)))


def _etapes(*jours: date | None) -> tuple[Etape, ...]:
    return tuple(etape(id=f"e{rang}", date_sure=jour) for rang, jour in enumerate(jours))


def test_les_periodes_de_la_maquette() -> None:
    """Maquette 05, vue le 20 novembre 2026."""
    jours = (
        date(2026, 11, 17),
        date(2026, 11, 30),
        date(2027, 1, 2),
        date(2027, 2, 2),
        date(2027, 5, 2),
        None,
    )

    periodes = decouper(_etapes(*jours), au=AU)

    assert [(p.titre, p.sous_titre.replace("\u00a0", " ")) for p in periodes] == [
        ("Avant", ""),
        ("Maintenant", "jusqu’au 4 déc."),
        ("D’ici janvier", "jusqu’au 5 janv."),
        ("Février – mars", "jusqu’au 31 mars"),
        ("Avril – juin", "jusqu’au 30 juin 2027"),
        ("Sans date", ""),
    ]


@pytest.mark.parametrize(
    ("jours", "titre"),
    [
        ((date(2027, 1, 20),), "Janvier – mars"),
        ((date(2027, 3, 20),), "Février – mars"),
        ((date(2028, 1, 20),), "En 2028"),
        ((date(2027, 12, 31),), "Octobre – décembre"),
    ],
)
def test_un_trimestre_se_nomme_par_ses_mois(jours: tuple[date, ...], titre: str) -> None:
    assert decouper(_etapes(*jours), au=AU)[-1].titre == titre


@pytest.mark.parametrize("jour", [date(2026, 2, 28), date(2026, 5, 20), date(2026, 9, 14)])
def test_le_trimestre_entame_finit_avec_lui(jour: date) -> None:
    """Vue du 1er février : « D'ici mars » va au 19, le reste de mars est « Mars »."""
    fin_de_mars = decouper(_etapes(date(2026, 3, 25)), au=date(2026, 2, 1))

    assert [p.titre for p in fin_de_mars] == ["Mars"]
    assert decouper(_etapes(jour), au=jour)[0].titre == "Maintenant"


def test_la_liste_dit_en_retard_tant_qu_il_reste_a_faire() -> None:
    passee = etape(date_sure=date(2026, 11, 2))

    assert decouper((passee,), au=AU)[0].titre_liste == "En retard"
    assert decouper((passee.faire(AU),), au=AU)[0].titre_liste == "Fait"
    assert decouper((), au=AU) == ()


@given(st.lists(JOURS, max_size=40), st.dates(date(2026, 1, 1), date(2036, 12, 31)))
def test_chaque_etape_est_dans_une_seule_periode_et_a_sa_place(
    jours: list[date | None], au: date
) -> None:
    etapes = _etapes(*jours)

    periodes = decouper(etapes, au=au)

    assert sorted(e.id for p in periodes for e in p.etapes) == sorted(e.id for e in etapes)
    fins = [p.fin for p in periodes if p.fin is not None]
    assert fins == sorted(set(fins))
    for periode in periodes:
        assert periode.etapes
        for dedans in periode.etapes:
            assert (dedans.date_sure is None) == (periode.genre == "sans_date")
            if dedans.date_sure is not None:
                assert (dedans.date_sure < au) == (periode.genre == "avant")
            if periode.fin is not None and dedans.date_sure is not None:
                assert dedans.date_sure <= periode.fin
            if periode.genre == "maintenant" and dedans.date_sure is not None:
                assert dedans.date_sure - au <= timedelta(days=14)


@given(st.lists(JOURS, max_size=40), st.integers(3, 8))
def test_trop_de_periodes_se_regroupent_sans_rien_perdre(
    jours: list[date | None], maximum: int
) -> None:
    etapes = _etapes(*jours)

    periodes = decouper(etapes, au=AU, maximum=maximum)

    assert sum(len(p.etapes) for p in periodes) == len(etapes)
    assert len(periodes) <= max(maximum, 4)
    assert sum(p.titre == "Ensuite" for p in periodes) <= 1


def test_on_ne_regroupe_ni_avant_ni_maintenant() -> None:
    jours = (date(2026, 11, 1), date(2026, 11, 21), date(2027, 5, 1), None)

    periodes = decouper(_etapes(*jours), au=AU, maximum=2)

    assert [p.titre for p in periodes] == ["Avant", "Maintenant", "Avril – juin", "Sans date"]
