"""Ressources déclarées d'une personne → revenus que le moteur attend.

Le moteur veut net, brut et imposable : on donne les trois, sinon il déroule toute la
feuille de paie. Les coefficients viennent de nos mesures sur les barèmes 2026
(cotisations salariales moyennes 22 %, CSG et CRDS non déductibles 2,9 % de 98,25 %).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from guichet.calcul.assemblage import Entrees
from guichet.calcul.calendrier import MOIS_PAR_AN, Calendrier, Serie
from guichet.droits.situation import Mois, Personne, Ressource, connu

NET_SUR_BRUT = 0.78
CSG_CRDS_NON_DEDUCTIBLE = 0.029
ASSIETTE_CSG = 0.9825
ARE_NET_SUR_BRUT = 1 - ((0.062 + 0.005) * ASSIETTE_CSG + 0.028)
RETRAITE_NET_SUR_BRUT = 1 - 0.066 - 0.005 - 0.003  # CSG réduite, CRDS, Casa
RETRAITE_IMPOSABLE_SUR_NET = 1 / 0.971

# Part du chiffre d'affaires qui reste après l'abattement fiscal : CGI, art. 50-0 et 102 ter.
MICRO = {"ca_micro_vente": 0.29, "ca_micro_services": 0.50, "ca_micro_liberal": 0.66}
VARIABLES_MICRO = {
    "ca_micro_vente": "rpns_auto_entrepreneur_CA_achat_revente",
    "ca_micro_services": "rpns_auto_entrepreneur_CA_bic",
    "ca_micro_liberal": "rpns_auto_entrepreneur_CA_bnc",
}
# Comptées telles quelles par le RSA, la prime d'activité, l'AAH, l'Aspa, l'Asi et la C2S ;
# le moteur n'a pas de case « autre », et sa case « rente » n'est lue ni par le RSA ni par l'Aspa.
SANS_CASE = ("autre", "rente_at_mp")
SIMPLES = {
    "ij_maladie": "indemnites_journalieres_maladie",
    "ij_maternite": "indemnites_journalieres_maternite",
    "pension_invalidite": "pensions_invalidite",
    "pension_alimentaire_recue": "pensions_alimentaires_percues",
    "bourse": "bourse_enseignement_sup",
    "revenus_fonciers": "revenus_locatifs",
}
IMPOSABLES = ("salaire_imposable", "chomage_imposable", "retraite_imposable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Regles:
    """Ce que la traduction lit dans les barèmes.

    ``csg_exoneration`` et ``csg_demi_part`` : euros de revenu fiscal par an ;
    ``autonomie`` : euros nets par mois au-dessus desquels un jeune n'est plus à charge.
    """

    csg_exoneration: float
    csg_demi_part: float
    autonomie: float


def series(personne: Personne, calendrier: Calendrier) -> dict[str, Serie]:
    """Euros par mois et par type de ressource, année N-2 complétée si elle est inconnue."""
    lignes = personne.ressources if connu(personne.ressources) else ()
    types = dict.fromkeys(ligne.type for ligne in lignes)
    return {
        nature: _serie([ligne for ligne in lignes if ligne.type == nature], calendrier)
        for nature in types
    }


def _serie(lignes: list[Ressource], calendrier: Calendrier) -> Serie:
    serie = calendrier.ressources(lignes)
    if min(ligne.du for ligne in lignes) > Mois(calendrier.annees[0], 1):
        serie = serie.copy()
        serie[:MOIS_PAR_AN] = habituel(lignes, calendrier)
    return serie


def habituel(lignes: Iterable[Ressource], calendrier: Calendrier) -> float:
    """La moyenne des douze derniers mois, à défaut celle des mois connus."""
    serie = calendrier.ressources(lignes)
    fin = calendrier.rang + 1
    derniers = serie[fin - MOIS_PAR_AN : fin]
    premier = int(np.argmax(derniers > 0))
    return float(derniers[premier:].mean()) if derniers.any() else 0.0


def part(montant: Decimal | float, facteur: float) -> float:
    return float(montant) * facteur


def retraite_exoneree(
    toutes: Iterable[dict[str, Serie]], calendrier: Calendrier, regles: Regles, parts: float
) -> bool:
    """Vrai si le foyer est trop modeste pour payer la CSG sur ses pensions (CSS, art. L136-8)."""
    annuel = sum(
        float(calendrier.n_2(serie).sum())
        for ressources in toutes
        for nature, serie in ressources.items()
        if nature in {"salaire_net", "are", "retraite_nette", "retraite_brute"}
    )
    seuil = regles.csg_exoneration + (parts - 1) * 2 * regles.csg_demi_part
    return 0.9 * annuel <= seuil


def entrees(ressources: dict[str, Serie], calendrier: Calendrier, *, exonere: bool) -> Entrees:
    """Les variables de revenu d'une personne. ``exonere`` : pas de CSG sur la retraite."""
    donnees: Entrees = {}
    nulle = calendrier.nulle()
    _salaire(ressources.get("salaire_net", nulle), donnees)
    _chomage(ressources.get("are", nulle), donnees)
    _retraite(ressources, donnees, nulle, exonere=exonere)
    _independant(ressources, donnees, calendrier)
    for nature, variable in SIMPLES.items():
        donnees[variable] = ressources.get(nature, nulle)
    donnees["prestation_compensatoire"] = sum(
        (ressources.get(nature, nulle) for nature in SANS_CASE), nulle
    )
    donnees["pensions_alimentaires_versees_individu"] = ressources.get(
        "pension_alimentaire_versee", nulle
    )
    return donnees


def _salaire(net: Serie, donnees: Entrees) -> None:
    brut = net / NET_SUR_BRUT
    donnees["salaire_net"] = net
    donnees["salaire_de_base"] = brut
    donnees["salaire_imposable"] = net + CSG_CRDS_NON_DEDUCTIBLE * ASSIETTE_CSG * brut


def _chomage(net: Serie, donnees: Entrees) -> None:
    donnees["chomage_net"] = net
    donnees["chomage_brut"] = net / ARE_NET_SUR_BRUT
    donnees["chomage_imposable"] = net / (1 - CSG_CRDS_NON_DEDUCTIBLE)


def _retraite(
    ressources: dict[str, Serie], donnees: Entrees, nulle: Serie, *, exonere: bool
) -> None:
    taux = 1.0 if exonere else RETRAITE_NET_SUR_BRUT
    brute, nette = ressources.get("retraite_brute", nulle), ressources.get("retraite_nette", nulle)
    donnees["retraite_nette"] = nette + brute * taux
    donnees["retraite_brute"] = brute + nette / taux
    imposable = 1.0 if exonere else RETRAITE_IMPOSABLE_SUR_NET
    donnees["retraite_imposable"] = (nette + brute * taux) * imposable


def _independant(ressources: dict[str, Serie], donnees: Entrees, calendrier: Calendrier) -> None:
    nulle = calendrier.nulle()
    benefice = calendrier.par_an(ressources.get("benefice_independant", nulle))
    imposables = benefice.copy()
    for nature, variable in VARIABLES_MICRO.items():
        chiffre = ressources.get(nature, nulle)
        donnees[variable] = chiffre
        imposables = imposables + calendrier.par_an(chiffre) * MICRO[nature]
    # Le moteur lit le dernier bénéfice annuel connu pour le RSA et la prime, et l'imposable
    # de N-2 pour le logement et les prestations familiales : les deux sont donnés.
    donnees["rpns_autres_revenus"] = benefice
    donnees["rpns_imposables"] = imposables
