"""Lire et changer un créneau sans jamais comparer du texte."""

import contextlib
import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from guichet.rendezvous.agenda import AgendaIllisible, Guichet
from guichet.visio import evenement, salle

MAINTENANT = datetime(2026, 11, 20, 9, tzinfo=UTC)
PROPRIETES = [
    "UID:u1",
    "DTSTAMP:20261120T080000Z",
    "DTSTART:20261124T080000Z",
    "DTEND:20261124T083000Z",
    "SUMMARY:Permanence visio",
    "DESCRIPTION:Une consigne de l'agent\\, qui revient",
    "CATEGORIES:Équipe sud,GUICHET-LIBRE",
    "X-GUICHET-MOTIF:Point sur un dossier",
]


def ics(*proprietes: str) -> bytes:
    lignes = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", *proprietes, "END:VEVENT"]
    return "\r\n".join([*lignes, "END:VCALENDAR", ""]).encode()


def prendre(contenu: bytes, identifiant: str, nom: str = "FS", lien: str | None = None) -> bytes:
    return evenement.prendre(
        contenu,
        reservation_id=identifiant,
        organisme="caf",
        guichet=Guichet(nom=nom, telephone="05"),
        lien=lien,
        maintenant=MAINTENANT,
    )


@given(st.permutations(PROPRIETES))
def test_l_ordre_des_proprietes_ne_change_rien(melange: list[str]) -> None:
    assert evenement.lire(ics(*melange)) == evenement.lire(ics(*PROPRIETES))


@given(st.text(min_size=1, max_size=80))
def test_un_nom_de_guichet_hostile_n_ajoute_aucune_propriete(nom: str) -> None:
    identifiant = str(uuid.UUID(int=1))
    hostile = nom + "\r\nATTENDEE:mailto:x@example.org\nBEGIN:VALARM"
    (bloc,) = Calendar.from_ical(prendre(ics(*PROPRIETES), identifiant, hostile)).walk("VEVENT")
    assert "ATTENDEE" not in bloc
    assert not bloc.subcomponents
    assert evenement.lire(prendre(ics(*PROPRIETES), identifiant, hostile)).etat == "pris"


def test_prendre_puis_rendre_redonne_le_creneau_publie() -> None:
    pris = prendre(ics(*PROPRIETES), str(uuid.uuid4()), lien="https://salle.example.org/a")
    rendu = evenement.rendre(pris, maintenant=MAINTENANT)
    assert evenement.lire(pris).etat == "pris"
    assert evenement.lire(rendu) == evenement.lire(ics(*PROPRIETES))
    (bloc,) = Calendar.from_ical(rendu).walk("VEVENT")
    assert str(bloc["SUMMARY"]) == "Permanence visio"
    assert str(bloc["DESCRIPTION"]) == "Une consigne de l'agent, qui revient"
    assert not [nom for nom in bloc if nom.startswith("X-GUICHET") and "MOTIF" not in nom]
    assert "CATEGORIES:Équipe sud,GUICHET-LIBRE" in rendu.decode()


def test_un_serveur_qui_retire_les_x_laisse_l_identifiant_dans_la_description() -> None:
    identifiant = str(uuid.uuid4())
    pris = prendre(ics(*PROPRIETES), identifiant)
    depliee = pris.decode().replace("\r\n ", "").splitlines()
    sans_x = [ligne for ligne in depliee if not ligne.startswith("X-")]
    assert evenement.lire("\r\n".join([*sans_x, ""])).reservation == identifiant


@pytest.mark.parametrize(
    "extra",
    ["RRULE:FREQ=SECONDLY", "RRULE:FREQ=MONTHLY;INTERVAL=0", "STATUS:CANCELLED"],
)
def test_une_regle_sans_fin_ou_un_evenement_annule_n_est_pas_un_creneau(extra: str) -> None:
    assert evenement.lire(ics(*PROPRIETES, extra)).etat == "autre"


def test_un_rendez_vous_prive_de_l_agent_n_est_ni_libre_ni_pris() -> None:
    sans = [ligne for ligne in PROPRIETES if not ligne.startswith(("CATEG", "X-"))]
    assert evenement.lire(ics(*sans)).etat == "autre"


@pytest.mark.parametrize(
    "contenu",
    [
        b"",
        b"hello",
        b"\xff\xfe",
        ics(),
        ics("DTSTART:20261124T080000Z"),
        ics(*[p.replace("000Z", "000") for p in PROPRIETES]),
        ics("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261125"),
        ics("DTSTART;TZID=Lune/Mer:20261124T080000", "DTEND:20261124T083000Z"),
        ics(*PROPRIETES).replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nBEGIN:VEVENT", 1),
        b"BEGIN:VCALENDAR\r\n" * 3000,
    ],
)
def test_un_evenement_illisible_est_dit(contenu: bytes) -> None:
    with pytest.raises(AgendaIllisible):
        evenement.lire(contenu)


@given(st.binary(max_size=300))
def test_aucun_octet_ne_fait_autre_chose_que_lire_ou_refuser(octets: bytes) -> None:
    with contextlib.suppress(AgendaIllisible):
        evenement.lire(ics(*PROPRIETES).replace(b"SUMMARY:Permanence visio", octets))


def test_une_heure_avec_fuseau_est_lue_en_utc() -> None:
    paris = [p.replace("DTSTART:20261124T080000Z", "DTSTART;TZID=Europe/Paris:20261124T090000")
             for p in PROPRIETES]  # fmt: skip
    assert evenement.lire(ics(*paris)).debut == datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_un_lien_qui_n_est_pas_https_n_est_pas_un_lien() -> None:
    for url in ("http://salle.example.org/", "javascript:alert(1)", "https://"):
        assert evenement.lire(ics(*PROPRIETES, f"URL:{url}")).lien is None


def test_une_salle_a_cent_vingt_huit_bits_de_lettres_et_de_chiffres() -> None:
    liens = {salle.lien("https://visio.example.org/{salle}") for _ in range(200)}
    assert len(liens) == 200
    for lien in liens:
        assert lien is not None
        nom = lien.rpartition("/")[2]
        assert nom.isalnum()
        assert nom.islower()
        assert len(nom.removeprefix("guichet")) == 26


@pytest.mark.parametrize("gabarit", ["", "http://a/{salle}", "https://a/salle"])
def test_sans_gabarit_sur_il_n_y_a_pas_de_lien(gabarit: str) -> None:
    assert salle.lien(gabarit) is None
