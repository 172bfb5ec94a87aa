from collections.abc import Callable
from decimal import Decimal

from guichet.calcul.evaluation import Evaluateur
from guichet.droits.situation import Situation


def test_nadia_a_ses_droits_au_centime(
    evaluateur: Evaluateur, foyer: Callable[[str], Situation]
) -> None:
    (chiffres,) = evaluateur.evaluer([foyer("nadia")])

    assert chiffres["prime_activite"].montant == Decimal("449.16")
    assert chiffres["prime_activite"].premier_mois == Decimal("789.16")
    assert chiffres["aides_logement"].montant == Decimal(349)
    assert chiffres["af"].montant == Decimal("152.25")
