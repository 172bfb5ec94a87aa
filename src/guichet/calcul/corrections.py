"""Ce que le moteur fait autrement que la règle, et le remède.

Les numéros (L1 à L12) sont ceux de ``docs/calcul.md``. Une correction que l'on ne sait
pas faire n'est pas un chiffre : le droit devient « à vérifier », avec sa phrase.
"""

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import numpy as np

from guichet.calcul.assemblage import Foyer
from guichet.calcul.calendrier import Calendrier, Serie
from guichet.droits.situation import (
    AidePercue,
    Couple,
    Grossesse,
    Handicap,
    Mois,
    PensionEnfants,
    Personne,
    Situation,
    connu,
)

# L1. Décret 2025-185 du 26/02/2025 (CASF R262-7, CSS R843-1) : mois M-4 à M-2 pour tous.
REFERENCE_M_4 = Mois(2025, 3)
# L2. Aspa : 65 ans, 62 ans si inapte ou incapable à 50 % (CSS R815-1, L815-3, D351-1-14).
AGE_ASPA = 65
AGE_ASPA_INAPTE = 62
ANNEES_TITRE_ASPA = 10  # CSS L816-1
# RSA et prime d'activité majorés : isolement de moins de 18 mois (CASF R262-2).
MOIS_D_ISOLEMENT = 18
HEURES_RSA_JEUNE = 3214
CENTIME = Decimal("0.01")
CRDS = Decimal("0.005")  # ordonnance 96-50 du 24/01/1996, art. 19
# Loi de finances pour 2026, art. 67 : étudiants hors UE sans bourse exclus.
AL_ETUDIANTS_HORS_UE = date(2026, 7, 1)


def reference_m_4(calendrier: Calendrier) -> Serie:
    """L1 : le moteur garde M-3 à M-1 sauf dans ses départements « d'expérimentation »."""
    return np.array([float(mois >= REFERENCE_M_4) for mois in calendrier.mois])


def aspa_eligible(personne: Personne, calendrier: Calendrier, *, titre_suffisant: bool) -> Serie:
    """L2 : le moteur attend 64 ans pour une personne inapte, la règle dit 62."""
    seuil = AGE_ASPA_INAPTE if inapte_aspa(personne) else AGE_ASPA
    ages = [personne.age(date(mois.annee, mois.mois, 1)) for mois in calendrier.mois]
    return np.array([float(titre_suffisant and age >= seuil) for age in ages])


def inapte_aspa(personne: Personne) -> bool:
    return personne.inapte_travail is True or taux_incapacite(personne) >= 0.5


def taux_incapacite(personne: Personne) -> float:
    """Le taux au milieu de la fourchette connue, 0 sans handicap reconnu."""
    handicap = personne.handicap
    if not isinstance(handicap, Handicap) or not connu(handicap.taux):
        return 0.0
    return {"moins_50": 0.3, "50_79": 0.65, "80_plus": 0.85}[handicap.taux]


def asi_eligible(
    personne: Personne, calendrier: Calendrier, *, pension: Serie, titre_suffisant: bool
) -> bool:
    """L'Asi complète une pension d'invalidité jusqu'à 62 ans (CSS R815-1) ; ensuite, l'Aspa.

    Le moteur la laisse ouverte à tout âge. ``pension`` : euros par mois.
    """
    jeune = personne.age(calendrier.au) < AGE_ASPA_INAPTE
    return bool(titre_suffisant and jeune and pension[calendrier.rang] > 0)


def asf_possible(situation: Situation) -> bool:
    """L5 : le moteur donne l'ASF à tout parent seul ; il faut un parent qui n'aide pas.

    Une pension versée mais plus petite que l'ASF ouvre un complément si elle est fixée
    (CSS L523-1). Inconnu : non, le diagnostic essaie les deux réponses.
    """
    if isinstance(situation.couple, Couple) or situation.conjoint is not None:
        return False
    if isinstance(situation.veuf_depuis, date):
        return True
    if situation.enfants and all(enfant.garde_alternee is True for enfant in situation.enfants):
        return False
    soutien = situation.pension_enfants
    if not isinstance(soutien, PensionEnfants):
        return soutien is False
    return soutien.fixee is True or soutien.versee is not True


def pension_versee(situation: Situation) -> Decimal:
    """Euros par mois que l'autre parent verse vraiment, d'après ``pension_enfants``."""
    soutien = situation.pension_enfants
    if not isinstance(soutien, PensionEnfants) or soutien.versee is not True:
        return Decimal(0)
    return soutien.montant if isinstance(soutien.montant, Decimal) else Decimal(0)


