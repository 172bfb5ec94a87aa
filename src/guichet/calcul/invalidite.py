"""AAH, Aspa, Asi : handicap, vieillesse, invalidité."""

from dataclasses import replace

from guichet.calcul import surcouche
from guichet.calcul.cas import ANNEES_ASPA, DROIT_AU_SEJOUR, Cas, euros, non
from guichet.calcul.corrections import (
    AGE_ASPA,
    AGE_ASPA_INAPTE,
    annees_de_titre,
    inapte_aspa,
    taux_incapacite,
)
from guichet.calcul.lecture import centimes_entiers
from guichet.droits.moteur import Chiffre
from guichet.droits.situation import Handicap, Personne

AAH = "prestations_sociales.prestations_etat_de_sante.invalidite.aah"
ASI = "prestations_sociales.prestations_etat_de_sante.invalidite.asi"
ASPA = "prestations_sociales.solidarite_insertion.minimum_vieillesse.aspa"
# La plus forte hausse au 1er avril depuis 2016 : 4,6 % en 2024 (coefficient CSS L161-25).
HAUSSE_LA_PLUS_FORTE = 0.046
# CSS D815-19, 2° b et c : le moteur l'ignore, la surcouche ne peut pas le corriger.
ASI_EN_COUPLE = (
    "En couple, quand une seule personne a l'Asi, le montant dépend de ce que reçoit l'autre : "
    "la caisse le calcule."
)
CHOIX = "L'AAH et l'Aspa ne se cumulent pas ; la caisse et la MDPH confirment le choix."


def aah(cas: Cas) -> Chiffre:
    montant = cas.suite.somme("aah")
    if montant > 0:
        return _aah_ouverte(cas, montant)
    if cas.premier.somme("aah") > 0 and cas.suite.famille("aspa") > 0:
        return non("L'Aspa, plus élevée ici, remplace l'AAH.", CHOIX)
    return _pas_d_aah(cas)


def _aah_ouverte(cas: Cas, montant: float) -> Chiffre:
    maximum = cas.nombre(f"{AAH}.montant")
    raisons = [f"Montant le plus haut : {euros(maximum)} par mois."]
    if cas.suite.somme("caah") > 0:
        raisons.append(
            f"S'y ajoute la majoration pour la vie autonome : {euros(cas.suite.somme('caah'))}."
        )
    if cas.premier.famille("aspa") > 0 and cas.suite.famille("aspa") == 0:
        raisons.append("Plus élevée ici que l'Aspa.")
        return replace(cas.oui("aah", montant, *raisons), a_verifier=("condition", CHOIX))
    chiffre = cas.oui("aah", montant, *raisons, premier=cas.premier.somme("aah"))
    if _decision_attendue(cas):
        phrase = "La MDPH n'a pas encore décidé du taux d'incapacité."
        return replace(chiffre, a_verifier=("condition", phrase))
    return chiffre


def _handicaps(cas: Cas) -> list[Personne]:
    return [p for p in (*cas.parents, *cas.enfants) if isinstance(p.handicap, Handicap)]


def _decision_attendue(cas: Cas) -> bool:
    return any(
        isinstance(personne.handicap, Handicap) and personne.handicap.demande_en_cours is True
        for personne in _handicaps(cas)
    )


def _pas_d_aah(cas: Cas) -> Chiffre:
    handicaps = [p for p in _handicaps(cas) if taux_incapacite(p) >= 0.5]
    if not handicaps:
        if _decision_attendue(cas):
            phrase = "La MDPH n'a pas encore décidé du taux d'incapacité."
            return Chiffre(ouvert=False, raisons=(phrase,), a_verifier=("condition", phrase))
        return non("Il faut un taux d'incapacité reconnu d'au moins 50 %.")
    if all(personne.age(cas.au) < 20 for personne in handicaps):
        return non("Avant 20 ans, c'est l'allocation pour enfant handicapé (AEEH).")
    if not any(_taux_ouvre(personne) for personne in handicaps):
        return non("Entre 50 et 79 %, la MDPH doit reconnaître une restriction d'accès à l'emploi.")
    if not any(cas.suite.individus("aah_eligible")):
        return non("À 50-79 %, l'AAH s'arrête à l'âge de la retraite.")
    return non(
        f"Ressources trop élevées : le plafond est de {euros(12 * cas.nombre(f'{AAH}.montant'))} "
        "par an, plus par enfant."
    )


def _taux_ouvre(personne: Personne) -> bool:
    restriction = isinstance(personne.handicap, Handicap) and personne.handicap.restriction_emploi
    return taux_incapacite(personne) >= 0.8 or restriction is True


def aspa(cas: Cas) -> Chiffre:
    montant = centimes_entiers(cas.suite.famille("aspa"))
    if montant > 0:
        premier = centimes_entiers(cas.premier.famille("aspa"))
        return _avec_titre(cas, cas.oui("aspa", montant, *_raisons_aspa(cas), premier=premier))
    suppose = cas.premier.famille("aspa")
    if suppose > 0 and cas.suite.somme("aah") > 0:
        return _aah_gardee(cas, suppose)
    ages = [p for p in cas.parents if p.age(cas.au) >= _age_requis(p)]
    if not ages:
        return non(_age_manquant(cas))
    if not cas.titre_suffisant(ANNEES_ASPA):
        phrase = "Il faut en général 10 ans de titre de séjour autorisant à travailler."
        motif = ("condition", phrase) if suppose > 0 else None
        return replace(non(phrase), a_verifier=motif)
    plafond = cas.nombre(
        f"{ASPA}.plafond_ressources.{'personnes_seules' if cas.seul else 'couples'}"
    )
    ressources = cas.suite.famille("asi_aspa_base_ressources")
    return non(
        f"Ressources : {euros(ressources)} par mois ; le plafond est de {euros(plafond / 12)}."
    )


