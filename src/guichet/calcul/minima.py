"""RSA, prime d'activité, et l'ASS : les droits qui regardent les ressources récentes."""

from dataclasses import replace

from guichet.calcul.cas import ANNEES_RSA, DROIT_AU_SEJOUR, Cas, euros, non, trop_petit
from guichet.calcul.corrections import net_de_crds
from guichet.calcul.lecture import Lecture
from guichet.droits.moteur import Chiffre

RSA = "prestations_sociales.solidarite_insertion.minima_sociaux.rsa"
PPA = "prestations_sociales.solidarite_insertion.minima_sociaux.ppa"
ASS = "chomage.allocations_assurance_chomage.ass"

DUREE_DE_TITRE = (
    "Le titre de séjour autorise à travailler depuis moins de 5 ans ; des exceptions existent "
    "(réfugié, protection subsidiaire, carte de résident)."
)


def rsa(cas: Cas) -> Chiffre:
    """Le RSA, y compris jeune actif ; le majoré a sa propre ligne."""
    if _majore(cas) and cas.suite.famille("rsa") > 0:
        return non("Remplacé par le RSA majoré, plus élevé pour un parent seul.")
    return _rsa(cas, "rsa")


def rsa_majore(cas: Cas) -> Chiffre:
    if _majore(cas):
        return _rsa(cas, "rsa_majore")
    if not cas.seul:
        return non("Le RSA majoré est réservé aux parents seuls et aux femmes enceintes seules.")
    if not cas.enfants and not cas.suite.famille("enceinte_fam"):
        return non("Il faut un enfant à charge ou attendre un enfant.")
    if cas.suite.famille("rsa_majore_eligibilite"):
        return non("Le RSA sans majoration est plus élevé pour ce foyer.")
    return non("Il faut être seul depuis moins de 18 mois ou avoir un enfant de moins de 3 ans.")


def _majore(cas: Cas) -> bool:
    """Vrai si la majoration s'applique et donne plus que le RSA ordinaire."""
    majore = cas.suite.famille("rsa_socle_majore")
    return majore > 0 and majore >= cas.suite.famille("rsa_socle")


def _rsa(cas: Cas, droit: str) -> Chiffre:
    montant = cas.suite.famille("rsa")
    if montant > 0:
        chiffre = cas.oui(droit, montant, *_raisons_rsa(cas), premier=cas.premier.famille("rsa"))
        if cas.europeens:
            return replace(chiffre, a_verifier=("condition", DROIT_AU_SEJOUR))
        return chiffre
    if not cas.titre_suffisant(ANNEES_RSA):
        return _selon_le_titre(cas.premier.famille("rsa"), _pas_de_rsa(cas, cas.premier))
    return _pas_de_rsa(cas, cas.suite)


def _selon_le_titre(suppose: float, sinon: Chiffre) -> Chiffre:
    """Quand seule la durée du titre manque, les exceptions décident."""
    if suppose > 0:
        return replace(non(DUREE_DE_TITRE), a_verifier=("condition", DUREE_DE_TITRE))
    return sinon


def _raisons_rsa(cas: Cas) -> tuple[str, ...]:
    maximum = max(cas.suite.famille("rsa_socle"), cas.suite.famille("rsa_socle_majore"))
    ressources = cas.suite.famille("rsa_base_ressources")
    forfait = cas.suite.famille("rsa_forfait_logement")
    raisons = [f"Montant du RSA pour ce foyer : {euros(maximum)} par mois."]
    if ressources > 0:
        raisons.append(f"Ressources retirées ({cas.reference()}) : {euros(ressources)} par mois.")
    if forfait > 0:
        raisons.append(f"Forfait logement retiré : {euros(forfait)} par mois.")
    return tuple(raisons)


def _pas_de_rsa(cas: Cas, lu: Lecture) -> Chiffre:
    maximum = max(lu.famille("rsa_socle"), lu.famille("rsa_socle_majore"))
    if maximum <= 0:
        return non(_condition_rsa(cas))
    retire = lu.famille("rsa_base_ressources") + lu.famille("rsa_forfait_logement")
    reste = maximum - retire
    minimum = cas.nombre(f"{RSA}.rsa_maj.montant_minimum_verse")
    if 0 < reste < minimum:
        return trop_petit(reste, minimum, "le RSA")
    return non(
        f"Ressources du foyer {cas.reference()}, forfait logement compris : {euros(retire)} "
        f"par mois, au-dessus du RSA de ce foyer ({euros(maximum)})."
    )


def _condition_rsa(cas: Cas) -> str:
    if all(cas.etudie(personne) for personne in cas.parents):
        return "Un élève ou un étudiant n'a pas droit au RSA."
    return (
        "Avant 25 ans et sans enfant, il faut avoir travaillé 3 214 heures "
        "dans les 3 dernières années."
    )


def prime_activite(cas: Cas) -> Chiffre:
    montant = net_de_crds(cas.suite.famille("ppa"))
    if montant > 0:
        premier = net_de_crds(cas.premier.famille("ppa"))
        return cas.oui("prime_activite", montant, *_raisons_prime(cas), premier=premier)
    if not cas.titre_suffisant(ANNEES_RSA):
        return _selon_le_titre(cas.premier.famille("ppa"), _pas_de_prime(cas, cas.premier))
    return _pas_de_prime(cas, cas.suite)


