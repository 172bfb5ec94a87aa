"""Ce qui a changé entre la feuille remise et le calcul d'aujourd'hui."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from guichet.droits.resultat import Diagnostic, Resultat

Nature: TypeAlias = Literal["nouveau", "retire", "statut", "montant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changement:
    """``avant`` est ``None`` pour un droit nouveau au catalogue, ``apres`` s'il en est sorti."""

    nature: Nature
    avant: Resultat | None
    apres: Resultat | None

    @property
    def droit(self) -> Resultat:
        """Le plus récent des deux : son nom, ses caisses."""
        droit = self.apres or self.avant
        assert droit is not None  # noqa: S101 - un changement a toujours un côté
        return droit


def comparer(avant: Diagnostic, apres: Diagnostic) -> tuple[Changement, ...]:
    """Les droits dont le statut, le montant ou l'unité diffèrent, dans l'ordre d'aujourd'hui.

    Un droit retiré du catalogue vient à la fin. Les raisons et les sources ne comptent pas :
    elles changent de mots sans changer ce que la personne peut demander.
    """
    anciens = {droit.id: droit for droit in avant.droits}
    changements = [
        Changement(nature=nature, avant=anciens.get(droit.id), apres=droit)
        for droit in apres.droits
        if (nature := _nature(anciens.get(droit.id), droit)) is not None
    ]
    restes = {droit.id for droit in apres.droits}
    retires = [droit for droit in avant.droits if droit.id not in restes]
    changements += [Changement(nature="retire", avant=droit, apres=None) for droit in retires]
    return tuple(changements)


def _nature(avant: Resultat | None, apres: Resultat) -> Nature | None:
    if avant is None:
        return "nouveau"
    if avant.statut != apres.statut:
        return "statut"
    return "montant" if _montants(avant) != _montants(apres) else None


def _montants(droit: Resultat) -> tuple[object, ...]:
    return droit.montant_min, droit.montant_max, droit.unite, droit.annee, droit.premier_mois
