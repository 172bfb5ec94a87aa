"""Désigner un champ de la situation par son chemin du contrat, le lire, le remplacer.

``logement.loyer``, ``personnes.p1.handicap.taux``, ``revenus_annuels.2024``,
``personnes.p1.ressources.salaire_net`` (toutes les lignes de ce type).
"""

import re
from dataclasses import fields, replace
from typing import Any, Final, get_args

from guichet.droits.situation import (
    PAS_DEMANDE,
    AidePercue,
    Couple,
    Garde,
    Grossesse,
    Handicap,
    Inconnu,
    Logement,
    ParentsEtudiant,
    PensionEnfants,
    Personne,
    Ressource,
    RevenusAnnuels,
    Situation,
    TypeRessource,
)

TYPES_RESSOURCE: Final[tuple[str, ...]] = get_args(TypeRessource)
FORMES: Final[dict[str, type[Any]]] = {
    "couple": Couple,
    "pension_enfants": PensionEnfants,
    "logement": Logement,
    "grossesse": Grossesse,
    "handicap": Handicap,
    "garde": Garde,
    "parents": ParentsEtudiant,
}
_SANS_REPONSE: Final = {
    *("au", "personnes", "inconnus_assumes"),
    *("id", "role", "prenom", "date_naissance", "terme_inconnu"),
}


def noms(forme: type[Any]) -> tuple[str, ...]:
    """Les champs de la forme que l'on demande et qui peuvent rester sans réponse."""
    return tuple(champ.name for champ in fields(forme) if champ.name not in _SANS_REPONSE)


def voisins(chemin: str, situation: Situation) -> tuple[str, ...]:
    """Les chemins de ce foyer, répondus ou non, de la même famille que ``chemin``."""
    racine, _, suite = chemin.partition(".")
    if racine == "personnes":
        return tuple(
            f"personnes.{personne.id}.{champ}"
            for personne in situation.personnes
            for champ in (*_feuilles(Personne), *(f"ressources.{t}" for t in TYPES_RESSOURCE))
        )
    if racine == "revenus_annuels" and re.fullmatch(r"(19|20)[0-9]{2}(\..*)?", suite):
        annee = f"revenus_annuels.{suite[:4]}"
        return (annee, *(f"{annee}.{nom}" for nom in noms(RevenusAnnuels)))
    if racine == "aides_percues" and suite:
        return tuple(f"aides_percues.{aide.droit}" for aide in aides(situation))
    return _feuilles(Situation)


def existe(chemin: str, situation: Situation) -> bool:
    return chemin in voisins(chemin, situation)


def valeur(situation: Situation, chemin: str) -> Any:  # noqa: ANN401 - de la nature du champ
    """Ce qui est répondu à ce chemin ; l'inconnu ou le « non » du parent vaut pour ses champs.

    Raises:
        KeyError: ce chemin n'existe pas dans ce foyer.
    """
    if not existe(chemin, situation):
        raise KeyError(chemin)
    courant: Any = situation
    for pas in chemin.split("."):
        courant = _descendre(courant, pas)
        if isinstance(courant, Inconnu) or courant is False:
            return courant
    return courant


def remplacer(situation: Situation, chemin: str, nouvelle: object) -> Situation:
    """La même situation avec une autre réponse ; les objets manquants sont créés.

    ``personnes.p1.ressources.salaire_net`` attend un tuple de lignes de ce type.

    Raises:
        KeyError: ce chemin n'existe pas dans ce foyer ; ou le mode de garde manque encore.
    """
    if not existe(chemin, situation):
        raise KeyError(chemin)
    racine, *suite = chemin.split(".")
    if racine == "personnes":
        return replace(
            situation,
            personnes=tuple(
                _poser(personne, suite[1:], nouvelle) if personne.id == suite[0] else personne
                for personne in situation.personnes
            ),
        )
    resultat: Situation = _poser(situation, [racine, *suite], nouvelle)
    return resultat


def aides(situation: Situation) -> tuple[AidePercue, ...]:
    """Les aides déclarées ; rien si la question est sans réponse."""
    return () if isinstance(situation.aides_percues, Inconnu) else situation.aides_percues


def lignes(personne: Personne) -> tuple[Ressource, ...]:
    """Les ressources déclarées ; rien si la question est sans réponse."""
    return () if isinstance(personne.ressources, Inconnu) else personne.ressources


def _feuilles(forme: type[Any]) -> tuple[str, ...]:
    return tuple(
        chemin
        for nom in noms(forme)
        for chemin in (
            nom,
            *(f"{nom}.{sous}" for sous in (noms(FORMES[nom]) if nom in FORMES else ())),
        )
    )


def _descendre(courant: Any, pas: str) -> Any:  # noqa: ANN401 - parcours d'un arbre
    if isinstance(courant, tuple):
        cle = _cle(courant, pas)
        choisis = tuple(element for element in courant if getattr(element, cle) == pas)
        return choisis if cle == "type" else choisis[0]
    if isinstance(courant, dict):
        return courant.get(int(pas), PAS_DEMANDE)
    if isinstance(courant, Grossesse) and courant.terme_inconnu is not None:
        return courant.terme_inconnu
    return getattr(courant, pas)


def _cle(elements: tuple[Any, ...], pas: str) -> str:
    if pas in TYPES_RESSOURCE and not any(isinstance(e, Personne | AidePercue) for e in elements):
        return "type"
    return "droit" if any(isinstance(e, AidePercue) for e in elements) else "id"


def _poser(objet: Any, pas: list[str], nouvelle: Any) -> Any:  # noqa: ANN401 - arbre
    if not pas:
        return nouvelle
    nom, *suite = pas
    if isinstance(objet, dict):
        return objet | {int(nom): _poser(objet.get(int(nom), RevenusAnnuels()), suite, nouvelle)}
    ancien = getattr(objet, nom)
    if suite:
        nouvelle = _poser_dans(nom, ancien, suite, nouvelle)
    return replace(objet, **{nom: nouvelle})


def _poser_dans(nom: str, ancien: Any, suite: list[str], nouvelle: Any) -> Any:  # noqa: ANN401 - arbre
    if nom == "ressources":
        autres = () if isinstance(ancien, Inconnu) else ancien
        return (*(ligne for ligne in autres if ligne.type != suite[0]), *nouvelle)
    if nom == "aides_percues":
        return (*(aide for aide in ancien if aide.droit != suite[0]), nouvelle)
    if nom == "revenus_annuels":
        return _poser({} if isinstance(ancien, Inconnu) else ancien, suite, nouvelle)
    if nom == "grossesse":
        return _poser_terme(ancien, nouvelle)
    if isinstance(ancien, Inconnu) or ancien is False:
        if nom == "garde" and suite != ["mode"]:
            raise KeyError("garde.mode se répond d'abord")
        return FORMES[nom](**{suite[0]: nouvelle})
    return _poser(ancien, suite, nouvelle)


def _poser_terme(ancien: Any, terme: Any) -> Any:  # noqa: ANN401 - une réponse
    """Un terme donné n'est plus supposé ; « ne sait pas » garde la grossesse."""
    if not isinstance(terme, Inconnu):
        return Grossesse(terme_prevu=terme)
    return replace(ancien, terme_inconnu=terme) if isinstance(ancien, Grossesse) else ancien