def isolement_recent(situation: Situation, calendrier: Calendrier) -> bool:
    """Seul depuis moins de 18 mois : séparation, départ ou veuvage."""
    limite = calendrier.courant.plus(-MOIS_D_ISOLEMENT)
    return any(
        isinstance(jour, date) and Mois.de(jour) > limite
        for jour in (situation.isole_depuis, situation.veuf_depuis)
    )


def naissance_virtuelle(situation: Situation, calendrier: Calendrier) -> date | None:
    """L9 : la prime de naissance n'est calculée que pour un enfant qui naît à M+2.

    Elle est due au 7e mois : on la calcule avec les barèmes et ressources d'aujourd'hui.
    """
    grossesses = [p.grossesse for p in situation.personnes if isinstance(p.grossesse, Grossesse)]
    if not any(grossesse.terme_prevu >= calendrier.au for grossesse in grossesses):
        return None
    mois = calendrier.courant.plus(2)
    return date(mois.annee, mois.mois, 1)


def ass_possible(personne: Personne) -> bool:
    """Le moteur ouvre l'ASS à qui ne cherche pas d'emploi ; il faut en chercher un.

    C. trav. L5423-1 ; une activité inconnue ne ferme pas le droit.
    """
    cherche = personne.activite == "demandeur_emploi" or not connu(personne.activite)
    inscrit = personne.inscrit_france_travail is not False
    return personne.ass_5_ans_sur_10 is True and cherche and inscrit


def annees_de_titre(personne: Personne, au: date) -> float:
    """Années depuis le titre de séjour ; 0 sans titre."""
    depuis = personne.titre_sejour_depuis
    return (au - depuis).days / 365.25 if isinstance(depuis, date) else 0.0


def net_de_crds(brut: float) -> float:
    """L12 : le moteur rend plusieurs prestations brutes ; 0,5 % de CRDS est retenu.

    La CRDS est tronquée au centime, comme le dit la brochure des aides au logement
    (2024, p. 59) ; les montants nets publiés par la Caf ne tombent juste qu'ainsi.
    """
    exact = Decimal(repr(round(brut, 4))).quantize(CENTIME, ROUND_HALF_UP)
    return float(exact - (exact * CRDS).quantize(CENTIME, ROUND_DOWN))


def etudiant_exclu_du_logement(situation: Situation) -> bool:
    """Étudiant hors UE sans bourse : plus d'aide au logement depuis le 01/07/2026."""
    demandeur = situation.demandeur
    return (
        situation.au >= AL_ETUDIANTS_HORS_UE
        and demandeur.activite == "etudiant"
        and demandeur.nationalite == "hors_ue"
        and demandeur.boursier is not True
    )


def neutraliser_l_arret(serie: Serie, calendrier: Calendrier) -> Serie:
    """Un revenu arrêté depuis M-1 ou avant n'est pas compté par le RSA (CASF R262-13).

    Le moteur ne le voit que si le dernier versement date de M-1 ; un centime en M-1 le lui
    dit, sans toucher aux mois de référence (M-4 à M-2) que lit la prime d'activité.
    """
    rang = calendrier.rang
    arrete = serie[rang] == 0 and serie[rang - 1] == 0 and serie[rang - 4 : rang - 1].any()
    if not arrete:
        return serie
    marquee = serie.copy()
    marquee[rang - 1] = float(CENTIME)
    return marquee


def exclure_le_cumul(foyer: Foyer, situation: Situation, premiers: dict[str, list[float]]) -> None:
    """L3 : le moteur donne l'AAH et l'Aspa ensemble ; on garde l'AAH déjà reçue, ou la plus haute.

    ``premiers`` (les montants du premier mois) est corrigé sur place.
    """
    recoit_aah = any(aide.droit == "aah" and aide.au is None for aide in _aides(situation))
    aspa = premiers["aspa"][0]
    for rang, membre in enumerate(foyer.membres):
        aah = premiers["aah"][rang]
        membre.entrees["aah_eligible"] = premiers["aah_eligible"][rang] > 0
        if not (aah > 0 and aspa > 0 and premiers["aspa_eligibilite"][rang]):
            continue
        if recoit_aah or aah >= aspa:
            membre.entrees["aspa_eligibilite"] = False
            premiers["aspa"][0] = 0.0
        else:
            membre.entrees["aah_eligible"] = False
            premiers["aah"][rang] = 0.0


def _aides(situation: Situation) -> tuple[AidePercue, ...]:
    return situation.aides_percues if connu(situation.aides_percues) else ()


def commune_connue(code: str) -> bool:
    """L10 : le moteur met en zone 2, sans le dire, une commune qu'il ne connaît pas."""
    from openfisca_france.model.prestations import aides_logement  # noqa: PLC0415 - lourd

    aides_logement.preload_zone_apl()
    return code in aides_logement.zone_apl_by_depcom
