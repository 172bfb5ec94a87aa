"""Les droits qui ne se cumulent pas : un seul garde son montant.

Sources : RSA majoré, contrat public (« tout le montant sur ``rsa_majore`` ») ; AAH et Aspa,
Asi et Aspa, AAH et ASS : champ ``non_cumuls`` de ``resources/droits.yaml``.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from guichet.droits.moteur import Chiffre

MAJORE: Final = "Remplacé par le RSA majoré."
PAIRES: Final = (
    ("aah", "aspa", "L'AAH et l'Aspa ne s'ajoutent pas : la plus élevée est montrée."),
    ("asi", "aspa", "L'Asi et l'Aspa ne s'ajoutent pas : la plus élevée est montrée."),
    ("aah", "ass", "L'AAH et l'ASS ne s'ajoutent pas : la plus élevée est montrée."),
)


def departager(chiffres: Mapping[str, Chiffre]) -> dict[str, Chiffre]:
    """Les mêmes chiffres, où un droit remplacé par un autre est fermé et dit pourquoi."""
    restants = dict(chiffres)
    if _ouvert(restants, "rsa_majore") and "rsa" in restants:
        restants["rsa"] = _ferme(restants["rsa"], MAJORE)
    for un, autre, raison in PAIRES:
        if _ouvert(restants, un) and _ouvert(restants, autre):
            perdant = un if _montant(restants[un]) < _montant(restants[autre]) else autre
            restants[perdant] = _ferme(restants[perdant], raison)
    return restants


def _ouvert(chiffres: Mapping[str, Chiffre], droit: str) -> bool:
    return droit in chiffres and chiffres[droit].ouvert


def _montant(chiffre: Chiffre) -> Decimal:
    return chiffre.montant or Decimal(0)


def _ferme(chiffre: Chiffre, raison: str) -> Chiffre:
    return replace(
        chiffre,
        ouvert=False,
        montant=None,
        premier_mois=None,
        seuil_versement=False,
        raisons=(raison,),
        a_verifier=None,
    )
