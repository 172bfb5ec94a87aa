"""Les prestations familiales : allocations, complément, soutien, naissance, rentrée, handicap."""

from dataclasses import replace
from datetime import date

from guichet.calcul.cas import Cas, euros, non, trop_petit
from guichet.calcul.corrections import net_de_crds, taux_incapacite
from guichet.droits.moteur import Chiffre
from guichet.droits.situation import Grossesse, Handicap, Mois, PensionEnfants

PF = "prestations_sociales.prestations_familiales"
FIN_ARS = (8, 31)


def _revenus(cas: Cas) -> float:
    return cas.suite.famille("prestations_familiales_base_ressources")


def af(cas: Cas) -> Chiffre:
    montant = net_de_crds(cas.suite.famille("af"))
    nombre = int(cas.suite.famille("af_nbenf"))
    if montant > 0:
        pluriel = "s" if nombre > 1 else ""
        raisons = [f"{nombre} enfant{pluriel} de moins de 20 ans à charge."]
        taux = cas.suite.famille("af_taux_modulation")
        annee = cas.au.year - 2
        if taux < 1:
            raisons.append(
                f"Revenus de {annee} ({euros(_revenus(cas))}) au-dessus du plafond : "
                f"{'moitié' if taux > 0.4 else 'quart'} du montant."
            )
        return cas.oui("af", montant, *raisons)
    if nombre == 0:
        return non("Il faut au moins deux enfants de moins de 20 ans à charge.")
    return non("Un seul enfant à charge : il en faut deux (un seul suffit en outre-mer).")


def cf(cas: Cas) -> Chiffre:
    montant = net_de_crds(cas.suite.famille("cf"))
    if montant > 0:
        return cas.oui("cf", montant, "Trois enfants de 3 à 20 ans, revenus sous le plafond.")
    if cas.suite.famille("cf_montant") > 0:
        return non("Elle ne se cumule pas avec l'allocation de base de la Paje.")
    plafond = cas.suite.famille("cf_plafond")
    if plafond > 0:
        return non(
            f"Revenus de {cas.au.year - 2} : {euros(_revenus(cas))}, "
            f"le plafond est de {euros(plafond)}."
        )
    return non("Il faut au moins trois enfants de 3 à 20 ans à charge.")


def asf(cas: Cas) -> Chiffre:
    """L5 : seulement si l'autre parent n'aide pas, ou pas assez."""
    montant = cas.suite.famille("asf")
    if montant > 0:
        return _asf_ouverte(cas, net_de_crds(montant))
    calcule = cas.suite.famille("asf_montant")
    if cas.suite.famille("asf_elig") and calcule > 0:
        minimum = cas.nombre(f"{PF}.education_presence_parentale.asf.seuil")
        return trop_petit(calcule, minimum, "le complément")
    return non(_pas_d_asf(cas))


def _pas_d_asf(cas: Cas) -> str:
    if not any(enfant.age(cas.au) < 20 for enfant in cas.enfants):
        return "Il faut un enfant de moins de 20 ans à charge."
    if not cas.seul:
        return "Elle est réservée aux parents qui vivent seuls."
    if cas.suite.famille("asf_elig"):
        return "La pension versée pour les enfants dépasse l'allocation."
    if all(enfant.garde_alternee is True for enfant in cas.enfants):
        return "Garde alternée : l'autre parent participe à l'entretien des enfants."
    return "L'autre parent verse une aide pour les enfants."


def _asf_ouverte(cas: Cas, montant: float) -> Chiffre:
    raisons = ["Parent seul, enfant sans aide de l'autre parent."]
    soutien = cas.situation.pension_enfants
    if isinstance(cas.situation.veuf_depuis, date):
        raisons = ["Parent seul, l'autre parent est décédé."]
    elif isinstance(soutien, PensionEnfants) and soutien.fixee is True:
        raisons.append("La Caf avance la pension fixée et la réclame à l'autre parent.")
    else:
        raisons.append(
            "Pension non fixée : versée 4 mois, puis il faut la faire fixer par le juge."
        )
    chiffre = cas.oui("asf", montant, *raisons)
    if any(enfant.garde_alternee is True for enfant in cas.enfants):
        phrase = "Pas d'allocation pour l'enfant en garde alternée : la Caf décide du montant."
        return replace(chiffre, montant=None, a_verifier=("condition", phrase))
    if isinstance(soutien, PensionEnfants) and soutien.versee is True:
        phrase = (
            "Complément de la pension : il faut une décision qui la fixe, et qu'elle soit payée."
        )
        return replace(chiffre, a_verifier=("condition", phrase))
    return chiffre


