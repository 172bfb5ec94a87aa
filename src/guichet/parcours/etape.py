"""Les étapes datées d'un parcours : la forme « parcours » du contrat public."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from guichet.droits.resultat import SourceCitee

TypeEcheance: TypeAlias = Literal["legale", "droit_perdu", "conseillee", "sans"]
Acteur: TypeAlias = Literal["usager", "france_services_n1", "agent_n2", "organisme"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Etape:
    """Une étape du contrat, plus ce que l'écran et le papier montrent.

    ``debut`` et ``echeance`` : le délai de l'étape ; ``None`` si inconnu. ``date_sure`` :
    la date à afficher. ``faite_le`` : le jour où le conseiller l'a cochée.
    ``condition`` : la phrase « si… » quand ``concerne`` vaut ``a_verifier`` ;
    ``condition_courte`` : la même pour une carte, s'il n'y a qu'un fait à vérifier.
    ``delai`` : le délai en mots (« 2 mois après le jugement ») quand sa date de référence
    est inconnue. ``raison`` : pourquoi une étape attentionnée est proposée.
    """

    id: str
    titre: str
    titre_court: str
    organismes: tuple[str, ...]
    acteur: Acteur
    concerne: Literal["oui", "a_verifier"]
    debut: date | None
    echeance: date | None
    date_sure: date | None
    type: TypeEcheance
    consequence: str | None
    en_retard: bool
    depend_de: tuple[str, ...]
    droits: tuple[str, ...]
    pieces: tuple[str, ...]
    canaux: Mapping[str, tuple[str, ...]]
    attentionne: bool
    verifie: bool
    delai_verifie: bool
    source: SourceCitee
    action: str = ""
    note: str | None = None
    condition: str | None = None
    fraicheur: str | None = None
    faite_le: date | None = None
    condition_courte: str | None = None
    delai: str | None = None
    raison: str | None = None

    def faire(self, le: date | None) -> "Etape":
        """La même étape, cochée (décochée si ``None``) : faite, elle n'est plus en retard."""
        return replace(self, faite_le=le, en_retard=False if le else self.en_retard)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcours:
    moment: str
    titre: str
    evenement: date
    debut: date
    fin: date
    etapes: tuple[Etape, ...]
