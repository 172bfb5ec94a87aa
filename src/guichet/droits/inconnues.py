"""Les réponses qui manquent, et les valeurs plausibles que l'on essaie pour chacune.

C'est la table « Valeurs essayées pour un inconnu » du contrat. Une question sans objet
pour ce foyer n'est pas une inconnue. ``INCONNUES`` donne l'ordre : une valeur peut dépendre
de celles d'avant (le loyer de la commune, les impôts des ressources).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from guichet.catalogue.baremes import Baremes
from guichet.droits.situation import Personne, Situation

Poser: TypeAlias = Callable[[Situation], Situation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inconnue:
    """``valeurs`` : de quoi poser chaque valeur, la centrale d'abord.

    ``favorable`` et ``defavorable`` : leur rang, pour les deux combinaisons extrêmes.
    """

    chemin: str
    valeurs: tuple[Poser, ...]
    favorable: int = 0
    defavorable: int = 0


@dataclass(frozen=True, slots=True)
class Reperes:
    """Les montants qui servent à essayer des valeurs."""

    baremes: Baremes


Source: TypeAlias = Callable[[Situation, Reperes], Iterator[Inconnue]]


def poser(**champs: object) -> Poser:
    """Pose des champs du foyer."""
    return lambda situation: replace(situation, **champs)  # type: ignore[arg-type]


def poser_personne(identifiant: str, **champs: Any) -> Poser:  # noqa: ANN401 - champs d'une personne
    """Pose des champs d'une personne."""
    return changer_personne(identifiant, lambda personne: replace(personne, **champs))


def changer_personne(identifiant: str, changer: Callable[[Personne], Personne]) -> Poser:
    return lambda situation: replace(
        situation,
        personnes=tuple(
            changer(personne) if personne.id == identifiant else personne
            for personne in situation.personnes
        ),
    )
