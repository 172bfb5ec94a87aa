from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from guichet.catalogue.baremes import (
    COMMUNE_PAR_ZONE,
    BaremeAbsent,
    load_bareme,
    load_baremes,
    zone_loyer,
)

SMIC = load_baremes()["smic_net"]


@pytest.mark.parametrize(
    ("jour", "montant"),
    [
        (date(2026, 1, 1), "1443.11"),
        (date(2026, 5, 31), "1443.11"),
        (date(2026, 6, 1), "1477.93"),
        (date(2030, 1, 1), "1477.93"),
    ],
)
def test_la_valeur_en_vigueur_ce_jour_la(jour: date, montant: str) -> None:
    assert SMIC.au(jour).montant == Decimal(montant)


def test_avant_la_premiere_valeur_le_bareme_le_dit() -> None:
    with pytest.raises(BaremeAbsent, match="au 31/12/2025"):
        SMIC.au(date(2025, 12, 31))
    assert SMIC.vers(date(2020, 1, 1)).montant == Decimal("1443.11")
    assert SMIC.vers(date(2026, 7, 1)).montant == Decimal("1477.93")


def test_le_smic_net_publie_de_juin_se_recalcule() -> None:
    publie = SMIC.au(date(2026, 6, 1))
    brut = Decimal("12.31") * 35 * 52 / 12

    attendu = brut * Decimal("1443.11") / Decimal("1823.03")

    assert abs(publie.montant - attendu) < Decimal("0.01")
    assert publie.verifie
    assert "F2300" in publie.source


@pytest.mark.parametrize("nom", sorted(load_baremes()))
def test_chaque_valeur_est_sourcee_et_dans_l_ordre(nom: str) -> None:
    bareme = load_baremes()[nom]
    dates = [valeur.depuis for valeur in bareme.valeurs]

    assert dates == sorted(set(dates))
    assert all(valeur.source and valeur.montant > 0 for valeur in bareme.valeurs)
    assert all((valeur.url or "").startswith("https://") for valeur in bareme.valeurs)
    assert bareme.unite.startswith("euros par mois")


@pytest.mark.parametrize(
    "contenu",
    [
        None,
        "nom = ",
        'nom = "x"\nunite = "y"',
        'nom = "x"\nunite = "y"\n[[valeurs]]\ndepuis = 2026-01-01\nmontan = 3\n',
    ],
)
def test_un_bareme_illisible_le_dit(tmp_path: Path, contenu: str | None) -> None:
    chemin = tmp_path / "faux.toml"
    if contenu is not None:
        chemin.write_text(contenu, encoding="utf-8")

    with pytest.raises(BaremeAbsent, match=r"« faux.toml »"):
        load_bareme(chemin)


def test_le_zonage_donne_la_zone_de_chaque_commune_essayee() -> None:
    assert {zone_loyer(commune): commune for commune in COMMUNE_PAR_ZONE.values()} == (
        COMMUNE_PAR_ZONE
    )
    assert zone_loyer("75113") == 1
    assert zone_loyer("99999") == 3
