"""Un créneau = un VEVENT publié par la caisse ; réserver ou rendre = en changer l'état.

On lit et on modifie les propriétés une à une : les serveurs les réordonnent et replient les
lignes, comparer du texte ne veut rien dire. Rien, ici, ne parle de la personne ni de son aide.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from guichet.rendezvous.agenda import AgendaIllisible, Guichet
from guichet.rendezvous.invitation import TITRE

if TYPE_CHECKING:
    from icalendar import Calendar, Event

LIBRE = "GUICHET-LIBRE"
PRIS = "GUICHET-PRIS"
MOTIF = "X-GUICHET-MOTIF"
RESERVATION = "X-GUICHET-RESERVATION"
NOM = "X-GUICHET-NOM"
TELEPHONE = "X-GUICHET-TELEPHONE"
CAISSE = "X-GUICHET-ORGANISME"
LIEN_POSE = "X-GUICHET-LIEN-POSE"
AVANT = "X-GUICHET-AVANT-"
GARDES = ("SUMMARY", "DESCRIPTION")
POSES = (RESERVATION, NOM, TELEPHONE, CAISSE)
_COMMANDES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]+")
# Ni espace, ni commande, ni écriture retournée : le lien se lit, s'imprime et s'ouvre tel quel.
_LIEN = re.compile(r"[!-~]{1,500}")
_INVISIBLES = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_ECHAPPES = re.compile(r"\\([\\;,nN])")
_ID_ECRIT = re.compile(r"Réservation : ([0-9a-f-]{36})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vu:
    """Ce que l'agenda dit d'un créneau. ``debut`` et ``fin`` en UTC."""

    etat: Literal["libre", "pris", "autre"]
    debut: datetime
    fin: datetime
    motif: str
    reservation: str
    lien: str | None
    guichet: str


def lire(contenu: bytes | str) -> Vu:
    """Lit l'unique VEVENT d'une ressource.

    Raises:
        AgendaIllisible: ce n'est pas un événement daté avec un fuseau.
    """
    _, evenement = _ouvrir(contenu)
    with _illisible():
        return Vu(
            etat=_etat(evenement),
            debut=_instant(evenement.decoded("DTSTART")),
            fin=_instant(evenement.decoded("DTEND")),
            motif=_une_ligne(_texte(evenement, MOTIF)),
            reservation=_reservation(evenement),
            lien=_lien(evenement),
            guichet=_une_ligne(_texte(evenement, NOM)),
        )


def prendre(
    contenu: bytes,
    *,
    reservation_id: str,
    organisme: str,
    guichet: Guichet,
    lien: str | None,
    maintenant: datetime,
) -> bytes:
    """Le même événement, réservé. ``lien`` n'est posé que si la caisse n'en donne pas.

    Raises:
        AgendaIllisible: une propriété de l'événement est mal écrite.
    """
    with _illisible():
        return _prendre(
            contenu,
            reservation_id=reservation_id,
            organisme=organisme,
            guichet=guichet,
            lien=lien,
            maintenant=maintenant,
        )


def rendre(contenu: bytes, *, maintenant: datetime) -> bytes:
    """Le même événement, libre comme la caisse l'avait publié.

    Raises:
        AgendaIllisible: une propriété de l'événement est mal écrite.
    """
    with _illisible():
        return _rendre(contenu, maintenant=maintenant)


def _prendre(
    contenu: bytes,
    *,
    reservation_id: str,
    organisme: str,
    guichet: Guichet,
    lien: str | None,
    maintenant: datetime,
) -> bytes:
    calendrier, evenement = _ouvrir(contenu)
    for nom in GARDES:
        _poser(evenement, AVANT + nom, _texte(evenement, nom))
    lignes = (organisme, _contact(guichet), f"Réservation : {reservation_id}")
    _poser(evenement, "SUMMARY", TITRE)
    _poser(evenement, "DESCRIPTION", "\n".join(ligne for ligne in lignes if ligne))
    _poser(evenement, RESERVATION, reservation_id)
    _poser(evenement, CAISSE, organisme)
    _poser(evenement, NOM, guichet.nom)
    _poser(evenement, TELEPHONE, guichet.telephone)
    if lien and not _lien(evenement):
        evenement.add("URL", lien)
        _poser(evenement, LIEN_POSE, "1")
    _marquer(evenement, PRIS, "CONFIRMED", "OPAQUE", maintenant)
    return bytes(calendrier.to_ical())


def _rendre(contenu: bytes, *, maintenant: datetime) -> bytes:
    calendrier, evenement = _ouvrir(contenu)
    for nom in GARDES:
        _poser(evenement, nom, _texte(evenement, AVANT + nom))
        evenement.pop(AVANT + nom, None)
    if evenement.pop(LIEN_POSE, None) is not None:
        evenement.pop("URL", None)
    for nom in POSES:
        evenement.pop(nom, None)
    _marquer(evenement, LIBRE, "TENTATIVE", "TRANSPARENT", maintenant)
    return bytes(calendrier.to_ical())


@contextlib.contextmanager
def _illisible() -> Iterator[None]:
    """Un serveur menteur ne donne qu'une panne dite, jamais un défaut."""
    try:
        yield
    except (ValueError, LookupError, AttributeError, TypeError, ArithmeticError) as error:
        raise AgendaIllisible("Un créneau de l'agenda est illisible.") from error


