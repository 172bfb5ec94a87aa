"""La situation du contrat → les entrées du moteur, pour une variante où tout est connu."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from guichet.calcul import corrections, fiscal, places, revenus
from guichet.calcul.assemblage import (
    FAMILLE,
    FOYER_FISCAL,
    MENAGE,
    Entrees,
    Foyer,
    Membre,
    Place,
)
from guichet.calcul.calendrier import Calendrier, Serie
from guichet.calcul.revenus import Regles
from guichet.droits.situation import (
    Couple,
    Grossesse,
    Handicap,
    Logement,
    Mois,
    Personne,
    Situation,
    connu,
)

ACTIVITES = {
    "salarie": "actif",
    "apprenti": "actif",
    "independant": "actif",
    "demandeur_emploi": "chomeur",
    "etudiant": "etudiant",
    "lyceen": "etudiant",
    "collegien": "etudiant",
    "ecolier": "etudiant",
    "retraite": "retraite",
}
ACTIVITE_DES_RESSOURCES = {
    "salaire_net": "salarie",
    "are": "demandeur_emploi",
    "ass": "demandeur_emploi",
    "retraite_brute": "retraite",
    "retraite_nette": "retraite",
}
SCOLARITES = {
    "ecolier": "primaire",
    "collegien": "college",
    "lyceen": "lycee",
    "etudiant": "enseignement_superieur",
}
STATUTS_LOGEMENT = {
    "accedant": "primo_accedant",
    "heberge": "loge_gratuitement",
    "foyer": "locataire_foyer",
}
STATUTS_COUPLE = {"marie": "marie", "pacse": "pacse", "concubinage": "celibataire"}
LOCATAIRE = frozenset({"locataire_vide", "locataire_meuble", "locataire_hlm", "foyer"})
LONGTEMPS = 99.0


@dataclass(frozen=True, slots=True)
class Traduction:
    """Ce qui est commun à toutes les variantes d'un appel."""

    calendrier: Calendrier
    regles: Regles

    def foyer(self, situation: Situation, *, titre_suppose: bool) -> Foyer:
        """Les entrées du foyer, sans les prestations passées.

        ``titre_suppose`` : les conditions de durée de séjour sont tenues pour remplies ;
        on sait ainsi si elles seules manquent.
        """
        foyer = Foyer(
            familles=[self._famille(situation)],
            foyers_fiscaux=[{}],
            menages=[_menage(situation)],
        )
        ressources = {p.id: revenus.series(p, self.calendrier) for p in situation.personnes}
        _pension_des_enfants(situation, ressources, self.calendrier)
        parts = places.parts(situation, self.calendrier, self.regles.autonomie)
        exonere = revenus.retraite_exoneree(
            ressources.values(), self.calendrier, self.regles, parts
        )
        for personne in situation.personnes:
            entrees = self._personne(personne, situation, titre_suppose=titre_suppose)
            entrees |= revenus.entrees(ressources[personne.id], self.calendrier, exonere=exonere)
            entrees["asi_eligibilite"] = self._asi(personne, entrees)
            _deja_ass(entrees, ressources[personne.id])
            self._neutraliser(entrees)
            foyer.membres.append(Membre(personne.id, entrees, {}))
            places.placer(foyer, personne, situation, self.calendrier, self.regles.autonomie)
        _epargne(foyer, situation)
        fiscal.pensions_et_fonciers(foyer, self.calendrier)
        fiscal.annee_n_2(foyer, situation, self.calendrier)
        return foyer

    def enfants(self, situation: Situation) -> tuple[Personne, ...]:
        """Les enfants comptés avec leurs parents."""
        return tuple(
            personne
            for personne in situation.personnes
            if places.enfant_du_foyer(personne, self.calendrier, self.regles.autonomie)
        )

    def avec_enfant_a_naitre(self, foyer: Foyer, naissance: date) -> Foyer:
        """Le même foyer avec un enfant qui naîtra : seulement pour la prime de naissance."""
        roles = {
            FAMILLE: Place(0, "enfant"),
            FOYER_FISCAL: Place(0, "personne_a_charge"),
            MENAGE: Place(0, "enfant"),
        }
        enfant = Membre("a_naitre", {"date_naissance": naissance}, roles)
        return Foyer([*foyer.membres, enfant], foyer.familles, foyer.foyers_fiscaux, foyer.menages)

    def _asi(self, personne: Personne, entrees: Entrees) -> bool:
        annees = np.asarray(entrees["duree_possession_titre_sejour"])
        return corrections.asi_eligible(
            personne,
            self.calendrier,
            pension=np.asarray(entrees["pensions_invalidite"], dtype=np.float64),
            titre_suffisant=bool(annees >= corrections.ANNEES_TITRE_ASPA),
        )

    def _neutraliser(self, entrees: Entrees) -> None:
        """L'ASS remplace l'allocation chômage : avec elle, celle-ci reste comptée."""
        variables = ["salaire_net", *revenus.VARIABLES_MICRO.values()]
        if not entrees["ass_precondition_remplie"]:
            variables.append("chomage_net")
        for variable in variables:
            serie = np.asarray(entrees[variable], dtype=np.float64)
            entrees[variable] = corrections.neutraliser_l_arret(serie, self.calendrier)

    def _famille(self, situation: Situation) -> Entrees:
        logement = situation.logement
        return {
            "departement_experimentation_rsa": corrections.reference_m_4(self.calendrier),
            "rsa_isolement_recent": corrections.isolement_recent(situation, self.calendrier),
            "asf_elig": corrections.asf_possible(situation),
            "proprietaire_proche_famille": isinstance(logement, Logement)
            and logement.bailleur_famille is True,
        }

    def _personne(
        self, personne: Personne, situation: Situation, *, titre_suppose: bool
    ) -> Entrees:
        au = self.calendrier.au
        activite = self._activite(personne)
        taux = corrections.taux_incapacite(personne)
        handicap = personne.handicap
        entrees: Entrees = {
            "date_naissance": personne.date_naissance,
            "activite": ACTIVITES.get(activite, "inactif"),
            "scolarite": SCOLARITES.get(activite, "inconnue"),
            "apprenti": activite == "apprenti",
            "remuneration_apprenti": 0.0,
            "boursier": personne.boursier is True,
            "garde_alternee": personne.garde_alternee is True,
            "taux_incapacite": taux,
            "handicap": taux >= 0.5,
            "aah_restriction_substantielle_durable_acces_emploi": isinstance(handicap, Handicap)
            and handicap.restriction_emploi is True,
            "inapte_travail": personne.inapte_travail is True,
            "rsa_jeune_condition_heures_travail_remplie": _heures(personne),
            "ass_precondition_remplie": corrections.ass_possible(personne),
            "enceinte": self._grossesse(personne),
            "date_debut_chomage": self._debut_chomage(personne),
            "statut_marital": _statut_marital(personne, situation),
        }
        entrees |= self._sejour(personne, au, titre_suppose=titre_suppose)
        return entrees

    def _activite(self, personne: Personne) -> str:
        """À défaut de réponse, celle que disent ses ressources du mois."""
        if connu(personne.activite):
            return personne.activite
        courant = self.calendrier.courant
        lignes = personne.ressources if connu(personne.ressources) else ()
        for ligne in lignes:
            en_cours = ligne.du <= courant and (ligne.au is None or ligne.au >= courant)
            if en_cours and ligne.type in ACTIVITE_DES_RESSOURCES:
                return ACTIVITE_DES_RESSOURCES[ligne.type]
        return "autre"

    def _sejour(self, personne: Personne, au: date, *, titre_suppose: bool) -> Entrees:
        hors_ue = personne.nationalite == "hors_ue"
        annees = corrections.annees_de_titre(personne, au) if hors_ue else LONGTEMPS
        if titre_suppose:
            annees = LONGTEMPS
        return {
            "nationalite": {"hors_ue": "ZZ", "ue": "DE"}.get(str(personne.nationalite), "FR"),
            "duree_possession_titre_sejour": annees,
            "aspa_eligibilite": corrections.aspa_eligible(
                personne, self.calendrier, titre_suffisant=annees >= corrections.ANNEES_TITRE_ASPA
            ),
        }

    def _grossesse(self, personne: Personne) -> Serie | bool:
        grossesse = personne.grossesse
        if not isinstance(grossesse, Grossesse):
            return False
        terme = Mois.de(grossesse.terme_prevu)
        return self.calendrier.serie(1, terme.plus(-8), terme)

    def _debut_chomage(self, personne: Personne) -> date:
        """Le mois qui suit le dernier salaire ; très ancien si aucun n'est connu."""
        if personne.activite != "demandeur_emploi":
            return date(9999, 12, 31)
        lignes = personne.ressources if connu(personne.ressources) else ()
        salaires = self.calendrier.ressources(
            ligne for ligne in lignes if ligne.type == "salaire_net"
        )
        travailles = np.flatnonzero(salaires[: self.calendrier.rang + 1] > 0)
        rang = int(travailles[-1]) + 1 if len(travailles) else 0
        mois = self.calendrier.mois[min(rang, len(self.calendrier.mois) - 1)]
        return date(mois.annee, mois.mois, 1)


