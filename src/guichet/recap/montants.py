"""Écrire un montant : « 449 à 663 € par mois », « jusqu'à 402 € », « gratuite »."""

from decimal import ROUND_HALF_UP, Decimal

from guichet.droits.resultat import Fourchette, Resultat, Unite
from guichet.recap.textes import Textes

_CLES: dict[Unite, str] = {
    "€/mois": "mois",
    "€/an": "an",
    "€": "fois",
    "€/mois à payer": "payer",
}


def combien(resultat: Resultat, mots: Textes) -> str:
    """Le montant et son unité ; une phrase neutre quand il n'est pas calculé."""
    if resultat.montant_min is None or resultat.montant_max is None or resultat.unite is None:
        return mots.dire("droits", "sans_montant")
    fourchette = Fourchette(min=resultat.montant_min, max=resultat.montant_max)
    return dire(fourchette, resultat.unite, mots)


def dire(fourchette: Fourchette, unite: Unite, mots: Textes) -> str:
    """La fourchette en mots, arrondie à l'euro."""
    bas, haut = _euros(fourchette.min), _euros(fourchette.max)
    a_payer = unite == "€/mois à payer"
    if haut == 0:
        return mots.dire("montants", "gratuite" if a_payer else "rien")
    if bas == haut:
        return mots.dire("montants", _CLES[unite], montant=milliers(haut))
    if bas == 0:
        cle = "gratuite_haut" if a_payer else _CLES[unite]
        plafond = mots.dire("montants", cle, montant=milliers(haut))
        return mots.dire("montants", "gratuite_ou" if a_payer else "jusqu_a", haut=plafond)
    montant = mots.dire("montants", "fourchette", bas=milliers(bas), haut=milliers(haut))
    return mots.dire("montants", _CLES[unite], montant=montant)


def milliers(euros: int) -> str:
    """« 1 150 », l'espace insécable."""
    return f"{euros:,}".replace(",", "\u00a0")


def _euros(montant: Decimal) -> int:
    return int(montant.quantize(Decimal(1), rounding=ROUND_HALF_UP))
