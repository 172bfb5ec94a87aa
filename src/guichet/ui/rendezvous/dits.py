"""Ce que l'écran « Rendez-vous » dit, prêt à montrer. Python pur."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from guichet.rendezvous.agenda import Creneau, Reservation

GenreConstat: TypeAlias = Literal["pris", "panne", "vide"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caisse:
    """``telephone`` : son numéro dans le catalogue, ou vide."""

    id: str
    nom: str
    groupe: str
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Creneaux:
    """Les créneaux d'une caisse. ``lus`` : « agendas lus à 9 h 41 » ; ``periode`` : celle de
    ``jours`` ; ``avant`` et ``apres`` : il y en a d'autres de ce côté ; ``ouverts`` : faux tant
    que l'on ne sait pas ce qu'est devenue la demande précédente.
    """

    proposes: Sequence[Creneau]
    jours: Mapping[date, Sequence[Creneau]]
    motifs: Sequence[str]
    choisi: Creneau | None
    lus: str
    periode: str
    avant: bool
    apres: bool
    ouverts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstatDit:
    """Un fait, ce qui est gardé, et au besoin les créneaux les plus proches."""

    genre: GenreConstat
    titre: str
    texte: str
    suivants: Sequence[Creneau] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HorsLigneDit:
    """``depuis`` et ``lus`` : « 9 h 52 » ; ``lus`` vide : rien n'a jamais été lu."""

    depuis: str
    lus: str
    caisse: Caisse
    creneaux: Sequence[Creneau]
    telephones: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pris:
    """Un rendez-vous de la visite : pris, demandé, ou dont l'issue n'est pas connue."""

    reservation: Reservation
    caisse: Caisse | None
