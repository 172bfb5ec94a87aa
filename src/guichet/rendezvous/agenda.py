"""Créneaux et réservations, et ce qu'un fournisseur de rendez-vous sait faire."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol, TypeAlias
from zoneinfo import ZoneInfo

from guichet.errors import EntreeRefusee, GuichetError

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
    """Un rendez-vous pris, rendu, demandé ou dont l'issue n'est pas connue.

    ``lien_visio`` ouvre la salle : c'est un secret, il ne va dans aucun journal.
    ``guichet`` est le nom du guichet qui l'a pris, tel que l'agenda le porte.
    """

    id: str
    etat: Etat
    debut: datetime
    fin: datetime
    organismes: tuple[str, ...]
    motif: str = ""
    lien_visio: str | None = None
    ref: str = ""
    demonstration: bool = False
    guichet: str = ""


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
        """Les créneaux libres qui commencent dans ``[du, au[``, du plus proche au plus lointain.

        Raises:
            OrganismeSansAgenda: aucun agenda n'est configuré pour cette caisse.
        """
        ...

    def creneau(self, ref: str) -> Creneau | None:
        """Ce créneau, relu, s'il existe et s'il est libre ou déjà pris ; ``None`` sinon."""
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

    def annuler(self, reservation: Reservation) -> Reservation:
        """Rend le créneau, seulement s'il porte encore cet id ; refaire est sans effet.

        Raises:
            IssueInconnue: le réseau a coupé ; ``relire`` dira ce qu'il en est.
        """
        ...

    def rendez_vous(self, du: datetime, au: datetime) -> Sequence[Reservation]:
        """Tous les rendez-vous pris qui commencent dans ``[du, au[``, tous guichets."""
        ...


class AgendaDuGuichet(Protocol):
    """Les actes du conseiller, tels que la fenêtre et la ligne de commande les appellent."""

    @property
    def demonstration(self) -> bool: ...

    @property
    def zone(self) -> ZoneInfo:
        """Le fuseau du guichet : celui de tout ce qui s'affiche ou s'imprime."""
        ...

    def creneaux(self, organisme: str, du: date, au: date) -> Sequence[Creneau]:
        """Les créneaux libres à venir, du jour ``du`` au jour ``au`` compris (jours du guichet)."""
        ...

    def reserver(self, ref: str) -> Reservation:
        """Prend le créneau. ``etat`` vaut ``reserve``, ou ``inconnu`` si nul ne peut le dire.

        Raises:
            CreneauPris: avec les trois créneaux libres suivants.
            CreneauInconnu: aucun créneau ne porte cette référence.
        """
        ...

    def annuler(self, reservation_id: str) -> Reservation:
        """Rend le rendez-vous pris par ce poste.

        Raises:
            RendezVousInconnu: aucun rendez-vous de ce poste ne porte cet identifiant.
        """
        ...

    def resoudre_inconnus(self) -> Sequence[Reservation]:
        """Relit l'agenda pour tout ce qu'une coupure a laissé sans réponse."""
        ...

    def rendez_vous_du_jour(self, jour: date) -> Sequence[Reservation]:
        """Les rendez-vous de ce guichet ce jour-là, avec leur lien."""
        ...


class HorsLigne(GuichetError):
    advice = "Vérifiez la connexion. Rien n'est perdu : vous pourrez réserver plus tard."


class AccesRefuse(GuichetError):
    advice = "Vérifiez le compte de cet agenda dans les réglages ; le créneau choisi est gardé."


class ServeurOccupe(GuichetError):
    advice = "Attendez une minute puis réessayez (F5) ; le créneau choisi est gardé."


class AgendaIllisible(GuichetError):
    """Ce qui répond n'est pas un agenda, ou ne se comporte pas comme un agenda."""

    advice = "Vérifiez l'adresse de l'agenda dans les réglages ; rien n'a été réservé."


class OrganismeSansAgenda(GuichetError):
    advice = "Joignez cet organisme par les contacts indiqués dans le parcours."


class CreneauPris(GuichetError):
    """``suivants`` : les créneaux libres les plus proches après celui-ci, trois au plus."""

    advice = "Choisissez un autre créneau dans la liste, qui vient d'être relue."

    def __init__(
        self, message: str, *, advice: str | None = None, suivants: Sequence[Creneau] = ()
    ) -> None:
        super().__init__(message, advice=advice)
        self.suivants = tuple(suivants)


class CreneauInconnu(EntreeRefusee):
    advice = "Relisez la liste des créneaux (guichet creneaux) et recopiez la référence."


class RendezVousInconnu(EntreeRefusee):
    advice = "Recopiez l'identifiant donné à la réservation."


class IssueInconnue(GuichetError):
    """La demande est partie, la réponse n'est pas revenue : ni pris, ni libre."""

    advice = "Ne dites pas que c'est réservé : Guichet relit l'agenda et le dira."
