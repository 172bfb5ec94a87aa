"""La situation du contrat → les entrées du moteur, pour une variante où tout est connu."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from guichet.calcul import corrections, revenus
from guichet.calcul.assemblage import (
    FAMILLE,
    FOYER_FISCAL,
    MENAGE,
    Entrees,
    Foyer,
    Membre,
    Place,
)
from guichet.calcul.calendrier import MOIS_PAR_AN, Calendrier, Serie
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
AGE_ENFANT = 25
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
            foyers_fiscaux=[self._foyer_fiscal()],
            menages=[_menage(situation)],
        )
        ressources = {p.id: revenus.series(p, self.calendrier) for p in situation.personnes}
        _pension_des_enfants(situation, ressources, self.calendrier)
        exonere = revenus.retraite_exoneree(
            ressources.values(), self.calendrier, self.regles, _parts(situation)
        )
        for personne in situation.personnes:
            entrees = self._personne(personne, situation, titre_suppose=titre_suppose)
            entrees |= revenus.entrees(ressources[personne.id], self.calendrier, exonere=exonere)
            _deja_ass(entrees, ressources[personne.id])
            foyer.membres.append(Membre(personne.id, entrees, {}))
            _placer(foyer, personne, situation)
        _epargne(foyer, situation)
        _pensions_versees(foyer, self.calendrier)
        _annee_n_2(foyer, situation, self.calendrier)
        return foyer

    def avec_enfant_a_naitre(self, foyer: Foyer, naissance: date) -> Foyer:
        """Le même foyer avec un enfant qui naîtra : seulement pour la prime de naissance."""
        places = {
            FAMILLE: Place(0, "enfant"),
            FOYER_FISCAL: Place(0, "personne_a_charge"),
            MENAGE: Place(0, "enfant"),
        }
        enfant = Membre("a_naitre", {"date_naissance": naissance}, places)
        return Foyer([*foyer.membres, enfant], foyer.familles, foyer.foyers_fiscaux, foyer.menages)

    def _famille(self, situation: Situation) -> Entrees:
        logement = situation.logement
        return {
            "departement_experimentation_rsa": corrections.reference_m_4(self.calendrier),
            "rsa_isolement_recent": corrections.isolement_recent(situation, self.calendrier),
            "asf_elig": corrections.asf_possible(situation),
            "proprietaire_proche_famille": isinstance(logement, Logement)
            and logement.bailleur_famille is True,
        }

    def _foyer_fiscal(self) -> Entrees:
        return {}

    def _personne(
        self, personne: Personne, situation: Situation, *, titre_suppose: bool
    ) -> Entrees:
        au = self.calendrier.au
        activite = personne.activite if connu(personne.activite) else "autre"
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
            "ass_precondition_remplie": personne.ass_5_ans_sur_10 is True,
            "enceinte": self._grossesse(personne),
            "date_debut_chomage": self._debut_chomage(personne),
            "statut_marital": _statut_marital(personne, situation),
        }
        entrees |= self._sejour(personne, au, titre_suppose=titre_suppose)
        return entrees

    def _sejour(self, personne: Personne, au: date, *, titre_suppose: bool) -> Entrees:
        hors_ue = personne.nationalite == "hors_ue"
        annees = corrections.annees_de_titre(personne, au) if hors_ue else LONGTEMPS
        if titre_suppose:
            annees = LONGTEMPS
        return {
            "nationalite": {"hors_ue": "ZZ", "ue": "DE"}.get(str(personne.nationalite), "FR"),
            "duree_possession_titre_sejour": annees,
            "aspa_eligibilite": corrections.aspa_eligible(
                personne, self.calendrier, titre_suffisant=annees >= 10
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


def enfant_du_foyer(personne: Personne, au: date) -> bool:
    """Compté avec ses parents : moins de 25 ans, ou handicapé à 80 % quel que soit l'âge."""
    lourd = corrections.taux_incapacite(personne) >= 0.8
    return personne.role == "enfant" and (personne.age(au) < AGE_ENFANT or lourd)


def _parts(situation: Situation) -> float:
    enfants = sum(enfant_du_foyer(p, situation.au) for p in situation.personnes)
    adultes = 1 + (situation.conjoint is not None)
    return adultes + 0.5 * min(enfants, 2) + max(enfants - 2, 0)


def _placer(foyer: Foyer, personne: Personne, situation: Situation) -> None:
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


def _pensions_versees(foyer: Foyer, calendrier: Calendrier) -> None:
    """Le moteur veut aussi, par foyer fiscal et par an, les pensions versées en négatif."""
    for rang, fiscal in enumerate(foyer.foyers_fiscaux):
        total = calendrier.nulle()
        fonciers = calendrier.nulle()
        for membre in foyer.membres:
            if membre.places[FOYER_FISCAL].rang == rang:
                total = total + _serie(membre.entrees["pensions_alimentaires_versees_individu"])
                fonciers = fonciers + _serie(membre.entrees["revenus_locatifs"])
        fiscal["pensions_alimentaires_versees"] = -calendrier.par_an(total)
        fiscal["f4be"] = calendrier.par_an(fonciers)


def _annee_n_2(foyer: Foyer, situation: Situation, calendrier: Calendrier) -> None:
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


ROLES_DECLARANTS = ("personne_de_reference", "conjoint")
DEDUCTION_10_POUR_CENT = 0.9  # CGI art. 83 et 158-5-a


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
