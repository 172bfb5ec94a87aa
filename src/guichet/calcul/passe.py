"""Les prestations des mois passés, toujours données au moteur.

Laissées vides, il les recalcule toutes (deux fois plus lent) et le résultat dépend de
l'ordre de calcul. Deux passés : celui que la personne déclare (premier mois), et le
régime de croisière, où chaque droit ouvert est supposé versé depuis des mois.
"""

from decimal import Decimal

import numpy as np

from guichet.calcul import corrections
from guichet.calcul.assemblage import FAMILLE, Foyer, Membre
from guichet.calcul.calendrier import Calendrier, Serie
from guichet.droits.situation import AidePercue, Situation, connu

INDIVIDU = "individu"
CRDS = float(corrections.CRDS)

# Droit du catalogue → variables du moteur que son passé remplit.
COMPTES: dict[str, tuple[str, tuple[str, ...]]] = {
    "rsa": (FAMILLE, ("rsa",)),
    "prime_activite": (FAMILLE, ("ppa",)),
    "aspa": (FAMILLE, ("aspa",)),
    "aides_logement": (FAMILLE, ("aide_logement", "aide_logement_montant")),
    "af": (FAMILLE, ("af",)),
    "cf": (FAMILLE, ("cf",)),
    "asf": (FAMILLE, ("asf",)),
    "paje_base": (FAMILLE, ("paje_base",)),
    "aah": (INDIVIDU, ("aah",)),
    "asi": (INDIVIDU, ("asi",)),
}
ASS = "ass"
SANS_DECLARATION = {"mva": INDIVIDU, "caah": INDIVIDU, ASS: INDIVIDU}
TOUJOURS_NULLES = ("paje_naissance", "paje_prepare", "paje_clca", "paje_colca")
BRUTES_DE_CRDS = frozenset({"af", "cf", "asf", "paje_base", "prime_activite"})
A_CALCULER = frozenset(
    variable for _, variables in COMPTES.values() for variable in variables
) | frozenset((*SANS_DECLARATION, *TOUJOURS_NULLES))


def declarees(situation: Situation) -> tuple[AidePercue, ...]:
    return situation.aides_percues if connu(situation.aides_percues) else ()


def percue(situation: Situation, droit: str, calendrier: Calendrier) -> Decimal | None:
    """Le montant déclaré du mois regardé, ou ``None`` si l'aide n'est pas perçue."""
    for aide in declarees(situation):
        en_cours = aide.du <= calendrier.courant and (
            aide.au is None or aide.au >= calendrier.courant
        )
        if meme_droit(aide.droit, droit) and en_cours and connu(aide.montant):
            return aide.montant
    return None


def meme_droit(declare: str, droit: str) -> bool:
    """Le RSA majoré déclaré vaut le RSA : une seule variable dans le moteur."""
    return declare == droit or {declare, droit} == {"rsa", "rsa_majore"}


def serie_declaree(situation: Situation, droit: str, calendrier: Calendrier) -> Serie:
    """Euros par mois déclarés, bruts de CRDS quand le moteur compte en brut."""
    total = calendrier.nulle()
    for aide in declarees(situation):
        if meme_droit(aide.droit, droit) and connu(aide.montant):
            total = total + calendrier.serie(aide.montant, aide.du, aide.au)
    return total / (1 - CRDS) if droit in BRUTES_DE_CRDS else total


def poser_declare(foyer: Foyer, situation: Situation, calendrier: Calendrier) -> None:
    """Le passé tel que la personne le dit, 0 pour le reste."""
    for droit, (sorte, variables) in COMPTES.items():
        serie = serie_declaree(situation, droit, calendrier)
        for variable in variables:
            _poser(foyer, sorte, variable, serie, calendrier)
    for variable, sorte in SANS_DECLARATION.items():
        _poser(foyer, sorte, variable, calendrier.nulle(), calendrier)
    for variable in TOUJOURS_NULLES:
        _poser(foyer, FAMILLE, variable, calendrier.nulle(), calendrier)


def _poser(foyer: Foyer, sorte: str, variable: str, serie: Serie, calendrier: Calendrier) -> None:
    if sorte == FAMILLE:
        for rang, famille in enumerate(foyer.familles):
            famille[variable] = serie if rang == 0 else calendrier.nulle()
        return
    beneficiaire = _beneficiaire(foyer)
    for rang, membre in enumerate(foyer.membres):
        if variable not in membre.entrees:
            membre.entrees[variable] = serie if rang == beneficiaire else calendrier.nulle()


def _beneficiaire(foyer: Foyer) -> int:
    """Qui reçoit une allocation individuelle déclarée : la personne handicapée du foyer."""
    handicapes = [
        rang for rang, membre in enumerate(foyer.membres) if membre.entrees.get("taux_incapacite")
    ]
    return handicapes[0] if handicapes else 0


def poser_croisiere(
    foyer: Foyer, situation: Situation, calendrier: Calendrier, premiers: dict[str, list[float]]
) -> None:
    """Chaque droit ouvert, versé tous les mois ; une aide en cours garde son montant déclaré.

    ``premiers`` : pour chaque variable, sa valeur du mois regardé, calculée d'abord (une
    valeur pour la famille, ou une par membre).
    """
    for droit, (sorte, variables) in COMPTES.items():
        declare = percue(situation, droit, calendrier)
        for variable in variables:
            montants = premiers[variable]
            if declare is not None:
                brut = float(declare) / (1 - CRDS if droit in BRUTES_DE_CRDS else 1)
                montants = _en_place(foyer, sorte, brut)
            _poser_constantes(foyer, sorte, variable, montants)
    for variable, sorte in SANS_DECLARATION.items():
        _poser_constantes(foyer, sorte, variable, premiers[variable])
    for variable in TOUJOURS_NULLES:
        _poser(foyer, FAMILLE, variable, calendrier.nulle(), calendrier)


def _en_place(foyer: Foyer, sorte: str, montant: float) -> list[float]:
    if sorte == FAMILLE:
        return [montant]
    rang = _beneficiaire(foyer)
    return [montant if autre == rang else 0.0 for autre in range(len(foyer.membres))]


def _poser_constantes(foyer: Foyer, sorte: str, variable: str, montants: list[float]) -> None:
    if sorte == FAMILLE:
        for rang, famille in enumerate(foyer.familles):
            famille[variable] = montants[0] if rang == 0 else 0.0
        return
    for membre, montant in zip(foyer.membres, montants, strict=False):
        membre.entrees.setdefault(
            variable, _hors_chomage(membre, montant) if variable == ASS else montant
        )


def _hors_chomage(membre: Membre, montant: float) -> Serie:
    """L'ASS suit l'allocation chômage : elle n'est jamais supposée versée le même mois."""
    return np.where(np.asarray(membre.entrees["chomage_net"]) > 0, 0.0, montant)