def _ouvrir(contenu: bytes | str) -> "tuple[Calendar, Event]":
    from icalendar import Calendar, Event  # noqa: PLC0415 - 0,1 s, seulement avec un agenda

    try:
        calendrier = Calendar.from_ical(contenu)
        evenements = [bloc for bloc in calendrier.walk("VEVENT") if isinstance(bloc, Event)]
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise AgendaIllisible("Un créneau de l'agenda est illisible.") from error
    if len(evenements) != 1 or not isinstance(calendrier, Calendar):
        raise AgendaIllisible("Un créneau de l'agenda est illisible.")
    return calendrier, evenements[0]


def _marquer(
    evenement: "Event", categorie: str, statut: str, transparence: str, maintenant: datetime
) -> None:
    autres = [nom for nom in _categories(evenement) if nom.upper() not in (LIBRE, PRIS)]
    evenement.pop("CATEGORIES", None)
    evenement.add("CATEGORIES", [*autres, categorie])
    _poser(evenement, "STATUS", statut)
    _poser(evenement, "TRANSP", transparence)
    _poser(evenement, "CLASS", "PRIVATE")
    for nom, valeur in (
        ("SEQUENCE", int(evenement.get("SEQUENCE", 0)) + 1),
        ("DTSTAMP", maintenant.astimezone(UTC)),
        ("LAST-MODIFIED", maintenant.astimezone(UTC)),
    ):
        evenement.pop(nom, None)
        evenement.add(nom, valeur)


def _etat(evenement: "Event") -> Literal["libre", "pris", "autre"]:
    # Une règle de répétition n'est pas un créneau : la déplier peut ne jamais finir.
    if "RRULE" in evenement or _texte(evenement, "STATUS").upper() == "CANCELLED":
        return "autre"
    categories = [nom.upper() for nom in _categories(evenement)]
    if PRIS in categories or _reservation(evenement):
        return "pris"
    return "libre" if LIBRE in categories else "autre"


def _categories(evenement: "Event") -> list[str]:
    lues = evenement.get("CATEGORIES", [])
    listes = lues if isinstance(lues, list) else [lues]
    return [str(nom).strip() for liste in listes for nom in getattr(liste, "cats", [liste])]


def _reservation(evenement: "Event") -> str:
    """L'id posé ; à défaut celui de la description, si le serveur a retiré les X-."""
    pose = _texte(evenement, RESERVATION)
    ecrit = _ID_ECRIT.search(_texte(evenement, "DESCRIPTION"))
    return pose or (ecrit[1] if ecrit else "")


def _lien(evenement: "Event") -> str | None:
    for nom in ("CONFERENCE", "URL"):
        lu = evenement.get(nom)
        for valeur in lu if isinstance(lu, list) else [lu]:
            lien = str(valeur or "")
            if _LIEN.fullmatch(lien) and _sur(lien):
                return lien
    return None


def _sur(lien: str) -> bool:
    """https, un serveur nommé, et pas de « banque.fr@ailleurs » qui trompe l'œil."""
    morceaux = urlsplit(lien)
    return morceaux.scheme == "https" and bool(morceaux.hostname) and "@" not in morceaux.netloc


def _instant(valeur: object) -> datetime:
    if not isinstance(valeur, datetime) or valeur.tzinfo is None:
        raise ValueError("heure sans fuseau")
    return valeur.astimezone(UTC)


def _texte(evenement: "Event", nom: str) -> str:
    valeur = evenement.get(nom, "")
    texte = str(valeur[0] if isinstance(valeur, list) else valeur)[:500]
    # icalendar laisse les propriétés X- telles qu'écrites, échappements compris.
    return _ECHAPPES.sub(_deplier, texte) if nom.startswith("X-") else texte


def _une_ligne(texte: str) -> str:
    """Sans saut de ligne ni signe invisible qui retournerait l'affichage."""
    return " ".join(_INVISIBLES.sub(" ", texte).split())


def _deplier(echappe: re.Match[str]) -> str:
    return "\n" if echappe[1] in "nN" else echappe[1]


def _poser(evenement: "Event", nom: str, valeur: str) -> None:
    from icalendar import vText  # noqa: PLC0415

    evenement.pop(nom, None)
    if valeur:
        # Un vText échappe les sauts de ligne, même dans une propriété X- : rien ne s'ajoute.
        evenement[nom] = vText(_COMMANDES.sub(" ", valeur))


def _contact(guichet: Guichet) -> str:
    return ", tél. ".join(" ".join(x.split()) for x in (guichet.nom, guichet.telephone) if x)