def _moyenne(lu: Lecture, variable: str) -> float:
    """La moyenne des trois mois de référence, M-4 à M-2 (L1)."""
    return sum(lu.famille(variable, recul) for recul in (2, 3, 4)) / 3


def _raisons_prime(cas: Cas) -> tuple[str, ...]:
    lu = cas.suite
    part = cas.nombre(f"{PPA}.pa_m.majoration_ressources_revenus_activite")
    taux = f"{100 * part:.2f}".replace(".", ",")
    forfait = _moyenne(lu, "ppa_fictive_montant_forfaitaire")
    travail = _moyenne(lu, "ppa_revenu_activite")
    compte = _moyenne(lu, "ppa_fictive_ressource_activite")
    bonus = sum(cas.suite.somme("ppa_bonification", recul) for recul in (2, 3, 4)) / 3
    retire = _moyenne(lu, "ppa_base_ressources") + _moyenne(lu, "ppa_forfait_logement")
    raisons = [
        f"Revenus du travail {cas.reference()} : {euros(travail)} par mois.",
        f"Montant du foyer {euros(forfait)}, plus {taux} % du travail ({euros(compte)})"
        + (f", plus la bonification ({euros(bonus)})." if bonus > 0 else "."),
        f"Ressources et forfait logement retirés : {euros(max(retire, forfait))}.",
    ]
    if cas.suite.famille("rsa_majore_eligibilite"):
        raisons.append("Montant majoré, car parent seul.")
    return tuple(raisons)


def _pas_de_prime(cas: Cas, lu: Lecture) -> Chiffre:
    if cas.aine() < 18:
        return non("Il faut avoir 18 ans.")
    if _moyenne(lu, "ppa_revenu_activite") <= 0:
        return non(f"Aucun revenu du travail {cas.reference()}.")
    if not lu.famille("ppa_eligibilite_apprenants"):
        seuil = max(lu.individus("ppa_plancher_revenu_activite_apprenant"))
        return non(
            "Étudiant, élève ou apprenti : il faut gagner plus de "
            f"{euros(seuil)} chacun des trois derniers mois."
        )
    minimum = cas.nombre(f"{PPA}.pa_m.montant_minimum_verse")
    calcule = _moyenne(lu, "ppa_fictive")
    if 0 < calcule < minimum:
        return trop_petit(calcule, minimum, "la prime d'activité")
    retire = _moyenne(lu, "ppa_base_ressources")
    return non(f"Ressources du foyer {cas.reference()} trop élevées : {euros(retire)} par mois.")


def ass(cas: Cas) -> Chiffre:
    """L'ASS déjà reçue est une ressource : son montant déclaré fait foi."""
    declare = max(cas.suite.individus("ass", 1)) if _recoit_ass(cas) else 0.0
    if declare > 0:
        return cas.oui("ass", declare, "Allocation déjà reçue, montant déclaré.")
    montant = max(
        valeur for personne, valeur in cas.personnes_et_valeurs("ass") if personne in cas.parents
    )
    if montant > 0:
        jour = cas.nombre(f"{ASS}.montant_plein")
        return cas.oui(
            "ass", montant, f"Fin de droits au chômage : {euros(jour)} par jour au plus, 30 jours."
        )
    return _pas_d_ass(cas)


def _recoit_ass(cas: Cas) -> bool:
    courant = cas.suite.calendrier.courant
    return any(
        ligne.type == "ass" and ligne.du <= courant and (ligne.au is None or ligne.au >= courant)
        for personne in cas.parents
        if isinstance(personne.ressources, tuple)
        for ligne in personne.ressources
    )


def _pas_d_ass(cas: Cas) -> Chiffre:
    chercheurs = [p for p in cas.parents if p.activite == "demandeur_emploi"]
    if not chercheurs:
        return non("Il faut être demandeur d'emploi.")
    if all(p.inscrit_france_travail is False for p in chercheurs):
        return non("Il faut être inscrit à France Travail.")
    if all(p.ass_5_ans_sur_10 is not True for p in chercheurs):
        return non("Il faut 5 ans de travail dans les 10 ans avant la fin du contrat.")
    are = {p.id for p, valeur in cas.personnes_et_valeurs("chomage_net") if valeur > 0}
    if all(p.id in are for p in chercheurs):
        return non("L'allocation chômage est encore versée.")
    if any(valeur > 0 for p, valeur in cas.personnes_et_valeurs("aah") if p in chercheurs):
        return non("Elle ne se cumule pas avec l'AAH.")
    jours = cas.nombre(f"{ASS}.{'plaf_seul' if cas.seul else 'plaf_coup'}")
    plafond = jours * cas.nombre(f"{ASS}.montant_plein")
    revenus = cas.suite.famille("ass_base_ressources") / 12
    return non(
        f"Ressources des 12 derniers mois : {euros(revenus)} par mois, "
        f"le plafond est de {euros(plafond)}."
    )
