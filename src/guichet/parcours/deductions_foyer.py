"""Ce que la situation dit sûrement de la famille, du logement, du séjour et des aides."""

from collections.abc import Iterable
from datetime import date

from guichet.droits.situation import AidantDe, Couple, Garde, Grossesse, PensionEnfants, connu
from guichet.parcours.conditions import Valeur
from guichet.parcours.contexte import Contexte
from guichet.parcours.deductions_travail import ou, vrai_seulement

# Versées par la Caf ou la MSA (champ « organismes » de resources/droits.yaml, tenu par un test).
AIDES_CAF = (
    "rsa",
    "rsa_majore",
    "prime_activite",
    "aides_logement",
    "af",
    "cf",
    "asf",
    "paje_prime",
    "paje_base",
    "cmg",
    "prepare",
    "ars",
    "aeeh",
    "ajpp",
    "ajpa",
    "aah",
)
_ENFANT_A_CHARGE_AVANT = 20  # prestations familiales : resources/droits.yaml, af.duree
_ENFANT_INCERTAIN_AVANT = 25  # RSA et aides au logement comptent parfois les jeunes de 20 à 24 ans


def en_couple(ctx: Contexte) -> bool | None:
    couple = ctx.situation.couple
    if isinstance(couple, Couple) or ctx.situation.conjoint is not None:
        return True
    return False if couple is False else None


def marie(ctx: Contexte) -> bool | None:
    couple, encore = ctx.situation.couple, ctx.situation.encore_marie
    if isinstance(couple, Couple) and couple.statut in ("marie", "pacse"):
        return couple.statut == "marie"
    if encore is True:
        return True
    return False if encore is False and connu(couple) and not _statut_inconnu(ctx) else None


def pacse(ctx: Contexte) -> bool | None:
    couple = ctx.situation.couple
    if isinstance(couple, Couple) and connu(couple.statut):
        return couple.statut == "pacse"
    return False if ctx.situation.encore_marie is True else None


def veuf(ctx: Contexte) -> bool | None:
    depuis = ctx.situation.veuf_depuis
    return None if not connu(depuis) else depuis is not False


def marie_avec_defunt(ctx: Contexte) -> bool | None:
    depuis = ctx.situation.veuf_depuis
    return True if depuis == ctx.evenement else False if depuis is False else None


def pacse_avec_defunt(ctx: Contexte) -> bool | None:
    return False if ctx.situation.veuf_depuis == ctx.evenement else None


def enfants_a_charge(ctx: Contexte) -> Valeur | None:
    """Moins de 20 ans. Pour une naissance, l'enfant attendu compte ; s'il est né, on le cherche."""
    enfants = ctx.situation.enfants
    ages = [enfant.age(ctx.au) for enfant in enfants]
    if any(_ENFANT_A_CHARGE_AVANT <= age < _ENFANT_INCERTAIN_AVANT for age in ages):
        return None
    nombre = sum(age < _ENFANT_A_CHARGE_AVANT for age in ages)
    if ctx.moment.reference != "date_naissance":
        return nombre
    if ctx.evenement > ctx.au:
        return nombre + 1
    deja_compte = any(enfant.date_naissance == ctx.evenement for enfant in enfants)
    return nombre if deja_compte else None


def parent_isole(ctx: Contexte) -> bool | None:
    seul = en_couple(ctx)
    if seul is not False:
        return False if seul else None
    if any(enfant.age(ctx.au) < _ENFANT_A_CHARGE_AVANT for enfant in ctx.situation.enfants):
        return True
    grossesse = ctx.situation.demandeur.grossesse
    if isinstance(grossesse, Grossesse):
        return True
    return False if grossesse is False and not ctx.situation.enfants else None


def residence_alternee(ctx: Contexte) -> bool | None:
    return _tous(enfant.garde_alternee for enfant in ctx.situation.enfants)


def garde_payante(ctx: Contexte) -> bool | None:
    gardes = [enfant.garde for enfant in ctx.situation.enfants]
    payee = _tous(isinstance(g, Garde) or (False if g is False else None) for g in gardes)
    return vrai_seulement(payee) if ctx.moment.reference == "date_naissance" else payee


def pension_fixee(ctx: Contexte) -> bool | None:
    pension = ctx.situation.pension_enfants
    return _booleen(pension.fixee if isinstance(pension, PensionEnfants) else pension)


