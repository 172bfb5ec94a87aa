"""Des formes du foyer au JSON du contrat : absent, ``null`` et ``false`` restent distincts."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from guichet.droits.situation import PAS_DEMANDE, Grossesse, Inconnu, Mois

_MUETS = {"prenom": "", "environ": False, "inconnus_assumes": ()}


def en_json(valeur: object) -> Any:  # noqa: ANN401 - JSON
    """La valeur JSON d'un champ du foyer ; ``PAS_DEMANDE`` ne s'écrit pas (clé absente)."""
    if isinstance(valeur, Grossesse):
        return _grossesse(valeur)
    if is_dataclass(valeur) and not isinstance(valeur, Mois):
        return {
            champ.name: en_json(contenu)
            for champ in fields(valeur)
            if (contenu := getattr(valeur, champ.name)) is not PAS_DEMANDE
            and not (champ.name in _MUETS and contenu == _MUETS[champ.name])
        }
    if isinstance(valeur, tuple):
        return [en_json(element) for element in valeur]
    if isinstance(valeur, dict):
        return {str(cle): en_json(element) for cle, element in valeur.items()}
    return _simple(valeur)


def en_nombre(valeur: Decimal) -> int | float:
    """Un nombre JSON : entier s'il l'est, sinon le décimal le plus court qui le redonne."""
    return int(valeur) if valeur == valeur.to_integral_value() else float(valeur)


def _simple(valeur: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(valeur, Inconnu):
        return None
    if isinstance(valeur, Decimal):
        return en_nombre(valeur)
    if isinstance(valeur, Mois):
        return str(valeur)
    if isinstance(valeur, date):
        return valeur.isoformat()
    return valeur


def _grossesse(grossesse: Grossesse) -> dict[str, Any]:
    if grossesse.terme_inconnu is None:
        return {"terme_prevu": grossesse.terme_prevu.isoformat()}
    return {} if grossesse.terme_inconnu is PAS_DEMANDE else {"terme_prevu": None}
