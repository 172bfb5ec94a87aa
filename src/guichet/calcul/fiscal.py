"""Les foyers fiscaux : pensions versées, revenus fonciers, et l'année N-2 de l'avis d'impôt."""

import numpy as np

from guichet.calcul import revenus
from guichet.calcul.assemblage import FOYER_FISCAL, MENAGE, Foyer, Membre
from guichet.calcul.calendrier import MOIS_PAR_AN, Calendrier, Serie
from guichet.droits.situation import Situation, connu

ROLES_DECLARANTS = ("personne_de_reference", "conjoint")
RESTE_DU_FONCIER = 0.7  # abattement de 30 %, CGI, art. 32
DEDUCTION_10_POUR_CENT = 0.9  # CGI, art. 83 et 158-5-a


def pensions_et_fonciers(foyer: Foyer, calendrier: Calendrier) -> None:
    """Par foyer fiscal et par an : pensions versées (en négatif) et loyers reçus."""
    for rang, fiscal in enumerate(foyer.foyers_fiscaux):
        total = calendrier.nulle()
        fonciers = calendrier.nulle()
        for membre in foyer.membres:
            if membre.places[FOYER_FISCAL].rang == rang:
                total = total + _serie(membre.entrees["pensions_alimentaires_versees_individu"])
                fonciers = fonciers + _serie(membre.entrees["revenus_locatifs"])
        fiscal["pensions_alimentaires_versees"] = -calendrier.par_an(total)
        fiscal["f4ba"] = calendrier.par_an(fonciers) * RESTE_DU_FONCIER


def annee_n_2(foyer: Foyer, situation: Situation, calendrier: Calendrier) -> None:
    """Ramène les revenus imposables de N-2 à ceux de l'avis d'impôt, s'il est connu."""
    vise = _imposable_connu(situation, calendrier.annees[0])
    if vise is None:
        return
    declarants = [m for m in foyer.membres if m.places[MENAGE].role in ROLES_DECLARANTS]
    total = sum(_imposable(membre, calendrier) for membre in declarants)
    if total > 0:
        for membre in declarants:
            for variable in revenus.IMPOSABLES:
                membre.entrees[variable] = _proportionner(membre.entrees[variable], vise / total)
    elif vise > 0:
        retraite = declarants[0].entrees["activite"] == "retraite"
        variable = "retraite_imposable" if retraite else "salaire_imposable"
        serie = _serie(declarants[0].entrees[variable]).copy()
        serie[:MOIS_PAR_AN] = vise / MOIS_PAR_AN
        declarants[0].entrees[variable] = serie


def _imposable_connu(situation: Situation, annee: int) -> float | None:
    if not connu(situation.revenus_annuels) or annee not in situation.revenus_annuels:
        return None
    annuels = situation.revenus_annuels[annee]
    if connu(annuels.revenus_imposables):
        return float(annuels.revenus_imposables)
    if connu(annuels.revenu_fiscal_reference):
        return float(annuels.revenu_fiscal_reference) / DEDUCTION_10_POUR_CENT
    return None


def _serie(valeur: object) -> Serie:
    return np.asarray(valeur, dtype=np.float64)


def _imposable(membre: Membre, calendrier: Calendrier) -> float:
    return sum(
        float(calendrier.n_2(_serie(membre.entrees[variable])).sum())
        for variable in revenus.IMPOSABLES
    )


def _proportionner(valeur: object, facteur: float) -> Serie:
    serie = _serie(valeur).copy()
    serie[:MOIS_PAR_AN] *= facteur
    return serie