def _heures(personne: Personne) -> bool:
    heures = personne.heures_3_ans
    return connu(heures) and int(heures) >= corrections.HEURES_RSA_JEUNE


def _statut_marital(personne: Personne, situation: Situation) -> str:
    if personne.role not in {"demandeur", "conjoint"}:
        return "celibataire"
    couple = situation.couple
    if isinstance(couple, Couple):
        return STATUTS_COUPLE[couple.statut] if connu(couple.statut) else "marie"
    return "veuf" if isinstance(situation.veuf_depuis, date) else "celibataire"


def _menage(situation: Situation) -> Entrees:
    logement = situation.logement
    if not isinstance(logement, Logement):
        return {"statut_occupation_logement": "sans_domicile", "loyer": 0.0, "depcom": ""}
    statut = logement.statut if connu(logement.statut) else "sans_domicile"
    loyer = float(logement.loyer) if isinstance(logement.loyer, Decimal) else 0.0
    if statut == "accedant":
        loyer = loyer or 1.0  # un emprunt en cours n'est pas un avantage en nature (CASF R262-9)
    elif statut not in LOCATAIRE:
        loyer = 0.0
    return {
        "statut_occupation_logement": STATUTS_LOGEMENT.get(statut, statut),
        "loyer": loyer,
        "depcom": logement.commune if connu(logement.commune) else "",
        "coloc": logement.colocation is True,
    }


def _pension_des_enfants(
    situation: Situation, ressources: dict[str, dict[str, Serie]], calendrier: Calendrier
) -> None:
    versee = corrections.pension_versee(situation)
    siennes = ressources[situation.demandeur.id]
    if versee and "pension_alimentaire_recue" not in siennes:
        siennes["pension_alimentaire_recue"] = np.full(len(calendrier.mois), float(versee))


def _deja_ass(entrees: Entrees, ressources: dict[str, Serie]) -> None:
    if "ass" in ressources:
        entrees["ass"] = ressources["ass"]
        entrees["ass_precondition_remplie"] = True


def _epargne(foyer: Foyer, situation: Situation) -> None:
    if isinstance(situation.epargne, Decimal):
        foyer.membres[0].entrees["epargne_revenus_non_imposables"] = float(situation.epargne)
