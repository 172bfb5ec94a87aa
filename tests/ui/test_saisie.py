"""Ce que le conseiller tape se lit, ou se refuse avec une phrase et un exemple."""

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.droits.situation import Mois
from guichet.ui import saisie


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("620", "620"),
        ("1 150", "1150"),
        ("1\u202f150,50", "1150.50"),
        ("1\u00a0150 €", "1150"),
        ("0", "0"),
        ("12.5", "12.5"),
    ],
)
def test_un_montant_se_lit_comme_on_l_ecrit(texte: str, attendu: str) -> None:
    assert saisie.lire_montant(texte) == Decimal(attendu)


@pytest.mark.parametrize(
    "texte", ["-3", "abc", "1e5", "12,345", "NaN", "Infinity", "1 234 567 890", "٣"]
)
def test_un_montant_qui_n_en_est_pas_est_refuse(texte: str) -> None:
    with pytest.raises(ValueError, match=r"nombre|chiffres"):
        saisie.lire_montant(texte)


@given(st.decimals(min_value=0, max_value=999_999, places=2))
def test_un_montant_ecrit_se_relit(montant: Decimal) -> None:
    assert saisie.lire_montant(saisie.ecrire_montant(montant)) == montant


@pytest.mark.parametrize(
    "texte", ["2/11/2026", "02/11/2026", "2.11.2026", "02-11-2026", "02112026", " 2 11 2026 "]
)
def test_une_date_se_tape_de_plusieurs_facons(texte: str) -> None:
    assert saisie.lire_date(texte) == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("31/11/2026", "Novembre 2026 a 30 jours"),
        ("29/02/2026", "Février 2026 a 28 jours"),
        ("0/11/2026", "Novembre 2026 a 30 jours"),
        ("2/13/2026", "Le mois va de 1 à 12"),
        ("2/11/26", "année sur quatre chiffres"),
        ("2/11/0026", "1900 à 2100"),
        ("hier", "En chiffres"),
    ],
)
def test_une_date_impossible_dit_pourquoi(texte: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        saisie.lire_date(texte)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_une_date_ecrite_se_relit(jour: date) -> None:
    assert saisie.lire_date(saisie.ecrire_date(jour)) == jour
    assert saisie.lire_mois(saisie.ecrire_mois(Mois.de(jour))) == Mois.de(jour)


@given(st.text(max_size=20))
def test_n_importe_quel_texte_se_lit_ou_se_refuse_sans_planter(texte: str) -> None:
    for lire in (saisie.lire_montant, saisie.lire_date, saisie.lire_mois):
        with contextlib.suppress(ValueError):
            assert lire(texte) is not None


def test_un_entier_refuse_les_centimes() -> None:
    with pytest.raises(ValueError, match="entier"):
        saisie.lire_montant("3,5", decimales=0)


def test_le_mois_suivant_reste_un_mois() -> None:
    assert saisie.lire_mois("12/2026").plus(1) == saisie.lire_mois("012027")
