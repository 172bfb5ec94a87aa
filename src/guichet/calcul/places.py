"""Qui va dans quelle famille, quel foyer fiscal, quel ménage du moteur."""

from guichet.calcul import corrections
from guichet.calcul.assemblage import FAMILLE, FOYER_FISCAL, MENAGE, Entrees, Foyer, Place
from guichet.calcul.calendrier import Calendrier
from guichet.droits.situation import Couple, Personne, Situation, connu

AGE_ENFANT = 25
MAJORITE = 18


def enfant_du_foyer(personne: Personne, calendrier: Calendrier, autonomie: float) -> bool:
    """Compté avec ses parents : moins de 25 ans, ou handicapé à 80 % quel que soit l'âge.

    Un jeune majeur qui gagne 55 % du Smic (``autonomie``, euros nets par mois, moyenne de six
    mois) n'est plus à charge (CSS R512-2) ; le moteur compterait encore son salaire dans la
    prime d'activité de ses parents.
    """
    if personne.role != "enfant":
        return False
    if corrections.taux_incapacite(personne) >= 0.8:
        return True
    age = personne.age(calendrier.au)
    autonome = age >= MAJORITE and salaire_moyen(personne, calendrier) >= autonomie
    return age < AGE_ENFANT and not autonome


def salaire_moyen(personne: Personne, calendrier: Calendrier) -> float:
    """Euros nets par mois, en moyenne des six derniers mois."""
    lignes = personne.ressources if connu(personne.ressources) else ()
    salaires = calendrier.ressources(ligne for ligne in lignes if ligne.type == "salaire_net")
    return float(salaires[calendrier.rang - 6 : calendrier.rang].mean())


def parts(situation: Situation, calendrier: Calendrier, autonomie: float) -> float:
    """Le nombre de parts de quotient familial du demandeur et de son conjoint."""
    enfants = sum(enfant_du_foyer(p, calendrier, autonomie) for p in situation.personnes)
    adultes = 1 + (situation.conjoint is not None)
    return adultes + 0.5 * min(enfants, 2) + max(enfants - 2, 0)


def placer(
    foyer: Foyer,
    personne: Personne,
    situation: Situation,
    calendrier: Calendrier,
    autonomie: float,
) -> None:
    """Place le dernier membre ajouté ; un adulte de plus a sa propre famille."""
    membre = foyer.membres[-1]
    if personne.role == "demandeur":
        roles = ("demandeur", "declarant_principal", "personne_de_reference")
    elif personne.role == "conjoint":
        roles = ("conjoint", "conjoint", "conjoint")
    elif enfant_du_foyer(personne, calendrier, autonomie):
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
