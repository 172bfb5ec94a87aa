"""Aides au logement, complémentaire santé solidaire, chèque énergie."""

from dataclasses import replace
from datetime import date

from guichet.calcul.cas import Cas, euros, non, trop_petit
from guichet.calcul.corrections import commune_connue, etudiant_exclu_du_logement
from guichet.calcul.invalidite import hausse_attendue
from guichet.calcul.lecture import centimes
from guichet.droits.moteur import Chiffre

SEUIL_AL = "prestations_sociales.aides_logement.allocations_logement.locatif"
PAS_LOCATAIRE = {
    "proprietaire": "Propriétaire du logement : pas d'aide au logement.",
    "heberge": "Hébergé sans loyer : pas d'aide au logement.",
    "sans_domicile": "Il faut un logement avec un loyer.",
}
# CSS L861-2 ; Aspa depuis le 01/04/2022, Asi 30/06/2024, AAH 01/07/2025, ASS 01/07/2026 :
# https://collectifhandicap54.org/2025/07/07/mise-a-jour-sur-lacces-a-la-complementaire-sante-solidaire-pour-les-beneficiaires-de-laah
PRESOMPTION_ASS = date(2026, 7, 1)
PLAFOND_CHEQUE = 11_000  # € de revenu fiscal par unité de consommation, campagnes 2023 à 2025
MARGE_CHEQUE = 1.05
AGE_AUTONOME = 25
# L6 : le moteur compte M-12 à M-1 ; la règle, M-13 à M-2 (les douze mois qui précèdent
# l'avant-dernier mois, Assurance maladie) : son calcul du mois précédent.
RECUL_C2S = 1


def aides_logement(cas: Cas) -> Chiffre:
    statut = cas.logement.statut
    if statut == "accedant":
        phrase = (
            "Achat du logement : seuls certains prêts anciens ouvrent une aide, la Caf vérifie."
        )
        return Chiffre(ouvert=False, raisons=(phrase,), a_verifier=("condition", phrase))
    if statut in PAS_LOCATAIRE:
        return non(PAS_LOCATAIRE[str(statut)])
    if cas.logement.bailleur_famille is True:
        return non("Le propriétaire est un parent ou un enfant : pas d'aide au logement.")
    if etudiant_exclu_du_logement(cas.situation):
        return _etudiant_hors_ue(cas)
    montant = cas.suite.famille("aide_logement")
    chiffre = _logement_ouvert(cas, montant) if montant > 0 else _pas_de_logement(cas)
    if commune_connue(str(cas.logement.commune)):
        return chiffre
    phrase = "La zone de loyer de cette commune n'est pas connue : elle décide du montant."
    return replace(chiffre, montant=None, premier_mois=None, a_verifier=("condition", phrase))


def _etudiant_hors_ue(cas: Cas) -> Chiffre:
    phrase = "Étudiant hors Union européenne : il faut être boursier depuis le 01/07/2026."
    if cas.seul:
        return non(phrase)
    return Chiffre(ouvert=False, raisons=(phrase,), a_verifier=("condition", phrase))


def _logement_ouvert(cas: Cas, montant: float) -> Chiffre:
    sorte = next(nom for nom in ("apl", "alf", "als") if cas.suite.famille(nom) > 0).upper()
    loyer = cas.suite.menage("loyer")
    ressources = cas.suite.famille("aide_logement_base_ressources")
    chiffre = cas.oui(
        "aides_logement",
        montant,
        f"{sorte}, pour un loyer de {euros(loyer)}.",
        f"Ressources des 12 mois retenus : {euros(ressources)} par an.",
        premier=cas.premier.famille("aide_logement"),
    )
    if cas.logement.statut == "foyer":
        phrase = "En foyer, l'aide dépend de la convention du foyer."
        return replace(chiffre, montant=None, premier_mois=None, a_verifier=("condition", phrase))
    return chiffre


def _pas_de_logement(cas: Cas) -> Chiffre:
    avant_seuil = cas.suite.famille("aide_logement_montant_selectionne_avant_seuil")
    sorte = "apl" if cas.suite.menage("logement_conventionne") else "non_apl"
    minimum = cas.nombre(f"{SEUIL_AL}.seuils_minimum_versement.{sorte}")
    if 0 < avant_seuil < minimum:
        return trop_petit(avant_seuil, minimum, "l'aide")
    loyer = cas.suite.menage("loyer")
    if loyer <= 0:
        return non("Il faut payer un loyer.")
    ressources = cas.suite.famille("aide_logement_base_ressources")
    plafond = cas.suite.famille("aide_logement_loyer_plafond")
    if avant_seuil > 0 and loyer > plafond:
        return non(f"Loyer trop élevé : {euros(loyer)}, pour un plafond de {euros(plafond)}.")
    return non(f"Ressources trop élevées pour ce loyer : {euros(ressources)} par an.")


def c2s(cas: Cas) -> Chiffre:
    """Le montant est ce que la personne paie ; 0 = gratuite (L11)."""
    if _chez_ses_parents(cas):
        phrase = "Avant 25 ans, seul si l'on vit et déclare ses revenus à part de ses parents."
        chiffre = _c2s(cas)
        return replace(chiffre, a_verifier=("condition", phrase)) if chiffre.ouvert else chiffre
    return _c2s(cas)


