"""Qui va dans quelle famille, quel foyer fiscal, quel ménage du moteur."""

from datetime import date

from guichet.calcul import corrections
from guichet.calcul.assemblage import FAMILLE, FOYER_FISCAL, MENAGE, Entrees, Foyer, Place
from guichet.droits.situation import Couple, Personne, Situation

AGE_ENFANT = 25


def enfant_du_foyer(personne: Personne, au: date) -> bool:
    """Compté avec ses parents : moins de 25 ans, ou handicapé à 80 % quel que soit l'âge."""
    lourd = corrections.taux_incapacite(personne) >= 0.8
    return personne.role == "enfant" and (personne.age(au) < AGE_ENFANT or lourd)


def parts(situation: Situation) -> float:
    """Le nombre de parts de quotient familial du demandeur et de son conjoint."""
    enfants = sum(enfant_du_foyer(p, situation.au) for p in situation.personnes)
    adultes = 1 + (situation.conjoint is not None)
    return adultes + 0.5 * min(enfants, 2) + max(enfants - 2, 0)


def placer(foyer: Foyer, personne: Personne, situation: Situation) -> None:
    """Place le dernier membre ajouté ; un adulte de plus a sa propre famille."""
    membre = foyer.membres[-1]
    if personne.role == "demandeur":
        roles = ("demandeur", "declarant_principal", "personne_de_reference")
    elif personne.role == "conjoint":
        roles = ("conjoint", "conjoint", "conjoint")
    elif enfant_du_foyer(personne, situation.au):
        roles = ("enfant", "personne_a_charge", "enfant")
    else:
        roles = ("", "", "autre")
    membre.places = {
        sorte: Place(0, role)
        for sorte, role in zip((FAMILLE, FOYER_FISCAL, MENAGE), roles, strict=True)
    }
    if not roles[0]:
        membre.places[FAMILLE] = _a_part(foyer.familles, "demandeur")
    if not roles[1] or _impose_seul(personne, situation):
        membre.places[FOYER_FISCAL] = _a_part(foyer.foyers_fiscaux, "declarant_principal")


def _a_part(groupes: list[Entrees], role: str) -> Place:
    groupes.append({})
    return Place(len(groupes) - 1, role)


def _impose_seul(personne: Personne, situation: Situation) -> bool:
    couple = situation.couple
    return (
        personne.role == "conjoint"
        and isinstance(couple, Couple)
        and couple.statut == "concubinage"
    )
