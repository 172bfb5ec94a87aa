"""Les droits que le moteur ne chiffre pas : dire non quand c'est sûr, sinon où se renseigner.

Chaque condition vient de ``resources/droits.yaml`` (champ ``conditions``, avec ses sources).
Une condition fausse ferme le droit ; une réponse qui manque ne le ferme jamais.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from guichet.catalogue.contenu import Droit, Organisme
from guichet.droits import conditions as c
from guichet.droits.conditions import Condition, Fait
from guichet.droits.resultat import Motif, Statut
from guichet.droits.situation import Personne, Situation

Regle: TypeAlias = tuple[tuple[Condition, str], ...]
# Congé supplémentaire de naissance : enfant né ou adopté depuis cette date.
NAISSANCES_2026: Final = date(2026, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Orientation:
    """Un droit sans montant ; ``manque`` : les réponses qui pourraient le fermer."""

    statut: Statut
    motif: Motif | None
    raisons: tuple[str, ...]
    manque: tuple[str, ...] = ()


def orienter(droit: Droit, situation: Situation, organismes: Sequence[Organisme]) -> Orientation:
    """Non si une condition est sûrement fausse, sinon à vérifier ; sans règle, on oriente."""
    ou_aller = tuple(f"Où se renseigner : {organisme.nom}." for organisme in organismes[:2])
    regle = REGLES.get(droit.id)
    if regle is None:
        raisons = (_phrase("Guichet ne calcule pas ce droit. ", droit.resume), *ou_aller)
        return Orientation(statut="non_calcule", motif=None, raisons=raisons)
    manque: list[str] = []
    for condition, raison in regle:
        fait = condition(situation)
        if fait.vrai is False:
            return Orientation(statut="non", motif=None, raisons=(raison,))
        manque += fait.chemins
    a_voir = tuple(_phrase("À vérifier : ", condition) for condition in droit.conditions)
    return Orientation(
        statut="a_verifier",
        motif="condition",
        raisons=(*a_voir, *ou_aller),
        manque=tuple(dict.fromkeys(manque)),
    )


def _phrase(debut: str, suite: str) -> str:
    return f"{debut}{suite.rstrip(' .')}."


def _ne_depuis(personne: Personne, _situation: Situation) -> Fait:
    return Fait(personne.date_naissance >= NAISSANCES_2026)


def _pas_francais(personne: Personne, situation: Situation) -> Fait:
    """Hors Union sans titre, ou Union sans droit au séjour : seul un Français est exclu."""
    etranger = c.reponse("nationalite", "ue", "hors_ue")(personne, situation)
    titre = c.reponse("titre_sejour_depuis", False)(personne, situation)
    hors_ue = c.reponse("nationalite", "hors_ue")(personne, situation)
    # Un titre connu ferme l'AME ; un titre inconnu la laisse possible.
    return Fait(False) if hors_ue.vrai and titre.vrai is False else etranger


def _trois_enfants(situation: Situation) -> Fait:
    """Trois enfants nés ou à naître ; avec un seul, il faudrait des jumeaux."""
    nes = len(situation.enfants)
    if nes == 0 or nes >= 3:
        return Fait(nes >= 3)
    return c.une_personne(c.enceinte)(situation)


_HANDICAP: Final = c.objet("handicap")
_TRAVAILLE: Final = c.reponse("activite", "salarie", "apprenti", "independant")
_CHERCHE: Final = c.ou(
    c.reponse("activite", "demandeur_emploi"),
    c.reponse("inscrit_france_travail", True),
    c.recoit("are", "ass"),
)
_SANS_EMPLOI: Final = c.ou(
    _CHERCHE, c.reponse("activite", "demandeur_emploi", "invalide", "au_foyer", "autre")
)
_BEBE: Final = c.soit(c.un_enfant(c.age(a=0)), c.une_personne(c.enceinte))
_MOINS_DE_3: Final = c.soit(c.un_enfant(c.age(a=2)), c.une_personne(c.enceinte))
_GARDE: Final = c.soit(
    c.un_enfant(c.age(a=5)), c.tout(c.seul, c.un_enfant(c.age(a=11))), c.une_personne(c.enceinte)
)
_SANTE: Final = c.un_adulte(
    c.ou(
        _HANDICAP,
        c.reponse("activite", "invalide"),
        c.recoit("ij_maladie", "pension_invalidite", "rente_at_mp"),
    )
)
_AIDANT: Final = c.un_adulte(c.objet("aidant_de"))
_JEUNE_CEJ: Final = c.une_personne(
    c.et(
        c.ou(c.age(de=16, a=25), c.et(c.age(de=26, a=29), _HANDICAP)),
        c.reponse(
            "activite",
            "demandeur_emploi",
            "au_foyer",
            "autre",
            "salarie",
            "independant",
            "invalide",
        ),
    )
)
_ETUDES_SUP: Final = c.une_personne(
    c.et(c.age(de=15, a=40), c.reponse("activite", "etudiant", "lyceen"))
)

REGLES: Final[dict[str, Regle]] = {
    "aripa": ((c.un_enfant(c.age(a=24)), "Aucun enfant à charge dans le foyer."),),
    "cmg": ((_GARDE, "Aucun enfant de moins de 6 ans (12 ans pour un parent seul)."),),
    "prepare": ((_MOINS_DE_3, "Aucun enfant de moins de 3 ans ni grossesse en cours."),),
    "maternite": ((_BEBE, "Ni grossesse en cours, ni enfant de moins d'un an."),),
    "paternite": ((_BEBE, "Ni grossesse en cours, ni enfant de moins d'un an."),),
    "conge_supplementaire_naissance": (
        (
            c.soit(c.un_enfant(_ne_depuis), c.une_personne(c.enceinte)),
            "Aucun enfant né depuis le 1er janvier 2026 ni grossesse en cours.",
        ),
    ),
    "aeeh": (
        (c.un_enfant(c.age(a=19)), "Aucun enfant de moins de 20 ans."),
        (c.un_enfant(c.et(c.age(a=19), _HANDICAP)), "Aucun enfant en situation de handicap."),
    ),
    "ajpp": (
        (c.un_enfant(c.age(a=19)), "Aucun enfant de moins de 20 ans."),
        (_AIDANT, "Personne n'aide un proche malade dans le foyer."),
    ),
    "ajpa": ((_AIDANT, "Personne n'aide un proche dans le foyer."),),
    "pch": ((c.une_personne(_HANDICAP), "Aucun handicap dans le foyer."),),
    "cmi": (
        (
            c.une_personne(c.ou(_HANDICAP, c.age(de=60))),
            "Aucun handicap dans le foyer, et personne de 60 ans ou plus.",
        ),
    ),
    "rqth": ((_SANTE, "Ni handicap, ni maladie ni invalidité déclarés."),),
    "pension_invalidite": (
        (c.un_adulte(c.age(de=16, a=66)), "Personne n'a l'âge de la pension d'invalidité."),
        (_SANTE, "Ni handicap, ni maladie ni invalidité déclarés."),
    ),
    "retraite_base": ((c.un_adulte(c.age(de=55)), "Personne n'a 55 ans : c'est trop tôt."),),
    "retraite_complementaire": (
        (c.un_adulte(c.age(de=55)), "Personne n'a 55 ans : c'est trop tôt."),
    ),
    "retraite_progressive": (
        (c.un_adulte(c.age(de=60)), "Il faut avoir 60 ans."),
        (c.un_adulte(c.et(c.age(de=60), _TRAVAILLE)), "Il faut travailler encore, à 60 ans."),
    ),
    "reversion": (
        (
            c.soit(c.veuf, c.un_adulte(c.age(de=55))),
            "Pas de veuvage, et personne n'a 55 ans.",
        ),
    ),
    "allocation_veuvage": (
        (c.veuf, "Pas de veuvage."),
        (c.un_adulte(c.age(a=54)), "Il faut avoir moins de 55 ans."),
    ),
    "ame": ((c.un_adulte(_pas_francais), "Réservée aux étrangers sans titre de séjour."),),
    "are": (
        (c.un_adulte(c.age(a=66)), "L'âge de la retraite à taux plein est atteint."),
        (c.un_adulte(_SANS_EMPLOI), "Pas de perte d'emploi : ni recherche, ni inscription."),
    ),
    "arce": (
        (
            c.un_adulte(c.ou(c.reponse("activite", "demandeur_emploi"), c.recoit("are"))),
            "Personne ne reçoit le chômage dans le foyer.",
        ),
    ),
    "agepi": (
        (c.un_enfant(c.age(a=11)), "Aucun enfant de moins de 12 ans."),
        (c.un_adulte(_CHERCHE), "Personne n'est inscrit à France Travail."),
    ),
    "cej": ((_JEUNE_CEJ, "Personne de 16 à 25 ans sans études (29 ans avec un handicap)."),),
    "bourse_crous": ((_ETUDES_SUP, "Aucun étudiant ni lycéen dans le foyer."),),
    "bourse_college": (
        (
            c.une_personne(c.et(c.age(de=9, a=18), c.reponse("activite", "collegien"))),
            "Aucun collégien dans le foyer.",
        ),
    ),
    "bourse_lycee": (
        (
            c.une_personne(c.et(c.age(de=13, a=22), c.reponse("activite", "lyceen"))),
            "Aucun lycéen dans le foyer.",
        ),
    ),
    "visale": ((c.sauf(c.logement("proprietaire", "accedant")), "Réservée aux locataires."),),
    "prime_demenagement": ((_trois_enfants, "Moins de trois enfants nés ou à naître."),),
    "apa": ((c.une_personne(c.age(de=60)), "Personne n'a 60 ans dans le foyer."),),
    "fsl": (),
    "logement_social": (),
}
