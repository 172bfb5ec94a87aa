"""Les dates dont partent les délais : de l'événement, de la situation, ou données."""

import re
from collections.abc import Mapping
from datetime import date

from guichet.catalogue.contenu import Moment
from guichet.droits.situation import Handicap, Mois, Personne, connu
from guichet.errors import EntreeRefusee
from guichet.parcours.age import age_legal, anniversaire
from guichet.parcours.conditions import Valeur
from guichet.parcours.contexte import Contexte
from guichet.parcours.durees import ajouter
from guichet.parcours.vocabulaire import vocabulaire

_EXPRESSION = re.compile(r"(?P<nom>\w+)(?:\s*(?P<signe>[+-])\s*(?P<duree>P\w+))?", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AGES = (60, 62, 65)

# L'événement de ce parcours est « Début ou reprise d'une activité indépendante ».
_MEME_JOUR_QUE_L_EVENEMENT = {"creation-entreprise": "date_debut_activite"}


def dates_deduites(ctx: Contexte) -> dict[str, date]:
    """Les dates que la situation donne sûrement ; les autres sont absentes."""
    possibles: dict[str, date | None] = {
        "date_20_ans": _vingt_ans(ctx),
        "date_deces_conjoint": _veuvage(ctx),
        "date_ouverture_asf": _debut_asf(ctx),
        "date_pension_invalidite": _debut_pension_invalidite(ctx),
    }
    if ctx.sujet is not None:
        naissance = ctx.sujet.date_naissance
        possibles["date_18_ans"] = anniversaire(naissance, 18)
        possibles["date_age_legal"] = age_legal(naissance)
        for age in _AGES:
            possibles[f"date_{age}_ans"] = anniversaire(naissance, age)
    return {nom: jour for nom, jour in possibles.items() if jour is not None}


def dates_de_l_evenement(moment: Moment, evenement: date) -> dict[str, date]:
    """Les dates qui découlent du seul événement."""
    dates = {
        "1er_avril_annee_suivante": date(evenement.year + 1, 4, 1),
        "31_decembre_annee_creation": date(evenement.year, 12, 31),
        moment.reference: evenement,
    }
    if moment.id in _MEME_JOUR_QUE_L_EVENEMENT:
        dates[_MEME_JOUR_QUE_L_EVENEMENT[moment.id]] = evenement
    return dates


def dater(reference: str, connues: Mapping[str, Valeur]) -> date | None:
    """La date de référence d'un délai : fixe (``2026-12-31``), connue, ou ``None``.

    Raises:
        EntreeRefusee: ni une date, ni un nom du vocabulaire.
    """
    if _ISO.fullmatch(reference):
        return _date_fixe(reference)
    vocabulaire().genre(reference)
    valeur = connues.get(reference)
    return valeur if isinstance(valeur, date) else None


def est_nommee(reference: str) -> bool:
    """Vrai pour un nom du vocabulaire ; faux pour une date fixe du contenu."""
    return _ISO.fullmatch(reference) is None


def dater_expression(expression: str, connues: Mapping[str, Valeur]) -> date | None:
    """``date_separation + P18M`` : les bornes d'un parcours ; ``None`` si la date est inconnue.

    Raises:
        EntreeRefusee: expression mal écrite.
    """
    trouve = _EXPRESSION.fullmatch(expression.strip())
    if trouve is None:
        raise EntreeRefusee(
            f"« {expression[:60]} » n'est pas une date de parcours.",
            champ="moment",
            advice="Écrivez date_x, date_x + P18M ou date_x - P3M.",
        )
    jour = dater(trouve["nom"], connues)
    if jour is None or trouve["duree"] is None:
        return jour
    return ajouter(jour, trouve["duree"] if trouve["signe"] == "+" else f"-{trouve['duree']}")


def _date_fixe(texte: str) -> date:
    try:
        return date.fromisoformat(texte)
    except ValueError as error:
        raise EntreeRefusee(f"« {texte} » n'est pas une date.", champ="reference") from error


def _vingt_ans(ctx: Contexte) -> date | None:
    """Vingt ans : ceux du sujet, ou du seul enfant handicapé quand on parle de handicap."""
    concerne: Personne | None = ctx.sujet
    if ctx.moment.id == "handicap-invalidite" and ctx.situation.enfants:
        handicapes = [e for e in ctx.situation.enfants if isinstance(e.handicap, Handicap)]
        concerne = handicapes[0] if len(handicapes) == 1 else None
    return anniversaire(concerne.date_naissance, 20) if concerne else None


def _veuvage(ctx: Contexte) -> date | None:
    depuis = ctx.situation.veuf_depuis
    return depuis if isinstance(depuis, date) else None


def _debut_asf(ctx: Contexte) -> date | None:
    aides = ctx.situation.aides_percues
    debuts = [a.du for a in aides if a.droit == "asf"] if connu(aides) else []
    return _premier_jour(max(debuts)) if debuts and ctx.recoit_aide("asf") else None


def _debut_pension_invalidite(ctx: Contexte) -> date | None:
    ressources = ctx.sujet.ressources if ctx.sujet else ()
    lignes = ressources if connu(ressources) else ()
    debuts = [ligne.du for ligne in lignes if ligne.type == "pension_invalidite"]
    return _premier_jour(min(debuts)) if debuts else None


def _premier_jour(mois: Mois) -> date:
    return date(mois.annee, mois.mois, 1)
