"""Quelles questions ont un objet pour ce foyer : les autres ne se posent ni ne se supposent.

C'est la colonne « sans objet si » du contrat, complétée pour les champs qu'elle ne cite pas.
"""

from collections.abc import Callable
from typing import Final

from guichet.droits.situation import (
    Grossesse,
    Handicap,
    Inconnu,
    Logement,
    PensionEnfants,
    Personne,
    Situation,
)

AGE_RESSOURCES: Final = 16
AGE_GARDE, AGE_GARDE_PARENT_SEUL = 6, 12  # CMG : décret n° 2025-515, depuis le 01/09/2025
LOCATAIRES: Final = {"locataire_vide", "locataire_meuble", "locataire_hlm", "foyer"}
ETUDES: Final = {"etudiant", "lyceen", "apprenti"}

CriterePersonne = Callable[[Personne, Situation], bool]
CritereFoyer = Callable[[Situation], bool]


def parent_seul(situation: Situation) -> bool:
    """Vrai si le demandeur a des enfants et aucun conjoint décrit."""
    return situation.conjoint is None and bool(situation.enfants)


def de_la_personne(champ: str, personne: Personne, situation: Situation) -> bool:
    """Vrai si la question se pose à cette personne (champ de tête : ``handicap``)."""
    return _PERSONNE[champ](personne, situation)


def du_foyer(champ: str, situation: Situation) -> bool:
    """Vrai si la question se pose à ce foyer (``isole_depuis``, ``logement.loyer``)."""
    critere = _FOYER.get(champ)
    return critere is None or critere(situation)


def _adulte(personne: Personne, _situation: Situation) -> bool:
    return personne.role != "enfant"


def _du_couple(personne: Personne, _situation: Situation) -> bool:
    return personne.role in {"demandeur", "conjoint"}


def _entre(de: int, a: int) -> CriterePersonne:
    return lambda personne, situation: de <= personne.age(situation.au) <= a


def _titre(personne: Personne, situation: Situation) -> bool:
    return _adulte(personne, situation) and personne.nationalite == "hors_ue"


def _chomage(personne: Personne, situation: Situation) -> bool:
    cherche = isinstance(personne.activite, Inconnu) or personne.activite == "demandeur_emploi"
    return cherche and _du_couple(personne, situation) and _entre(18, 66)(personne, situation)


def _inscription(personne: Personne, situation: Situation) -> bool:
    return (
        _du_couple(personne, situation)
        and _entre(16, 66)(personne, situation)
        and personne.activite != "retraite"
    )


def _rsa_jeune(personne: Personne, situation: Situation) -> bool:
    return _du_couple(personne, situation) and _entre(18, 24)(personne, situation)


def _etudes(personne: Personne, situation: Situation) -> bool:
    inconnue = isinstance(personne.activite, Inconnu) and _entre(16, 27)(personne, situation)
    return personne.activite in ETUDES or inconnue


def _alternance(personne: Personne, situation: Situation) -> bool:
    return personne.role == "enfant" and personne.age(situation.au) < 20


def _garde(personne: Personne, situation: Situation) -> bool:
    limite = AGE_GARDE_PARENT_SEUL if parent_seul(situation) else AGE_GARDE
    return personne.role == "enfant" and personne.age(situation.au) < limite


def _aidant(personne: Personne, situation: Situation) -> bool:
    return _adulte(personne, situation) and personne.age(situation.au) >= 18


def _ressources(personne: Personne, situation: Situation) -> bool:
    """Avant 16 ans, seulement ce qui a déjà été déclaré."""
    declarees = not isinstance(personne.ressources, Inconnu) and bool(personne.ressources)
    return declarees or personne.age(situation.au) >= AGE_RESSOURCES


_PERSONNE: Final[dict[str, CriterePersonne]] = {
    "nationalite": _adulte,
    "titre_sejour_depuis": _titre,
    "activite": _entre(3, 200),
    "inscrit_france_travail": _inscription,
    "regime": _du_couple,
    "grossesse": _entre(15, 50),
    "handicap": _entre(0, 200),
    "inapte_travail": _entre(60, 200),
    "boursier": _etudes,
    "heures_3_ans": _rsa_jeune,
    "ass_5_ans_sur_10": _chomage,
    "garde_alternee": _alternance,
    "garde": _garde,
    # Confié, ou sorti depuis moins de trois ans : de la fin de l'enfance à 24 ans.
    "sortant_ase": _entre(16, 24),
    "aidant_de": _aidant,
    "parents": lambda p, s: p.activite == "etudiant" and p.role != "enfant" and p.age(s.au) < 28,
    "ressources": _ressources,
}


def restriction_utile(personne: Personne) -> bool:
    """La restriction d'emploi ne compte que pour un taux de 50 à 79 %."""
    handicap = personne.handicap
    return isinstance(handicap, Handicap) and handicap.taux == "50_79"


def terme_utile(personne: Personne) -> bool:
    """Le terme ne se demande qu'à une personne enceinte."""
    return isinstance(personne.grossesse, Grossesse)


def _montant_de_pension(situation: Situation) -> bool:
    pension = situation.pension_enfants
    dite = isinstance(pension, PensionEnfants) and (pension.fixee is True or pension.versee is True)
    return dite and parent_seul(situation)


def _sans_conjoint(situation: Situation) -> bool:
    return situation.conjoint is None


def _locataire(situation: Situation) -> bool:
    logement = situation.logement
    if logement is False:
        return False
    statut = logement.statut if isinstance(logement, Logement) else logement
    return isinstance(statut, Inconnu) or statut in LOCATAIRES


def _loge(situation: Situation) -> bool:
    return situation.logement is not False


_FOYER: Final[dict[str, CritereFoyer]] = {
    "couple.statut": lambda situation: situation.conjoint is not None,
    "couple.depuis": lambda situation: situation.conjoint is not None,
    "encore_marie": _sans_conjoint,
    "veuf_depuis": _sans_conjoint,
    "isole_depuis": parent_seul,
    "pension_enfants": parent_seul,
    "pension_enfants.fixee": parent_seul,
    "pension_enfants.versee": parent_seul,
    "pension_enfants.montant": _montant_de_pension,
    "logement.commune": _loge,
    "logement.statut": _loge,
    "logement.loyer": _locataire,
    "logement.colocation": _locataire,
    "logement.bailleur_famille": _locataire,
}
