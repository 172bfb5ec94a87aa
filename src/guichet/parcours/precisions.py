"""Ce qu'il reste à savoir : les faits et les dates inconnus qui changeraient le parcours."""

from collections.abc import Iterator
from dataclasses import dataclass

from guichet.catalogue.contenu import EtapeModele, Moment
from guichet.parcours.conditions import (
    Condition,
    Constante,
    Faits,
    Valeur,
    analyser,
    faits_de,
    noms,
    simplifier,
)
from guichet.parcours.dates import est_nommee
from guichet.parcours.vocabulaire import Genre, vocabulaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """Une question à poser. ``etapes`` : celles dont elle décide ou qu'elle date.

    ``unite`` : celle d'un nombre. ``donnee`` : la réponse déjà donnée par le conseiller.
    """

    nom: str
    question: str
    genre: Genre
    etapes: tuple[str, ...]
    unite: str = ""
    donnee: Valeur | None = None


def a_preciser(moment: Moment, *, connus: Faits, donnes: Faits) -> tuple[Precision, ...]:
    """Dans l'ordre des étapes. ``connus`` : tous les faits, ``donnes`` compris.

    Une question déjà répondue reste dans la liste, à sa place : elle se corrige.
    """
    sans = {nom: valeur for nom, valeur in connus.items() if nom not in donnes}
    etapes: dict[str, list[str]] = {}
    for modele in moment.etapes:
        restantes = tuple(_inconnus(modele, connus))
        for nom in dict.fromkeys((*_inconnus(modele, sans), *restantes)):
            if nom in donnes or nom in restantes:
                etapes.setdefault(nom, []).append(modele.titre_court)
    return tuple(_precision(nom, tuple(titres), donnes) for nom, titres in etapes.items())


def _inconnus(modele: EtapeModele, faits: Faits) -> Iterator[str]:
    """Ce qui décide de l'étape, puis ce qui la date ; rien si elle est écartée."""
    reste: Condition = simplifier(analyser(modele.condition), faits)
    if reste == Constante(vraie=False):
        return
    yield from noms(reste)
    echeance = modele.echeance
    for cas in echeance.cas_particuliers:
        yield from (nom for nom in faits_de(cas.condition) if nom not in faits)
    datee = echeance.min is not None or echeance.max is not None
    if datee and est_nommee(echeance.reference) and echeance.reference not in faits:
        yield echeance.reference


def _precision(nom: str, etapes: tuple[str, ...], donnes: Faits) -> Precision:
    table = vocabulaire()
    fait = table.faits.get(nom)
    if fait is not None and fait.question:
        question = fait.question
    else:
        libelle = table.dates[nom].libelle
        question = f"{libelle[:1].upper()}{libelle[1:]} : à quelle date ?"
    return Precision(
        nom=nom,
        question=question,
        genre=table.genre(nom),
        etapes=etapes,
        unite=fait.unite if fait else "",
        donnee=donnes.get(nom),
    )
