from datetime import date

from guichet.parcours.delais import Delai
from guichet.parcours.ordre import dates_sures, ordonner, qui_attend, recoudre

from .etapes import AU, SEPARATION, etape


def _delai(echeance: date | None, debut: date | None = SEPARATION, connue: bool = True) -> Delai:
    return Delai(debut=debut, echeance=echeance, verifie=True, date_connue=connue)


def test_une_etape_absente_cede_la_place_aux_siennes() -> None:
    dependances = {"a": (), "b": ("a",), "c": ("b",), "d": ("c", "a")}

    assert recoudre(dependances, {"a", "d"}) == {"a": (), "d": ("a",)}
    assert recoudre(dependances, {"a", "c", "d"}) == {"a": (), "c": ("a",), "d": ("c", "a")}


def test_une_dependance_en_rond_ne_boucle_pas() -> None:
    dependances = {"a": ("c",), "b": ("a",), "c": ("b",)}

    assert recoudre(dependances, {"a"}) == {"a": ()}
    assert recoudre(dependances, {"a", "b"}) == {"a": ("b",), "b": ("a",)}
    assert qui_attend(dependances)["a"] == {"b", "c"}


def test_on_attend_de_pres_ou_de_loin() -> None:
    attendent = qui_attend({"a": (), "b": ("a",), "c": ("b",)})

    assert attendent == {"a": {"b", "c"}, "b": {"c"}, "c": frozenset()}


def test_la_date_sure_est_la_plus_proche_des_echeances_qui_attendent() -> None:
    delais = {
        "a": _delai(date(2027, 1, 1)),
        "b": _delai(date(2027, 2, 1)),
        "c": _delai(date(2026, 12, 1)),
    }
    dependances: dict[str, tuple[str, ...]] = {"a": (), "b": ("a",), "c": ("b",)}

    assert dates_sures(delais, dependances, au=AU, du_mois=()) == {
        "a": date(2026, 12, 1),
        "b": date(2026, 12, 1),
        "c": date(2026, 12, 1),
    }


def test_une_etape_deja_en_retard_ne_met_pas_les_autres_en_retard() -> None:
    """Contrat : « Déclarer la séparation » se montre au 30 novembre, RIB en retard ou non."""
    delais = {"a": _delai(date(2026, 12, 2)), "rib": _delai(date(2026, 11, 17))}

    sures = dates_sures(delais, {"a": (), "rib": ("a",)}, au=AU, du_mois={"a"})

    assert sures == {"a": date(2026, 11, 30), "rib": date(2026, 11, 17)}


def test_la_fin_du_mois_vaut_pour_le_premier_mois_ou_l_on_peut_demander() -> None:
    delais = {
        "ouverte": _delai(date(2027, 5, 2)),
        "future": _delai(date(2027, 5, 2), debut=date(2027, 2, 10)),
        "sans_debut": _delai(None, debut=None),
        "inconnue": _delai(None, debut=None, connue=False),
        "passee": _delai(date(2026, 11, 5)),
    }

    sures = dates_sures(delais, dict.fromkeys(delais, ()), au=AU, du_mois=delais)

    assert sures == {
        "ouverte": date(2026, 11, 30),
        "future": date(2027, 2, 28),
        "sans_debut": date(2026, 11, 30),
        "inconnue": None,
        "passee": date(2026, 11, 5),
    }


def test_la_date_sure_ne_precede_pas_le_debut_de_l_etape() -> None:
    delais = {
        "a": _delai(date(2027, 3, 1), debut=date(2027, 2, 1)),
        "b": _delai(date(2027, 1, 1)),
    }

    sures = dates_sures(delais, {"a": (), "b": ("a",)}, au=AU, du_mois=())

    assert sures["a"] == date(2027, 2, 1)


def test_les_etapes_sont_rangees_par_date_puis_par_dependance() -> None:
    jour = date(2026, 12, 2)
    etapes = (
        etape(id="sans_date", date_sure=None),
        etape(id="suite", date_sure=jour, depend_de=("debut",)),
        etape(id="debut", date_sure=jour),
        etape(id="avant", date_sure=date(2026, 11, 30)),
    )

    assert [e.id for e in ordonner(etapes)] == ["avant", "debut", "suite", "sans_date"]
