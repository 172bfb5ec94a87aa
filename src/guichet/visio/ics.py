"""L'invitation .ics que la personne emporte : heures en UTC, rappel, aucun nom."""

from datetime import UTC, datetime, timedelta

from guichet.rendezvous.agenda import Guichet, Reservation
from guichet.rendezvous.invitation import TITRE, agenda_minimal

__all__ = ["agenda_minimal", "invitation"]

RAPPELS = (timedelta(days=-1), timedelta(minutes=-30))


def invitation(
    reservation: Reservation,
    guichet: Guichet,
    *,
    ecrite_a: datetime,
    titre: str = TITRE,
    avec_lien: bool = True,
) -> bytes:
    """Un fichier iCalendar (RFC 5545). Rejouée après une annulation, elle retire le rendez-vous.

    ``ecrite_a`` : instant conscient. ``titre`` : neutre par défaut. Le lien n'y est que si
    ``avec_lien`` : il ouvre la salle.
    """
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415 - 0,1 s

    annule = reservation.etat == "annule"
    evenement = Event()
    evenement.add("UID", reservation.id)
    evenement.add("SEQUENCE", 1 if annule else 0)
    evenement.add("DTSTAMP", ecrite_a.astimezone(UTC))
    evenement.add("DTSTART", reservation.debut.astimezone(UTC))
    evenement.add("DTEND", reservation.fin.astimezone(UTC))
    evenement.add("SUMMARY", titre)
    evenement.add("STATUS", "CANCELLED" if annule else "CONFIRMED")
    evenement.add("CLASS", "PRIVATE")
    if guichet.nom:
        evenement.add("LOCATION", guichet.nom)
    if guichet.telephone:
        evenement.add("DESCRIPTION", f"Guichet : {guichet.telephone}")
    if avec_lien and reservation.lien_visio:
        evenement.add("URL", reservation.lien_visio)
    for avance in () if annule else RAPPELS:
        rappel = Alarm()
        rappel.add("ACTION", "DISPLAY")
        rappel.add("DESCRIPTION", titre)
        rappel.add("TRIGGER", avance)
        evenement.add_component(rappel)
    calendrier = Calendar()
    calendrier.add("PRODID", "-//Guichet//FR")
    calendrier.add("VERSION", "2.0")
    calendrier.add("METHOD", "CANCEL" if annule else "PUBLISH")
    calendrier.add_component(evenement)
    return bytes(calendrier.to_ical())
