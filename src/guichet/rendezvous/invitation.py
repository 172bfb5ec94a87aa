"""Le rendez-vous en quelques lignes d'agenda, pour le QR : sans nom ni sujet."""

import re
from datetime import UTC, datetime

from guichet.rendezvous.agenda import Reservation

TITRE = "RDV visio France Services"
OCTETS_MAX = 300


def agenda_minimal(reservation: Reservation, *, titre: str = TITRE, avec_lien: bool = False) -> str:
    """Un VCALENDAR d'au plus 300 octets UTF-8, heures en UTC, lignes CRLF (RFC 5545).

    Le lien ouvre la salle : il n'y est que si on le demande et s'il tient. ``titre`` est coupé
    s'il déborde.
    """
    lien = reservation.lien_visio if avec_lien else None
    avant, apres = _lignes(reservation, lien)
    if len((avant + apres).encode()) + len(TITRE) > OCTETS_MAX:
        avant, apres = _lignes(reservation, None)
    place = OCTETS_MAX - len((avant + apres).encode())
    return avant + _couper(_echapper(titre), max(0, place)) + apres


def _lignes(reservation: Reservation, lien: str | None) -> tuple[str, str]:
    avant = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:Guichet",
        "BEGIN:VEVENT",
        f"UID:{reservation.id}",
        f"DTSTAMP:{en_utc(reservation.debut)}",
        f"DTSTART:{en_utc(reservation.debut)}",
        f"DTEND:{en_utc(reservation.fin)}",
        "SUMMARY:",
    )
    apres = ("", *([f"URL:{lien}"] if lien else []), "END:VEVENT", "END:VCALENDAR", "")
    return "\r\n".join(avant), "\r\n".join(apres)


def en_utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _echapper(texte: str) -> str:
    propre = re.sub(r"[\x00-\x1f\x7f]+", " ", texte)
    return re.sub(r"([\\;,])", r"\\\1", propre)


def _couper(texte: str, octets: int) -> str:
    coupe = texte.encode()[:octets].decode(errors="ignore")
    return re.sub(r"(?<!\\)(\\\\)*\\$", r"\1", coupe)
