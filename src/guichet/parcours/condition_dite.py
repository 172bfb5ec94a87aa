"""Dire une condition en français : « si la garde est alternée ».

On ne dit que ce que l'on ne sait pas encore : ``conditions.simplifier`` a déjà retiré
les faits connus.
"""

from datetime import date
from decimal import Decimal

from guichet.parcours.calendrier import INSECABLE, jour_et_mois
from guichet.parcours.conditions import (
    Comparaison,
    Condition,
    Constante,
    Et,
    Fait,
    Non,
    Ou,
)
from guichet.parcours.vocabulaire import FaitNomme, vocabulaire

_CONTRAIRES = {">=": "<", "<": ">=", "<=": ">", ">": "<=", "==": "!=", "!=": "=="}
_NOMBRES = {
    ">=": "au moins {}",
    ">": "plus de {}",
    "<": "moins de {}",
    "<=": "au plus {}",
    "==": "exactement {}",
    "!=": "un autre nombre que {}",
}
_DATES = {
    ">=": "le {} ou après",
    ">": "après le {}",
    "<": "avant le {}",
    "<=": "le {} ou avant",
    "==": "le {}",
    "!=": "un autre jour que le {}",
}


def en_mots(condition: Condition) -> str:
    """« si vous êtes marié ou si vous êtes pacsé »."""
    return _phrase(_sans_negation(condition, niee=False), dans_et=False)


def en_peu_de_mots(condition: Condition) -> str | None:
    """« si garde alternée », pour une carte ; ``None`` si la condition a plusieurs parties."""
    match _sans_negation(condition, niee=False):
        case Fait(nom):
            return f"si {_fait(nom).court}"
        case Non(Fait(nom)):
            return f"si {_fait(nom).court_non}"
        case Comparaison() as comparaison if isinstance(comparaison.valeur, Decimal):
            return f"si {_nombre(comparaison)}"
    return None


def _sans_negation(condition: Condition, *, niee: bool) -> Condition:
    """La même condition, où « non » ne porte plus que sur des faits (lois de De Morgan)."""
    match condition:
        case Non(interieur):
            return _sans_negation(interieur, niee=not niee)
        case Et(parties) | Ou(parties):
            genre = Et if isinstance(condition, Et) != niee else Ou
            return genre(tuple(_sans_negation(partie, niee=niee) for partie in parties))
        case Comparaison(nom, operateur, valeur) if niee:
            return Comparaison(nom, _CONTRAIRES[operateur], valeur)
        case Constante(vraie):
            return Constante(vraie != niee)
    return Non(condition) if niee else condition


def _phrase(condition: Condition, *, dans_et: bool) -> str:
    match condition:
        case Et(parties):
            return " et ".join(_phrase(partie, dans_et=True) for partie in parties)
        case Ou(parties):
            dit = " ou ".join(_phrase(partie, dans_et=False) for partie in parties)
            return f"({dit})" if dans_et else dit
        case Non(Fait(nom)):
            return f"si {_fait(nom).non}"
        case Fait(nom):
            return f"si {_fait(nom).oui}"
        case Comparaison(nom):
            return f"si {_fait(nom).oui} {_comparaison(condition)}"
    return "dans tous les cas"


def _comparaison(comparaison: Comparaison) -> str:
    if isinstance(comparaison.valeur, date):
        return _DATES[comparaison.operateur].format(jour_et_mois(comparaison.valeur))
    return _nombre(comparaison)


def _nombre(comparaison: Comparaison) -> str:
    unite = _fait(comparaison.nom).unite
    if comparaison.valeur == 1:
        unite = " ".join(mot.removesuffix("s") for mot in unite.split(" "))
    quantite = f"{comparaison.valeur}{INSECABLE}{unite}"
    return _NOMBRES[comparaison.operateur].format(quantite)


def _fait(nom: str) -> FaitNomme:
    table = vocabulaire()
    table.genre(nom)
    return table.faits[nom] if nom in table.faits else _date_comme_fait(nom)


def _date_comme_fait(nom: str) -> FaitNomme:
    libelle = vocabulaire().dates[nom].libelle
    dit = f"{libelle} a lieu"
    return FaitNomme(nom=nom, question="", oui=dit, non=dit, genre="date")
