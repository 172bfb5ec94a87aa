"""Chiffrer les variantes d'un foyer : deux passes, une simulation chacune.

1. Le premier mois : les aides passées telles que déclarées, les durées de séjour
   supposées suffisantes (pour savoir si elles seules manquent).
2. Le régime de croisière : les droits de la première passe supposés versés depuis des
   mois, les durées de séjour réelles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guichet.calcul import corrections, passe
from guichet.calcul.assemblage import FAMILLE, Foyer, Simulation, assembler
from guichet.calcul.calendrier import Calendrier
from guichet.calcul.cas import Cas
from guichet.calcul.chiffres import chiffrer
from guichet.calcul.correspondance import Traduction
from guichet.calcul.lecture import Lecture
from guichet.calcul.openfisca import Noeud, Systeme
from guichet.calcul.revenus import Regles
from guichet.droits.moteur import Chiffre
from guichet.droits.situation import Situation

SMIC = "marche_travail.salaire_minimum.smic.smic_b_horaire"
PART_DU_SMIC = "prestations_sociales.prestations_familiales.def_pac.revenu_plafond_pac_non_scolaire"
HEURES_PF = 169  # heures par mois dont 55 % du Smic fait l'autonomie (CSS R512-2)
SEUILS_CSG = "prelevements_sociaux.contributions_sociales.csg.remplacement.seuils.seuil_rfr1"


@dataclass(frozen=True, slots=True)
class Evaluateur:
    """Le système du moteur, prêt ; vit dans l'ouvrier."""

    systeme: Systeme

    def evaluer(self, variantes: Sequence[Situation]) -> tuple[Mapping[str, Chiffre], ...]:
        """Un dictionnaire par variante ; toutes sont regardées à la même date."""
        if not variantes:
            return ()
        calendrier = Calendrier.autour(variantes[0].au)
        traduction = Traduction(calendrier, self._regles(variantes[0].au))
        premiers = self._premiere(traduction, variantes)
        croisiere = self._croisiere(traduction, variantes, premiers)
        naissances = self._naissances(traduction, variantes)
        return tuple(
            chiffrer(
                Cas(
                    situation=situation,
                    systeme=self.systeme,
                    enfants=traduction.enfants(situation),
                    premier=premier,
                    suite=suite,
                    naissance=naissances.get(rang),
                )
            )
            for rang, (situation, premier, suite) in enumerate(
                zip(variantes, premiers, croisiere, strict=True)
            )
        )

    def _regles(self, au: date) -> Regles:
        seuils = self._parametre(SEUILS_CSG, f"{au.year}-01-01")
        mois = f"{au:%Y-%m}-01"
        smic = float(self._parametre(SMIC, mois)) * HEURES_PF
        return Regles(
            csg_exoneration=float(seuils.seuil_rfr1),
            csg_demi_part=float(seuils.demi_part_suppl_rfr1),
            autonomie=float(self._parametre(PART_DU_SMIC, mois)) * smic,
        )

    def _parametre(self, chemin: str, jour: str) -> Noeud:
        noeud = self.systeme.get_parameters_at_instant(jour)
        for nom in chemin.split("."):
            noeud = noeud[nom]
        return noeud

    def _premiere(self, traduction: Traduction, variantes: Sequence[Situation]) -> list[Lecture]:
        foyers = []
        for situation in variantes:
            foyer = traduction.foyer(situation, titre_suppose=True)
            passe.poser_declare(foyer, situation, traduction.calendrier)
            foyers.append(foyer)
        return self._simuler(traduction.calendrier, foyers)

    def _croisiere(
        self,
        traduction: Traduction,
        variantes: Sequence[Situation],
        premiers: Sequence[Lecture],
    ) -> list[Lecture]:
        foyers = []
        for situation, premier in zip(variantes, premiers, strict=True):
            foyer = traduction.foyer(situation, titre_suppose=False)
            montants = _montants(premier)
            corrections.exclure_le_cumul(foyer, situation, montants)
            passe.poser_croisiere(foyer, situation, traduction.calendrier, montants)
            foyers.append(foyer)
        return self._simuler(traduction.calendrier, foyers)

    def _naissances(
        self, traduction: Traduction, variantes: Sequence[Situation]
    ) -> dict[int, Lecture]:
        """La prime de naissance se calcule à part, avec l'enfant à naître (L9)."""
        attendues = {
            rang: naissance
            for rang, situation in enumerate(variantes)
            if (naissance := corrections.naissance_virtuelle(situation, traduction.calendrier))
        }
        foyers = []
        for rang, naissance in attendues.items():
            foyer = traduction.foyer(variantes[rang], titre_suppose=False)
            foyers.append(traduction.avec_enfant_a_naitre(foyer, naissance))
        return dict(zip(attendues, self._simuler(traduction.calendrier, foyers), strict=True))

    def _simuler(self, calendrier: Calendrier, foyers: Sequence[Foyer]) -> list[Lecture]:
        if not foyers:
            return []
        simulation: Simulation = assembler(
            self.systeme, foyers, calendrier, sauf_courant=passe.A_CALCULER
        )
        return [Lecture(simulation, calendrier, rang) for rang in range(len(foyers))]


def _montants(premier: Lecture) -> dict[str, list[float]]:
    """Ce que chaque prestation comptée vaut le premier mois."""
    familles = {
        variable: [premier.famille(variable)]
        for sorte, variables in passe.COMPTES.values()
        if sorte == FAMILLE
        for variable in variables
    }
    individus = {
        variable: premier.individus(variable)
        for variable in ("aah", "aah_eligible", "aspa_eligibilite", "asi", *passe.SANS_DECLARATION)
    }
    return familles | individus
