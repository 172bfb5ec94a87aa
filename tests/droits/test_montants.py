from decimal import Decimal

import pytest

from guichet.droits.montants import dire_fourchette, dire_montant, euros
from guichet.droits.resultat import Resultat, Unite


@pytest.mark.parametrize(
    ("montant", "dit"),
    [("1150", "1 150 €"), ("0", "0 €"), ("348.5", "349 €"), ("1234567.49", "1 234 567 €")],
)
def test_un_montant_est_arrondi_a_l_euro(montant: str, dit: str) -> None:
    assert euros(Decimal(montant)).replace("\u00a0", " ") == dit


@pytest.mark.parametrize(
    ("minimum", "maximum", "unite", "dit"),
    [
        ("225", "240.4", "€/mois", "225 à 240 € par mois"),
        ("349", "349.2", "€/mois", "349 € par mois"),
        ("0", "402", "€/mois", "0 à 402 € par mois"),
        ("877", "877", "€/an", "877 € par an"),
        ("1093", "1093", "€", "1 093 € une fois"),
        ("0", "0", "€/mois à payer", "gratuite"),
        ("0", "30", "€/mois à payer", "gratuite ou jusqu'à 30 € par mois à payer"),
        ("8", "30", "€/mois à payer", "8 à 30 € par mois à payer"),
    ],
)
def test_une_fourchette_se_dit_avec_son_unite(
    minimum: str, maximum: str, unite: Unite, dit: str
) -> None:
    texte = dire_fourchette(Decimal(minimum), Decimal(maximum), unite)

    assert texte.replace("\u00a0", " ") == dit


def test_un_droit_annuel_dit_l_annee_et_un_droit_sans_montant_ne_dit_rien() -> None:
    ars = Resultat(
        id="ars",
        nom="ARS",
        organismes=("caf",),
        statut="probable",
        montant_min=Decimal(400),
        montant_max=Decimal(400),
        unite="€/an",
        annee=2027,
    )

    assert dire_montant(ars).replace("\u00a0", " ") == "400 € par an (2027)"
    assert dire_montant(Resultat(id="x", nom="X", organismes=(), statut="non")) == ""
