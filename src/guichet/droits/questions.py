"""Les questions à poser, dans l'ordre de l'écran, et comment les dire.

Neuf groupes, ceux de la page « situation ». Une question sans objet pour le foyer n'est
pas montrée.
"""

from dataclasses import dataclass
from typing import Final

from guichet.droits import chemins, objet
from guichet.droits.libelles import FOYER, PERSONNE, Texte
from guichet.droits.situation import PAS_DEMANDE, Personne, Situation

GROUPES: Final[tuple[tuple[str, str], ...]] = (
    ("foyer", "Foyer"),
    ("couple", "Couple, séparation"),
    ("ressources", "Ressources"),
    ("logement", "Logement"),
    ("sante", "Santé"),
    ("handicap", "Handicap, aidant"),
    ("etudes", "Études"),
    ("aides", "Déjà reçu"),
    ("epargne", "Épargne, impôts"),
)
_ROLES: Final = {"conjoint": "conjoint", "autre": "autre personne"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``libelle`` : court, pour l'étiquette ; ``pourquoi`` : une phrase, pour l'aide."""

    chemin: str
    groupe: str
    libelle: str
    pourquoi: str


def questions(situation: Situation) -> tuple[Question, ...]:
    """Les questions qui ont un objet pour ce foyer, groupe par groupe."""
    champs = [
        *(f"personnes.{p.id}.{champ}" for champ in PERSONNE for p in situation.personnes),
        *(_chemin_du_foyer(champ, situation) for champ in FOYER),
    ]
    rangs = {code: rang for rang, (code, _) in enumerate(GROUPES)}
    posees = [
        _question(chemin, situation)
        for chemin in champs
        if _texte(chemin).posee and utile(chemin, situation)
    ]
    return tuple(sorted(posees, key=lambda question: rangs[question.groupe]))


def suivante(situation: Situation) -> Question | None:
    """La première question pas encore posée ; ce qui est refusé ou ignoré est passé."""
    return next(
        (
            question
            for question in questions(situation)
            if question.chemin not in situation.inconnus_assumes
            and chemins.valeur(situation, question.chemin) is PAS_DEMANDE
        ),
        None,
    )


def utile(chemin: str, situation: Situation) -> bool:
    """Faux si ce que l'on sait du foyer rend la question inutile.

    Raises:
        KeyError: ce chemin n'est pas une question de ce foyer.
    """
    pas = chemin.split(".")
    if pas[0] != "personnes":
        return objet.du_foyer(chemin, situation)
    personne = _personne(pas[1], situation)
    if pas[2:] == ["handicap", "restriction_emploi"]:
        return objet.restriction_utile(personne)
    if pas[2:] == ["grossesse", "terme_prevu"]:
        return objet.terme_utile(personne)
    return objet.de_la_personne(pas[2], personne, situation)


def libelle(chemin: str, situation: Situation) -> str:
    """Le nom court d'un champ : « L'autre parent aide-t-il ? », « Handicap reconnu (Léo) ».

    Raises:
        KeyError: ce chemin n'est pas un champ de ce foyer.
    """
    pas = chemin.split(".")
    court = _texte(chemin).libelle
    if pas[0] == "revenus_annuels":
        annee = pas[1] if len(pas) > 1 else str(situation.au.year - 2)
        return court.format(annee=annee)
    if pas[0] != "personnes" or len(situation.personnes) == 1:
        return court
    return f"{court} ({nom(_personne(pas[1], situation), situation)})"


def pourquoi(chemin: str) -> str:
    """Une phrase : à quoi sert cette réponse."""
    return _texte(chemin).pourquoi


def nom(personne: Personne, situation: Situation) -> str:
    """Le prénom, à défaut la place dans le foyer."""
    if personne.prenom:
        return personne.prenom
    if personne.role == "enfant":
        return f"enfant de {personne.age(situation.au)} ans"
    return _ROLES.get(personne.role, "demandeur")


def _question(chemin: str, situation: Situation) -> Question:
    texte = _texte(chemin)
    return Question(
        chemin=chemin,
        groupe=texte.groupe,
        libelle=libelle(chemin, situation),
        pourquoi=texte.pourquoi,
    )


def _chemin_du_foyer(champ: str, situation: Situation) -> str:
    """Les revenus annuels se demandent pour l'année N-2, celle que regardent les caisses."""
    return champ.replace("revenus_annuels.", f"revenus_annuels.{situation.au.year - 2}.")


def _texte(chemin: str) -> Texte:
    """Le texte du champ, à défaut celui de l'objet qui le contient."""
    pas = chemin.split(".")
    if pas[0] == "personnes":
        table, cles = PERSONNE, pas[2:]
    elif pas[0] == "revenus_annuels":
        table, cles = FOYER, [pas[0], *pas[2:]]
    else:
        table, cles = FOYER, pas
    return table.get(".".join(cles)) or table[cles[0]]


def _personne(identifiant: str, situation: Situation) -> Personne:
    personne = next((p for p in situation.personnes if p.id == identifiant), None)
    if personne is None:
        raise KeyError(identifiant)
    return personne
