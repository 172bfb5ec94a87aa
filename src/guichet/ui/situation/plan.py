"""Où chaque question se trouve sur la page, et où en est chaque groupe. Python pur."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guichet.droits import chemins
from guichet.droits.objet import de_la_personne
from guichet.droits.situation import PAS_DEMANDE, Inconnu, Situation
from guichet.ui.situation.question import Groupe, Question, Utile
from guichet.ui.situation.questions import GROUPES, PERSONNE, TRAVAIL

TITRES: Mapping[str, str] = {
    "foyer": "Foyer",
    "couple": "Couple, séparation",
    "ressources": "Ressources",
    "logement": "Logement",
    "sante": "Santé",
    "handicap": "Handicap, aidant",
    "etudes": "Études",
    "aides": "Déjà reçu",
    "impots": "Épargne, impôts",
}
_FOYER = Groupe(id="foyer", titre="Foyer", questions=PERSONNE, par_personne=True)
_TOUS = (_FOYER, TRAVAIL, *GROUPES)
_RACINES = {
    "aides_percues": "aides",
    "revenus_annuels": "impots",
    "epargne": "impots",
    "logement": "logement",
    "mutuelle": "sante",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EtatGroupe:
    """``utiles`` : réponses attendues ; ``commence`` : au moins une réponse donnée.

    Quand un diagnostic existe, ``utiles`` ne compte que ce qui change encore un droit ;
    sinon, toutes les questions sans réponse.
    """

    id: str
    titre: str
    utiles: int
    commence: bool
    complet: bool


def groupe_de(chemin: str) -> str:
    """Le groupe de la page où se répond cette question du contrat."""
    racine, _, suite = chemin.partition(".")
    if racine != "personnes":
        return _RACINES.get(racine, "couple")
    champ = suite.partition(".")[2].partition(".")[0]
    if champ == "ressources":
        return "ressources"
    motif = f"personnes.{{id}}.{champ}"
    return next(
        (
            groupe.id
            for groupe in _TOUS
            if any(q.chemin == motif or q.chemin.startswith(f"{motif}.") for q in groupe.questions)
        ),
        "foyer",
    )


def posees(groupe: Groupe, situation: Situation, utile: Utile) -> Iterator[tuple[Question, str]]:
    """Les questions du groupe qui ont un objet, avec la personne à qui elles se posent."""
    for rang, cle in enumerate(cles(groupe, situation)):
        for question in questions_de(groupe, rang):
            if question.montree(situation, cle, utile):
                yield question, cle


def cles(groupe: Groupe, situation: Situation) -> list[str]:
    """Les personnes du groupe, ou une seule clé vide pour tout le foyer."""
    return [p.id for p in situation.personnes] if groupe.par_personne else [""]


def questions_de(groupe: Groupe, rang: int) -> list[Question]:
    """Une question du foyer dans un groupe par personne n'est posée qu'une fois."""
    return [q for q in groupe.questions if "{id}" in q.chemin or rang == 0]


def etats(situation: Situation, utile: Utile, decisives: Sequence[str] | None) -> list[EtatGroupe]:
    """L'état des neuf groupes ; ``decisives`` : les chemins qui changent encore un droit."""
    par_groupe: dict[str, list[str]] = {cle: [] for cle in TITRES}
    for chemin in decisives or ():
        par_groupe[groupe_de(chemin)].append(chemin)
    return [
        _etat(cle, situation, utile, None if decisives is None else par_groupe[cle])
        for cle in TITRES
    ]


def _etat(
    cle: str, situation: Situation, utile: Utile, decisives: Sequence[str] | None
) -> EtatGroupe:
    reponses = list(_reponses(cle, situation, utile))
    attendues = sum(1 for reponse in reponses if reponse is PAS_DEMANDE)
    return EtatGroupe(
        id=cle,
        titre=TITRES[cle],
        utiles=attendues if decisives is None else len(decisives),
        commence=cle == "foyer" or any(not isinstance(r, Inconnu) for r in reponses),
        complet=not attendues,
    )


def _reponses(cle: str, situation: Situation, utile: Utile) -> Iterator[object]:
    """Ce qui est répondu à chaque question du groupe ; un refus vaut une réponse."""
    if cle == "aides":
        yield _ou_refus("aides_percues", situation.aides_percues, situation)
    if cle == "couple":
        yield _ou_refus("couple", situation.couple, situation)
    if cle == "ressources":
        for personne in situation.personnes:
            if de_la_personne("ressources", personne, situation):
                chemin = f"personnes.{personne.id}.ressources"
                yield _ou_refus(chemin, personne.ressources, situation)
    for groupe in _TOUS:
        if groupe.id == cle:
            for question, identifiant in posees(groupe, situation, utile):
                chemin = question.chemin_pour(situation, identifiant)
                yield _ou_refus(chemin, question.valeur(situation, identifiant), situation)


def _ou_refus(chemin: str, valeur: object, situation: Situation) -> object:
    """« Ne veut pas répondre » n'est plus à demander."""
    refuse = chemin in situation.inconnus_assumes
    return "refus" if refuse and isinstance(valeur, Inconnu) else valeur


def valeur_brute(situation: Situation, chemin: str) -> object:
    """Ce qui est répondu à ce chemin, ou ``PAS_DEMANDE`` s'il n'existe pas."""
    return chemins.valeur(situation, chemin) if chemins.existe(chemin, situation) else PAS_DEMANDE
