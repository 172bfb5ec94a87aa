"""Dire un montant à une personne : arrondi à l'euro, toujours avec son unité."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from guichet.droits.resultat import Resultat

INSECABLE: Final = "\u00a0"
UNITES_DITES: Final = {
    "€/mois": "par mois",
    "€/an": "par an",
    "€": "une fois",
    "€/mois à payer": "par mois à payer",
}


def euros(montant: Decimal) -> str:
    """``1 150 €``, espaces insécables, arrondi à l'euro le plus proche."""
    entier = int(montant.quantize(Decimal(1), ROUND_HALF_UP))
    return f"{entier:,}".replace(",", INSECABLE) + f"{INSECABLE}€"


def dire_montant(resultat: Resultat) -> str:
    """« 449 à 663 € par mois », « gratuite ou 30 € par mois à payer » ; vide sans montant."""
    if resultat.montant_min is None or resultat.montant_max is None or resultat.unite is None:
        return ""
    texte = dire_fourchette(resultat.montant_min, resultat.montant_max, resultat.unite)
    return f"{texte} ({resultat.annee})" if resultat.annee else texte


def dire_fourchette(minimum: Decimal, maximum: Decimal, unite: str) -> str:
    """Une fourchette en toutes lettres ; « gratuite » pour rien à payer."""
    dite = UNITES_DITES[unite]
    gratuite = unite == "€/mois à payer" and not minimum
    if gratuite and not maximum:
        return "gratuite"
    if gratuite:
        return f"gratuite ou jusqu'à {euros(maximum)} {dite}"
    if euros(minimum) == euros(maximum):
        return f"{euros(maximum)} {dite}"
    entre = "à" if minimum else "ou"
    return f"{euros(minimum).removesuffix(f'{INSECABLE}€')} {entre} {euros(maximum)} {dite}"
