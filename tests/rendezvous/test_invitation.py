"""Le rendez-vous dans un QR d'agenda."""

from datetime import UTC, datetime, timedelta

import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from guichet.rendezvous.agenda import Reservation
from guichet.rendezvous.invitation import OCTETS_MAX, TITRE, agenda_minimal

DEBUT = datetime(2026, 11, 24, 8, tzinfo=UTC)


def rdv(lien: str | None = "https://v.example.org/" + "a" * 26) -> Reservation:
    return Reservation(
        id="0b0e2b3c-0000-4000-8000-000000000001",
        etat="reserve",
        debut=DEBUT,
        fin=DEBUT + timedelta(minutes=30),
        organismes=("caf",),
        motif="Point sur un dossier",
        lien_visio=lien,
    )


def test_l_agenda_du_qr_est_petit_neutre_et_sans_lien() -> None:
    texte = agenda_minimal(rdv())
    assert len(texte.encode()) <= OCTETS_MAX
    (bloc,) = Calendar.from_ical(texte).walk("VEVENT")
    assert set(bloc) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
    assert str(bloc["SUMMARY"]) == TITRE
    assert bloc.decoded("DTSTART") == DEBUT


def test_le_lien_est_ajoute_si_on_le_demande() -> None:
    texte = agenda_minimal(rdv(), avec_lien=True)
    assert "URL:https://v." in texte
    assert len(texte.encode()) <= OCTETS_MAX


def test_un_lien_trop_long_est_laisse_de_cote_plutot_que_coupe() -> None:
    texte = agenda_minimal(rdv("https://a.example.org/" + "b" * 200), avec_lien=True)
    assert "URL" not in texte
    assert TITRE in texte


@given(st.text(max_size=400), st.booleans())
def test_aucun_titre_ne_deborde_ni_n_ajoute_de_ligne(titre: str, avec_lien: bool) -> None:
    texte = agenda_minimal(rdv(), titre=titre, avec_lien=avec_lien)
    assert len(texte.encode()) <= OCTETS_MAX
    lignes = texte.split("\r\n")
    assert len(lignes) == 12 + avec_lien
    assert [ligne for ligne in lignes if ligne.startswith("END:")] == [
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert "\n" not in texte.replace("\r\n", "")


def test_le_qr_se_relit() -> None:
    texte = agenda_minimal(rdv(), titre="Rendez-vous vidéo")
    image = zxingcpp.create_barcode(texte, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
    (lu,) = zxingcpp.read_barcodes(image)
    assert lu.text == texte
