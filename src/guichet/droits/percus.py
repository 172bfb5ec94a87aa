"""Ce que le foyer reçoit déjà : ces droits ne comptent pas dans le total à demander."""

from typing import Final

from guichet.droits import chemins
from guichet.droits.situation import Mois, Situation

# Contrat : ces droits se déclarent en ressources, pas dans aides_percues.
RESSOURCES: Final = {
    "are": ("are",),
    "ass": ("ass",),
    "pension_invalidite": ("pension_invalidite",),
    "retraite_base": ("retraite_brute", "retraite_nette"),
    "maternite": ("ij_maternite",),
}


def deja_percus(situation: Situation) -> frozenset[str]:
    """Les identifiants des droits déclarés comme reçus le mois regardé."""
    mois = Mois.de(situation.au)
    percus = {
        aide.droit
        for aide in chemins.aides(situation)
        if aide.du <= mois and (aide.au is None or mois <= aide.au)
    }
    types = {
        ligne.type
        for personne in situation.personnes
        for ligne in chemins.lignes(personne)
        if ligne.du <= mois and (ligne.au is None or mois <= ligne.au) and ligne.montant != 0
    }
    percus |= {droit for droit, sortes in RESSOURCES.items() if types & set(sortes)}
    if situation.mutuelle == "c2s":
        percus.add("c2s")
    if "rsa" in percus:
        # Le RSA déclaré peut être le RSA majoré : on ne le compte pas deux fois.
        percus.add("rsa_majore")
    return frozenset(percus)
