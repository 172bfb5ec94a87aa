"""Créneaux et réservations, et ce qu'un fournisseur de rendez-vous sait faire."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from guichet.errors import GuichetError

Etat: TypeAlias = Literal["reserve", "annule", "demande", "inconnu"]


class Moyen(enum.Flag):
    """Ce qu'un fournisseur peut vraiment faire : l'écran ne propose rien d'autre."""

    LISTER = enum.auto()
    RESERVER = enum.auto()
    ANNULER = enum.auto()
    LIEN_VISIO = enum.auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Creneau:
    """Un créneau publié. ``debut`` et ``fin`` sont en UTC ; ``version`` est l'ETag lu."""

    ref: str
    debut: datetime
    fin: datetime
    organismes: tuple[str, ...]
    motif: str
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """Un rendez-vous pris, rendu, demandé ou dont l'issue n'est pas connue."""

    id: str
    etat: Etat
    debut: datetime
    fin: datetime
    organismes: tuple[str, ...]
    motif: str = ""
    lien_visio: str | None = None
    ref: str = ""
    demonstration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guichet:
    """Ce qui part dans l'agenda : le guichet, jamais la personne."""

    nom: str
    telephone: str = ""


class FournisseurRdv(Protocol):
    """Un vrai agenda. Toute panne est une ``GuichetError`` ; les dates sont conscientes."""

    @property
    def demonstration(self) -> bool: ...

    @property
    def moyens(self) -> Moyen: ...

    def creneaux(self, organisme: str, du: datetime, au: datetime) -> Sequence[Creneau]:
        """Les créneaux libres de la caisse dans l'intervalle, du plus proche au plus lointain."""
        ...

    def reserver(self, reservation_id: str, creneau: Creneau, guichet: Guichet) -> Reservation:
        """Prend le créneau (idempotent sur ``reservation_id``).

        Raises:
            CreneauPris: quelqu'un d'autre l'a pris.
            IssueInconnue: le réseau a coupé ; ``relire`` dira ce qu'il en est.
        """
        ...

    def relire(self, reservation_id: str, ref: str) -> Reservation | None:
        """Ce que l'agenda dit de cette réservation ; ``None`` si elle n'y est pas."""
        ...

    def annuler(self, reservation: Reservation) -> Reservation: ...


class HorsLigne(GuichetError):
    advice = "Vérifiez la connexion. Rien n'est perdu : vous pourrez réserver plus tard."


class AccesRefuse(GuichetError):
    advice = "Vérifiez le compte de cet agenda dans les réglages ; le créneau choisi est gardé."


class ServeurOccupe(GuichetError):
    advice = "Attendez une minute puis réessayez (F5) ; le créneau choisi est gardé."


class CreneauPris(GuichetError):
    advice = "Choisissez un autre créneau dans la liste, qui vient d'être relue."


class IssueInconnue(GuichetError):
    """La demande est partie, la réponse n'est pas revenue : ni pris, ni libre."""

    advice = "Ne dites pas que c'est réservé : Guichet relit l'agenda et le dira."
