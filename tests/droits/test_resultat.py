"""La date des barèmes : la même à l'écran, au terminal et sur la feuille."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from guichet.droits.resultat import Diagnostic, Fourchette, Resultat

RESULTAT = Resultat(id="rsa", nom="RSA", organismes=("caf",), statut="probable")
DIAGNOSTIC = Diagnostic(
    au=date(2026, 11, 20),
    openfisca_france="176.1.8",
    complements=date(2026, 11, 19),
    total=Fourchette(min=Decimal(0), max=Decimal(0)),
    droits=(
        RESULTAT,
        replace(RESULTAT, id="apl", date_bareme=date(2026, 10, 1)),
        replace(RESULTAT, id="ars", date_bareme=date(2026, 4, 1)),
    ),
)


def test_la_date_des_baremes_est_celle_du_plus_recent_applique() -> None:
    assert DIAGNOSTIC.bareme_au == date(2026, 10, 1)


def test_sans_aucun_bareme_date_la_date_est_celle_du_controle() -> None:
    assert replace(DIAGNOSTIC, droits=(RESULTAT,)).bareme_au == date(2026, 11, 19)
