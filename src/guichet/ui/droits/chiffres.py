"""Les montants de l'écran « Droits », en deux morceaux : le chiffre, et son unité."""

from decimal import Decimal

from guichet.droits import chemins
from guichet.droits.montants import UNITES_DITES, dire_montant, euros
from guichet.droits.resultat import Diagnostic, Resultat
from guichet.droits.situation import Inconnu, Situation

GRATUITE = "gratuite"


def montant_et_unite(resultat: Resultat) -> tuple[str, str]:
    """« 449 à 663 € », « par mois » ; vides si le droit n'a pas de montant."""
    texte = dire_montant(resultat)
    if not texte or resultat.unite is None:
        return "", ""
    if texte.startswith(GRATUITE):
        return "Gratuite", texte.removeprefix(GRATUITE).strip()
    annee = f" ({resultat.annee})" if resultat.annee else ""
    dite = UNITES_DITES[resultat.unite]
    return texte.removesuffix(annee).removesuffix(f" {dite}"), f"{dite}{annee}"


def titre_total(diagnostic: Diagnostic) -> str:
    """« Entre 1 012 € et 1 200 € par mois à demander »."""
    bas, haut = euros(diagnostic.total.min), euros(diagnostic.total.max)
    if haut == euros(Decimal(0)):
        return "Aucun montant mensuel sûr à demander pour l'instant"
    if bas == haut:
        return f"{haut} par mois à demander"
    return f"Entre {bas} et {haut} par mois à demander"


def sous_total(situation: Situation, organismes: str) -> str:
    """Ce qui est déjà reçu, et la phrase qui rappelle qui décide."""
    recu = sum(
        (
            aide.montant
            for aide in chemins.aides(situation)
            if not isinstance(aide.montant, Inconnu) and aide.au is None
        ),
        Decimal(0),
    )
    deja = f"en plus des {euros(recu)} déjà reçus. " if recu else ""
    qui = f" ({organismes})" if organismes else ""
    return f"{deja}Estimation : seule la caisse décide{qui}."
