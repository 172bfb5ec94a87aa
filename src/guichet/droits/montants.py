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


# Les réponses qui n'ont que deux valeurs.
OUI_NON: Final = frozenset(
    {
        "ass_5_ans_sur_10",
        "bailleur_famille",
        "boursier",
        "colocation",
        "encore_marie",
        "fixee",
        "garde_alternee",
        "inapte_travail",
        "inscrit_france_travail",
        "restriction_emploi",
        "sortant_ase",
        "versee",
    }
)


def euros(montant: Decimal) -> str:
    """``1 150 €``, espaces insécables, arrondi à l'euro le plus proche."""
    entier = int(montant.quantize(Decimal(1), ROUND_HALF_UP))
    return f"{entier:,}".replace(",", INSECABLE) + f"{INSECABLE}€"


def dire_montant(resultat: Resultat) -> str:
    """« 449 à 663 € par mois », « gratuite ou 30 € par mois à payer » ; vide sans montant."""
    if resultat.montant_min is None or resultat.montant_max is None or resultat.unite is None:
        return ""
    texte = dire_fourchette(
        resultat.montant_min,
        resultat.montant_max,
        resultat.unite,
        deux_cas=_deux_cas(resultat),
    )
    return f"{texte} ({resultat.annee})" if resultat.annee else texte


def dire_fourchette(
    minimum: Decimal, maximum: Decimal, unite: str, *, deux_cas: bool = False
) -> str:
    """Une fourchette en toutes lettres ; « gratuite » pour rien à payer.

    ``deux_cas`` : rien entre les deux, « 0 ou 402 € ».
    """
    dite = UNITES_DITES[unite]
    gratuite = unite == "€/mois à payer" and not minimum
    if gratuite and not maximum:
        return "gratuite"
    if gratuite:
        return f"gratuite ou jusqu'à {euros(maximum)} {dite}"
    if euros(minimum) == euros(maximum):
        return f"{euros(maximum)} {dite}"
    entre = "ou" if deux_cas else "à"
    return f"{euros(minimum).removesuffix(f'{INSECABLE}€')} {entre} {euros(maximum)} {dite}"


def _deux_cas(resultat: Resultat) -> bool:
    """Rien ou tout : les réponses qui manquent sont toutes des oui ou non."""
    chemins = {*resultat.bascule, *resultat.manque}
    return (
        not resultat.montant_min
        and bool(chemins)
        and all(chemin.rpartition(".")[2] in OUI_NON for chemin in chemins)
    )