def _aah_gardee(cas: Cas, suppose: float) -> Chiffre:
    if suppose > cas.suite.somme("aah"):
        phrase = f"L'Aspa donnerait {euros(suppose)}, à la place de l'AAH déjà reçue. {CHOIX}"
        return Chiffre(ouvert=False, raisons=(phrase,), a_verifier=("condition", phrase))
    return non("L'AAH, plus élevée ici, ne se cumule pas avec l'Aspa.", CHOIX)


def _age_requis(personne: Personne) -> int:
    return AGE_ASPA_INAPTE if inapte_aspa(personne) else AGE_ASPA


def _age_manquant(cas: Cas) -> str:
    if cas.aine() >= AGE_ASPA_INAPTE:
        return "Il faut 65 ans, ou 62 ans si l'on est reconnu inapte au travail."
    return f"Il faut {AGE_ASPA} ans (62 ans en cas d'inaptitude)."


def _raisons_aspa(cas: Cas) -> tuple[str, ...]:
    ressources = cas.suite.famille("asi_aspa_base_ressources")
    raisons = [f"Ressources brutes des 3 derniers mois : {euros(ressources)} par mois."]
    if any(AGE_ASPA_INAPTE <= p.age(cas.au) < AGE_ASPA for p in cas.parents):
        raisons.append("Possible dès 62 ans en cas d'inaptitude au travail.")
    raisons.append("Il faut avoir demandé toutes ses retraites.")
    return tuple(raisons)


def _avec_titre(cas: Cas, chiffre: Chiffre) -> Chiffre:
    """Hors UE, la durée du titre et ses exceptions décident : jamais « probable »."""
    hors_ue = [p for p in cas.parents if p.nationalite == "hors_ue"]
    if not hors_ue and cas.europeens:
        return replace(chiffre, a_verifier=("condition", DROIT_AU_SEJOUR))
    if not hors_ue:
        return chiffre
    annees = max(annees_de_titre(personne, cas.au) for personne in hors_ue)
    phrase = (
        f"Titre de séjour depuis {int(annees)} ans : il en faut 10 autorisant à travailler, "
        "sans interruption, sauf exceptions."
    )
    return replace(chiffre, a_verifier=("condition", phrase))


def asi(cas: Cas) -> Chiffre:
    """Barème périmé : ouvert, sans montant, à vérifier."""
    montant = cas.suite.somme("asi")
    if montant > 0:
        return _asi_ouverte(cas, montant)
    if not any(cas.suite.individus("asi_eligibilite")):
        if not any(cas.suite.individus("pensions_invalidite")):
            return non("Il faut une pension d'invalidité.")
        if cas.aine() >= AGE_ASPA_INAPTE:
            return non("À partir de 62 ans, l'Aspa remplace l'Asi.")
        return non("Il faut en général 10 ans de titre de séjour autorisant à travailler.")
    return _asi_sans_montant(cas)


def _asi_sans_montant(cas: Cas) -> Chiffre:
    plafond = _plafond_asi(cas)
    ressources = cas.suite.famille("asi_aspa_base_ressources")
    motif = cas.bareme_perime("asi")
    if motif and ressources < plafond * (1 + hausse_attendue(cas, "asi")):
        phrase = f"{motif[1]} Il peut ouvrir le droit."
        return Chiffre(ouvert=False, raisons=(phrase,), a_verifier=("bareme", phrase))
    if ressources < plafond:
        return _asi_d_un_seul(cas)
    return non(f"Ressources : {euros(ressources)} par mois ; le plafond est de {euros(plafond)}.")


def _plafond_asi(cas: Cas) -> float:
    nom = "plafond_ressource_seul" if cas.seul else "plafond_ressource_couple"
    return cas.nombre(f"{ASI}.{nom}") / 12


def _asi_ouverte(cas: Cas, montant: float) -> Chiffre:
    if not cas.seul and sum(cas.suite.individus("asi_eligibilite")) < len(cas.parents):
        return _asi_d_un_seul(cas)
    motif = cas.bareme_perime("asi")
    if motif is None:
        return _avec_titre(cas, cas.oui("asi", montant, "Complète la pension d'invalidité."))
    plafond = euros(_plafond_asi(cas))
    phrase = f"Complète la pension d'invalidité jusqu'à {plafond} par mois. {motif[1]}"
    chiffre = Chiffre(ouvert=True, raisons=(phrase,), a_verifier=("bareme", phrase))
    return _avec_titre(cas, chiffre)


def _asi_d_un_seul(cas: Cas) -> Chiffre:
    chiffre = Chiffre(
        ouvert=True, raisons=(ASI_EN_COUPLE,), a_verifier=("condition", ASI_EN_COUPLE)
    )
    return _avec_titre(cas, chiffre)


def hausse_attendue(cas: Cas, droit: str) -> float:
    """La hausse possible (0,008 = 0,8 %) tant que le nouveau barème n'est pas là ; 0 s'il l'est.

    Celle des valeurs plausibles de la surcouche, ou la plus forte de ces dernières années.
    """
    if cas.bareme_perime(droit) is None:
        return 0.0
    hausses = [
        ligne.valeur / float(cas.parametre(ligne.chemin)) - 1
        for ligne in surcouche.lire(surcouche.chemin_surcouche())
        if droit in ligne.droits and not ligne.verifie
    ]
    return max(hausses, default=HAUSSE_LA_PLUS_FORTE)