def _chez_ses_parents(cas: Cas) -> bool:
    demandeur = cas.situation.demandeur
    return (
        demandeur.age(cas.au) < AGE_AUTONOME
        and cas.seul
        and not cas.enfants
        and demandeur.sortant_ase is not True
        and (cas.etudie(demandeur) or cas.logement.statut == "heberge")
    )


def _c2s(cas: Cas) -> Chiffre:
    if cas.suite.famille("rsa") > 0 and not cas.europeens:
        return Chiffre(ouvert=True, montant=centimes(0), raisons=("Gratuite avec le RSA.",))
    ressources = cas.suite.famille("css_cmu_base_ressources", RECUL_C2S)
    gratuit = cas.suite.famille("cmu_c_plafond")
    payant = cas.suite.famille("acs_plafond")
    hausse = hausse_attendue(cas, "c2s")
    niveau = _niveau(ressources, gratuit, payant)
    presume = _presomption(cas)
    if presume and niveau == "non":
        return _presumee(cas, presume)
    if niveau != _niveau(ressources, gratuit * (1 + hausse), payant * (1 + hausse)):
        return _c2s_incertaine(cas, ressources)
    return _c2s_sure(cas, niveau, ressources, gratuit, payant)


def _niveau(ressources: float, gratuit: float, payant: float) -> str:
    if ressources <= gratuit:
        return "gratuite"
    return "payante" if ressources <= payant else "non"


def _a_payer(cas: Cas) -> float:
    return cas.suite.famille("css_participation_forfaitaire_montant")


def _c2s_sure(cas: Cas, niveau: str, ressources: float, gratuit: float, payant: float) -> Chiffre:
    compte = f"Ressources de 12 mois : {euros(ressources)}"
    if niveau == "non":
        return non(f"{compte} ; le plafond du foyer est de {euros(int(payant))} par an.")
    if niveau == "gratuite":
        return Chiffre(
            ouvert=True,
            montant=centimes(0),
            raisons=(f"{compte}, sous le plafond de {euros(gratuit)} : gratuite.",),
        )
    paye = _a_payer(cas)
    return Chiffre(
        ouvert=True,
        montant=centimes(paye),
        raisons=(f"{compte}, entre {euros(gratuit)} et {euros(int(payant))}.", _paiement(paye)),
    )


def _paiement(paye: float) -> str:
    return f"Le foyer paie {euros(paye)} par mois."


def _c2s_incertaine(cas: Cas, ressources: float) -> Chiffre:
    _, motif = cas.bareme_perime("c2s") or ("", "")
    phrase = f"Ressources de 12 mois : {euros(ressources)}, tout près d'un plafond. {motif}"
    payant = cas.suite.famille("acs_plafond")
    return Chiffre(ouvert=ressources <= payant, raisons=(phrase,), a_verifier=("bareme", phrase))


def _presomption(cas: Cas) -> str | None:
    """L'allocation qui donne la C2S avec participation sans regarder les ressources."""
    if any(cas.suite.somme("salaire_net", recul) > 0 for recul in (1, 2, 3)):
        return None
    if cas.suite.famille("aspa") > 0:
        return "Aspa"
    if cas.suite.somme("asi") > 0:
        return "Asi"
    if cas.suite.somme("aah") > 0 and cas.seul and not cas.enfants:
        return "AAH"
    if cas.suite.somme("ass") > 0 and cas.au >= PRESOMPTION_ASS:
        return "ASS"
    return None


def _presumee(cas: Cas, allocation: str) -> Chiffre:
    paye = _a_payer(cas)
    chiffre = Chiffre(
        ouvert=True,
        montant=centimes(paye),
        raisons=(f"Ouverte avec l'{allocation}, sans examen des ressources.", _paiement(paye)),
    )
    if allocation == "ASS":
        doute = "La règle annoncée pour l'ASS au 01/07/2026 reste à confirmer."
        return replace(chiffre, a_verifier=("condition", doute))
    return chiffre


def cheque_energie(cas: Cas) -> Chiffre:
    """Plafonds et campagne 2026 non confirmés : jamais de montant sûr."""
    if not cas.suite.menage_an("cheque_energie_eligibilite_logement", cas.au.year):
        return non("Il faut un logement à soi avec un contrat d'énergie.")
    unites = cas.suite.menage_an("cheque_energie_unites_consommation", cas.au.year)
    revenu = cas.suite.foyers_fiscaux_an("rfr", cas.au.year - 2)
    par_unite = revenu / unites
    if par_unite > PLAFOND_CHEQUE * MARGE_CHEQUE:
        return non(
            f"Revenu fiscal de {cas.au.year - 2} par unité : {euros(par_unite)} ; "
            f"le plafond connu est de {euros(PLAFOND_CHEQUE)}."
        )
    phrase = (
        f"Revenu fiscal par unité : {euros(par_unite)}, plafond connu {euros(PLAFOND_CHEQUE)} ; "
        "le barème de 2026 (48 à 277 € jusqu'ici) n'est pas confirmé."
    )
    return Chiffre(
        ouvert=par_unite <= PLAFOND_CHEQUE,
        annee=cas.au.year,
        raisons=(phrase,),
        a_verifier=("bareme", phrase),
    )
