"""Ce qu'un dossier contient : la forme « dossier » du contrat public."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from guichet.droits.resultat import Diagnostic
from guichet.droits.situation import Situation
from guichet.parcours.etape import Parcours
from guichet.rendezvous.agenda import Reservation

Choix: TypeAlias = Literal["demande", "deja", "refuse", "plus_tard"]
Forme: TypeAlias = Literal["standard", "gros_caracteres", "falc"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    situation: Situation
    reference: str = ""
    diagnostic: Diagnostic | None = None
    parcours: tuple[Parcours, ...] = ()
    rendez_vous: tuple[Reservation, ...] = ()
    choix: Mapping[str, Choix] = field(default_factory=dict)
    langue: str = "fr"
    forme: Forme = "standard"
