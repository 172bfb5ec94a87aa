"""L'invitation que la personne emporte."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from guichet.rendezvous.agenda import Guichet, Reservation
from guichet.visio.ics import invitation

ECRITE_A = datetime(2026, 11, 20, 9, tzinfo=UTC)
RDV = Reservation(
    id="0b0e2b3c-0000-4000-8000-000000000001",
    etat="reserve",
    debut=datetime(2026, 11, 24, 8, tzinfo=UTC),
    fin=datetime(2026, 11, 24, 8, 30, tzinfo=UTC),
    organismes=("caf",),
    motif="Point sur un dossier",
    lien_visio="https://visio.example.org/guichetabc",
)
HOSTILE = Guichet(nom="FS\r\nATTENDEE:mailto:x@example.org", telephone="05; 00, 00")


def test_l_invitation_a_un_seul_evenement_en_utc_deux_rappels_et_aucun_participant() -> None:
    calendrier = Calendar.from_ical(invitation(RDV, HOSTILE, ecrite_a=ECRITE_A))
    (bloc,) = calendrier.walk("VEVENT")
    assert bloc.decoded("DTSTART") == RDV.debut
    assert b"DTSTART:20261124T080000Z" in bloc.to_ical()
    assert not calendrier.walk("VTIMEZONE")
    rappels = [alarme.decoded("TRIGGER") for alarme in calendrier.walk("VALARM")]
    assert rappels == [timedelta(days=-1), timedelta(minutes=-30)]
    assert not {"ATTENDEE", "ORGANIZER", "COMMENT"} & set(bloc)
    assert RDV.motif.encode() not in bloc.to_ical()


def test_le_lien_n_y_est_que_si_on_le_veut() -> None:
    lien = RDV.lien_visio or ""
    assert lien.encode() in invitation(RDV, HOSTILE, ecrite_a=ECRITE_A)
    assert lien.encode() not in invitation(RDV, HOSTILE, ecrite_a=ECRITE_A, avec_lien=False)


def test_un_rendez_vous_annule_se_retire_de_l_agenda() -> None:
    annule = replace(RDV, etat="annule")
    calendrier = Calendar.from_ical(invitation(annule, HOSTILE, ecrite_a=ECRITE_A))
    (bloc,) = calendrier.walk("VEVENT")
    assert (str(calendrier["METHOD"]), str(bloc["STATUS"])) == ("CANCEL", "CANCELLED")
    assert bloc.decoded("SEQUENCE") > 0
    assert str(bloc["UID"]) == RDV.id
