from datetime import date

import pytest

from guichet.catalogue.contenu import CasParticulier
from guichet.parcours.delais import calculer

from .etapes import SEPARATION, delai

CONNUE = {"date_separation": SEPARATION}


def test_un_delai_va_du_minimum_au_maximum() -> None:
    calcule = calculer(delai("P1M", "P6M"), CONNUE)

    assert (calcule.debut, calcule.echeance) == (date(2026, 12, 2), date(2027, 5, 2))
    assert calcule.date_connue
    assert calcule.en_mots is None


@pytest.mark.parametrize(
    ("minimum", "maximum", "attendu"),
    [
        (None, "P0D", (None, SEPARATION)),
        ("P18M", None, (date(2028, 5, 2), None)),
        (None, None, (None, None)),
    ],
)
def test_une_borne_absente_reste_absente(
    minimum: str | None, maximum: str | None, attendu: tuple[date | None, date | None]
) -> None:
    calcule = calculer(delai(minimum, maximum), CONNUE)

    assert (calcule.debut, calcule.echeance) == attendu


def test_une_echeance_ne_precede_jamais_son_debut() -> None:
    fin_janvier = {"date_separation": date(2026, 1, 31)}

    calcule = calculer(delai("P30D", "P1M"), fin_janvier)

    assert calcule.echeance == calcule.debut == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("minimum", "maximum", "attendu"),
    [
        ("P0D", "P2M", "2 mois après le jugement"),
        ("-P6M", "-P15D", "15 jours avant le jugement"),
        (None, "P0D", "avant le jugement"),
        ("-P2M", "P0D", "avant le jugement"),
        ("P0D", "P0D", "dès le jugement"),
        ("P18M", None, "18 mois après le jugement"),
        (None, None, None),
    ],
)
def test_sans_date_de_reference_le_delai_se_dit_en_mots(
    minimum: str | None, maximum: str | None, attendu: str | None
) -> None:
    calcule = calculer(delai(minimum, maximum, reference="date_titre_executoire"), CONNUE)

    assert (calcule.debut, calcule.echeance, calcule.date_connue) == (None, None, False)
    assert (calcule.en_mots and calcule.en_mots.replace("\u00a0", " ")) == attendu


def test_une_exception_vraie_remplace_le_delai() -> None:
    exception = CasParticulier(condition="deces_etranger", max="P12M", verifie=False)
    modele = delai("P0D", "P6M", cas_particuliers=(exception,))

    vraie = calculer(modele, {**CONNUE, "deces_etranger": True})

    assert (vraie.echeance, vraie.verifie) == (date(2027, 11, 2), False)
    assert calculer(modele, {**CONNUE, "deces_etranger": False}).echeance == date(2027, 5, 2)


def test_une_exception_inconnue_garde_l_echeance_la_plus_proche() -> None:
    longue = CasParticulier(condition="deces_etranger", max="P12M")
    courte = CasParticulier(condition="deces_etranger", max="P1M")

    assert calculer(delai("P0D", "P6M", cas_particuliers=(longue,)), CONNUE).echeance == date(
        2027, 5, 2
    )
    assert calculer(delai("P0D", "P6M", cas_particuliers=(courte,)), CONNUE).echeance == date(
        2026, 12, 2
    )


def test_une_exception_peut_fixer_les_dates() -> None:
    fixe = CasParticulier(
        condition='date_naissance >= "2026-01-01" and date_naissance <= "2026-06-30"',
        date_min=date(2026, 7, 1),
        date_max=date(2027, 3, 31),
    )
    modele = delai("P0D", "P9M", reference="date_naissance", cas_particuliers=(fixe,))

    printemps = calculer(modele, {"date_naissance": date(2026, 5, 1)})
    automne = calculer(modele, {"date_naissance": date(2026, 9, 1)})

    assert (printemps.debut, printemps.echeance) == (date(2026, 7, 1), date(2027, 3, 31))
    assert automne.echeance == date(2027, 6, 1)