def pension_versee(ctx: Contexte) -> bool | None:
    pension = ctx.situation.pension_enfants
    dite = _booleen(pension.versee if isinstance(pension, PensionEnfants) else pension)
    recue = ctx.recoit(ctx.situation.demandeur, "pension_alimentaire_recue")
    return True if recue else dite


def locataire(ctx: Contexte) -> bool | None:
    return _logement(ctx, oui=("locataire_vide", "locataire_meuble", "locataire_hlm"))


def en_etablissement(ctx: Contexte) -> bool | None:
    return _logement(ctx, oui=())


def sans_domicile_stable(ctx: Contexte) -> bool | None:
    return None if _statut(ctx) == "heberge" else _logement(ctx, oui=("sans_domicile",))


def nationalite_francaise(ctx: Contexte) -> bool | None:
    nationalite = ctx.sujet.nationalite if ctx.sujet else None
    return nationalite == "francaise" if isinstance(nationalite, str) else None


def ressortissant_ue(ctx: Contexte) -> bool | None:
    nationalite = ctx.sujet.nationalite if ctx.sujet else None
    return nationalite in ("francaise", "ue") if isinstance(nationalite, str) else None


def autorise_travail(ctx: Contexte) -> bool | None:
    if ctx.sujet is None or ressortissant_ue(ctx):
        return ressortissant_ue(ctx)
    titre = ctx.sujet.titre_sejour_depuis
    if not connu(titre):
        return None
    return isinstance(titre, date) and titre <= ctx.au


def sejour_regulier(ctx: Contexte) -> bool | None:
    return vrai_seulement(autorise_travail(ctx))


def titulaire_titre(ctx: Contexte) -> bool | None:
    if nationalite_francaise(ctx):
        return False
    return vrai_seulement(ressortissant_ue(ctx) is False and autorise_travail(ctx))


def non_europeen_seulement(ctx: Contexte) -> bool | None:
    """Premier titre, visas : sans objet pour un Français ou un Européen."""
    return False if ressortissant_ue(ctx) else None


def electeur(ctx: Contexte) -> bool | None:
    mineur = ctx.sujet is not None and ctx.sujet.age(ctx.au) < 18
    return False if mineur or ressortissant_ue(ctx) is False else None


def aide_un_proche(quoi: AidantDe, ctx: Contexte) -> bool | None:
    aidant = ctx.sujet.aidant_de if ctx.sujet else None
    return True if aidant == quoi else False if aidant is False else None


def allocataire(ctx: Contexte) -> bool | None:
    return ctx.recoit_aide(*AIDES_CAF)


def aah(ctx: Contexte) -> bool | None:
    recue = ctx.recoit_aide("aah")
    return recue if not recue or len(ctx.adultes) == 1 else None


def droits_mdph_ouverts(ctx: Contexte) -> bool | None:
    return vrai_seulement(ctx.recoit_aide("aah", "aeeh", "pch"))


def ressources_faibles(ctx: Contexte) -> bool | None:
    recues = ctx.recoit_aide("rsa", "rsa_majore", "ass", "c2s")
    c2s = ctx.situation.mutuelle == "c2s"
    sien = ctx.sujet_demandeur
    return vrai_seulement(sien and ou(recues, c2s, ctx.recoit(ctx.sujet, "ass")))


def mutuelle_parents(ctx: Contexte) -> bool | None:
    return False if ctx.situation.mutuelle == "aucune" else None


def _statut(ctx: Contexte) -> str | None:
    logement = ctx.situation.logement
    if not ctx.sujet_demandeur or logement is False or not connu(logement):
        return None
    return logement.statut if connu(logement.statut) else None


def _logement(ctx: Contexte, *, oui: tuple[str, ...]) -> bool | None:
    """Un foyer peut être une résidence ou un établissement : on ne tranche pas."""
    statut = _statut(ctx)
    return None if statut in (None, "foyer") else statut in oui


def _statut_inconnu(ctx: Contexte) -> bool:
    couple = ctx.situation.couple
    return isinstance(couple, Couple) and not connu(couple.statut)


def _booleen(valeur: object) -> bool | None:
    return valeur if isinstance(valeur, bool) else None


def _tous(reponses: Iterable[object]) -> bool | None:
    return ou(*(_booleen(reponse) for reponse in reponses))