def paje_base(cas: Cas) -> Chiffre:
    montant = net_de_crds(cas.suite.famille("paje_base"))
    if montant > 0:
        return cas.oui("paje_base", montant, "Enfant de moins de 3 ans, revenus sous le plafond.")
    if not any(enfant.age(cas.au) < 3 for enfant in cas.enfants):
        return non("Il faut un enfant de moins de 3 ans.")
    return non(f"Revenus de {cas.au.year - 2} trop élevés : {euros(_revenus(cas))}.")


def paje_prime(cas: Cas) -> Chiffre:
    """Due au 7e mois de grossesse : calculée aujourd'hui pour ce mois-là (L9)."""
    if cas.naissance is None:
        return non("Il faut une grossesse en cours.")
    montant = net_de_crds(cas.naissance.famille("paje_naissance"))
    if montant > 0:
        termes = [p.grossesse for p in cas.situation.personnes]
        prochain = min(g.terme_prevu for g in termes if isinstance(g, Grossesse))
        return cas.oui(
            "paje_prime",
            montant,
            f"Naissance prévue le {prochain:%d/%m/%Y}, revenus sous le plafond.",
        )
    return non(f"Revenus de {cas.au.year - 2} trop élevés : {euros(_revenus(cas))}.")


def ars(cas: Cas) -> Chiffre:
    """Versée en août ; après le 31, c'est celle de l'année suivante."""
    annee = cas.au.year + ((cas.au.month, cas.au.day) > FIN_ARS)
    montant = net_de_crds(cas.suite.famille_an("ars", annee))
    if montant > 0:
        chiffre = cas.oui("ars", montant, f"Rentrée {annee}, enfants scolarisés de 6 à 17 ans.")
        if annee > cas.au.year:
            phrase = f"Barème de {cas.au.year} : celui de {annee} n'est pas encore connu."
            chiffre = replace(chiffre, raisons=(*chiffre.raisons, phrase))
        return replace(chiffre, annee=annee)
    if not any(6 <= annee - enfant.date_naissance.year <= 18 for enfant in cas.enfants):
        return non(f"Aucun enfant de 6 à 17 ans à la rentrée {annee}.")
    revenus = cas.suite.famille_au("prestations_familiales_base_ressources", Mois(annee, 1))
    plafonds = f"{PF}.education_presence_parentale.ars.ars_plaf"
    nombre = cas.suite.famille("af_nbenf")
    majoration = 1 + nombre * cas.nombre(f"{plafonds}.majoration_par_enf_supp")
    plafond = cas.nombre(f"{plafonds}.plafond_ressources") * majoration
    return non(
        f"Revenus de {annee - 2} : {euros(revenus)}, le plafond est de {euros(plafond)} "
        f"(barème de {cas.au.year})."
    )


def aeeh(cas: Cas) -> Chiffre:
    """L13 : seule l'allocation de base est sûre."""
    concernes = [
        enfant
        for enfant in cas.enfants
        if isinstance(enfant.handicap, Handicap) and enfant.age(cas.au) < 20
    ]
    if not concernes:
        return non("Il faut un enfant de moins de 20 ans dont le handicap est reconnu.")
    lourds = sum(taux_incapacite(enfant) >= 0.8 for enfant in concernes)
    base = cas.nombre(f"{PF}.bmaf.bmaf") * cas.nombre(
        f"{PF}.education_presence_parentale.aeeh.base"
    )
    if lourds:
        return cas.oui(
            "aeeh", lourds * base, "Taux de 80 % ou plus : allocation de base, sans complément."
        )
    phrase = "Entre 50 et 79 %, il faut aussi un accompagnement ou des soins décidés par la MDPH."
    if any(taux_incapacite(enfant) >= 0.5 for enfant in concernes):
        return Chiffre(ouvert=False, raisons=(phrase,), a_verifier=("condition", phrase))
    return non("Le taux d'incapacité doit être d'au moins 50 %.")
