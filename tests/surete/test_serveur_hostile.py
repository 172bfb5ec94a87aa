"""Ce qu'un agenda hostile répond ne s'exécute pas, ne s'ouvre pas, ne bloque pas l'écran."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.rendezvous.agenda import AgendaIllisible, Guichet
from guichet.visio import evenement

MAINTENANT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def creneau(*proprietes: str) -> bytes:
    lignes = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20261101T000000Z",
        "DTSTART:20261124T150000Z", "DTEND:20261124T153000Z", "CATEGORIES:GUICHET-LIBRE",
        *proprietes, "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    return "\r\n".join(lignes).encode()


def prendre(contenu: bytes) -> bytes:
    return evenement.prendre(
        contenu,
        reservation_id="0" * 36,
        organisme="caf",
        guichet=Guichet(nom="France Services", telephone="02 40 00 00 00"),
        lien="https://visio.exemple/salle",
        maintenant=MAINTENANT,
    )


@pytest.mark.parametrize(
    "lien",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://visio.exemple/",
        "smb://serveur/partage",
        "https://visio.caf.fr@voleur.exemple/",
        "https://visio.exemple/\u202efdp.exe",
        "https://visio.exemple/ et la suite",
        "https://visio.exemple/\\nX-AUTRE:1",
        "https:///sans-serveur",
        "https://visio.exemple/" + "a" * 500,
    ],
)
def test_un_lien_de_visio_trompeur_n_est_pas_un_lien(lien: str) -> None:
    assert evenement.lire(creneau(f"URL:{lien}")).lien is None


@pytest.mark.parametrize(
    "propriete",
    [
        "SEQUENCE:1\r\nSEQUENCE:2",
        "SEQUENCE:beaucoup",
        "SEQUENCE;VALUE=TEXT:abc",
        "SEQUENCE:" + "9" * 5000,
        "URL:https://[::1",
    ],
)
def test_une_propriete_absurde_est_une_panne_dite_jamais_un_defaut(propriete: str) -> None:
    contenu = creneau(propriete)
    with pytest.raises(AgendaIllisible):
        prendre(contenu)
    if "SEQUENCE" in propriete:
        with pytest.raises(AgendaIllisible):
            evenement.rendre(contenu, maintenant=MAINTENANT)


def test_un_motif_piege_reste_une_ligne_de_texte() -> None:
    vu = evenement.lire(
        creneau("X-GUICHET-MOTIF:<img src=file:///etc/passwd>\u202e\u2066\\nSuite\x00")
    )
    assert vu.motif == "<img src=file:///etc/passwd> Suite"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["SEQUENCE", "URL", "CONFERENCE", "CATEGORIES", "STATUS", "X-GUICHET-MOTIF",
                 "X-GUICHET-AVANT-SUMMARY", "SUMMARY", "DTSTAMP", "LAST-MODIFIED", "RRULE"]
            ),
            st.sampled_from(["", ";VALUE=TEXT", ";VALUE=DATE", ';X="a"']),
            st.text(max_size=30),
        ),
        max_size=4,
    )
)  # fmt: skip
def test_aucune_suite_de_proprietes_ne_fait_autre_chose_que_reserver_ou_refuser(
    morceaux: list[tuple[str, str, str]],
) -> None:
    contenu = creneau(*(f"{nom}{reglage}:{valeur}" for nom, reglage, valeur in morceaux))
    for acte in (
        evenement.lire,
        prendre,
        lambda ics: evenement.rendre(ics, maintenant=MAINTENANT),
    ):
        with contextlib.suppress(AgendaIllisible):
            acte(contenu)
