"""Ce que la situation dit sûrement du travail, des études et de la personne elle-même."""

from guichet.droits.situation import Handicap, Personne, TypeRessource, connu
from guichet.parcours.conditions import Valeur
from guichet.parcours.contexte import Contexte

_EN_EMPLOI = ("salarie", "apprenti", "independant")
_EN_ETUDES = ("apprenti", "etudiant", "lyceen", "collegien", "ecolier")
_MICRO: tuple[TypeRessource, ...] = ("ca_micro_vente", "ca_micro_services", "ca_micro_liberal")


def travaille(ctx: Contexte) -> bool | None:
    return _travaille(ctx, ctx.sujet)


def actif(ctx: Contexte) -> bool | None:
    return ou(travaille(ctx), are_en_cours(ctx))


def second_parent_actif(ctx: Contexte) -> bool | None:
    conjoint = ctx.situation.conjoint
    return vrai_seulement(ou(_travaille(ctx, conjoint), ctx.recoit(conjoint, "are")))


def a_travaille(ctx: Contexte) -> bool | None:
    heures = ctx.sujet.heures_3_ans if ctx.sujet else False
    deja = connu(heures) and heures is not False and heures > 0
    return vrai_seulement(ou(travaille(ctx), are_en_cours(ctx), deja))


def salarie(ctx: Contexte) -> bool | None:
    if ctx.sujet is None or not connu(ctx.sujet.activite):
        return None
    if ctx.sujet.activite in ("salarie", "apprenti"):
        return True
    return ctx.recoit(ctx.sujet, "salaire_net")


def micro_entrepreneur(ctx: Contexte) -> bool | None:
    return vrai_seulement(ctx.recoit(ctx.sujet, *_MICRO))


def are_en_cours(ctx: Contexte) -> bool | None:
    return ctx.recoit(ctx.sujet, "are")


def inscrit_france_travail(ctx: Contexte) -> bool | None:
    inscrit = ctx.sujet.inscrit_france_travail if ctx.sujet else None
    return ou(inscrit if isinstance(inscrit, bool) else None, vrai_seulement(are_en_cours(ctx)))


def demandeur_emploi(ctx: Contexte) -> bool | None:
    if ctx.sujet is None or not connu(ctx.sujet.activite):
        return vrai_seulement(inscrit_france_travail(ctx))
    return ou(ctx.sujet.activite == "demandeur_emploi", inscrit_france_travail(ctx))


def en_formation(ctx: Contexte) -> bool | None:
    return vrai_seulement(ctx.sujet is not None and ctx.sujet.activite in _EN_ETUDES)


def poursuit_etudes(ctx: Contexte) -> bool | None:
    return vrai_seulement(ctx.sujet is not None and ctx.sujet.activite == "etudiant")


def boursier(ctx: Contexte) -> bool | None:
    return _reponse(ctx.sujet.boursier if ctx.sujet else None)


def inaptitude(ctx: Contexte) -> bool | None:
    return _reponse(ctx.sujet.inapte_travail if ctx.sujet else None)


def confie_ase(ctx: Contexte) -> bool | None:
    return _reponse(ctx.sujet.sortant_ase if ctx.sujet else None)


def confie_ase_avant_16_ans(ctx: Contexte) -> bool | None:
    return False if confie_ase(ctx) is False else None


def pension_invalidite(ctx: Contexte) -> bool | None:
    return ctx.recoit(ctx.sujet, "pension_invalidite")


def invalidite(ctx: Contexte) -> bool | None:
    if ctx.sujet is None or not connu(ctx.sujet.activite):
        return vrai_seulement(pension_invalidite(ctx))
    return ou(ctx.sujet.activite == "invalide", pension_invalidite(ctx))


def handicap(ctx: Contexte) -> bool | None:
    """Quelqu'un du foyer : les étapes parlent parfois de l'enfant, parfois du parent."""
    reponses = [personne.handicap for personne in ctx.situation.personnes]
    return ou(
        *(True if isinstance(h, Handicap) else False if h is False else None for h in reponses)
    )


def age(ctx: Contexte) -> Valeur | None:
    return ctx.sujet.age(ctx.au) if ctx.sujet else None


def ou(*reponses: bool | None) -> bool | None:
    """Oui si l'un est oui, non si tous sont non, inconnu sinon."""
    if True in reponses:
        return True
    return None if None in reponses else False


def vrai_seulement(reponse: bool | None) -> bool | None:
    """Un non qui ne serait pas sûr redevient inconnu."""
    return reponse or None


def _travaille(ctx: Contexte, personne: Personne | None) -> bool | None:
    if personne is None:
        return None
    if personne.activite in _EN_EMPLOI:
        return True
    revenus = ctx.recoit(personne, "salaire_net", "benefice_independant", *_MICRO)
    return revenus if revenus or connu(personne.activite) else None


def _reponse(valeur: object) -> bool | None:
    return valeur if isinstance(valeur, bool) else None
