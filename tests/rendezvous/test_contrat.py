"""Les formes « créneau » et « réservation » du contrat public."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.errors import EntreeRefusee
from guichet.rendezvous.agenda import Creneau, Reservation
from guichet.rendezvous.contrat import ecrire_creneaux, ecrire_reservation, lire_reservation

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
DEBUT = datetime(2026, 11, 24, 8, tzinfo=UTC)
CRENEAU = Creneau(
    ref="caf-1/x.ics",
    debut=DEBUT,
    fin=DEBUT + timedelta(minutes=30),
    organismes=("caf",),
    motif="Point sur un dossier",
)
FORME = {
    "demonstration": True,
    "id": "0b0e2b3c-0000-4000-8000-000000000001",
    "etat": "reserve",
    "debut": "2026-11-24T09:00:00+01:00",
    "fin": "2026-11-24T09:30:00+01:00",
    "organismes": ["caf"],
    "lien_visio": "https://visio.example.org/a",
}


def test_les_creneaux_s_ecrivent_a_l_heure_du_guichet() -> None:
    assert ecrire_creneaux([CRENEAU], PARIS, demonstration=True) == {
        "demonstration": True,
        "creneaux": [
            {
                "ref": "caf-1/x.ics",
                "debut": "2026-11-24T09:00:00+01:00",
                "fin": "2026-11-24T09:30:00+01:00",
                "organismes": ["caf"],
                "motif": "Point sur un dossier",
            }
        ],
    }


def test_neuf_heures_a_paris_est_midi_a_la_reunion() -> None:
    (ecrit,) = ecrire_creneaux([CRENEAU], REUNION, demonstration=False)["creneaux"]  # type: ignore[misc]
    assert ecrit["debut"] == "2026-11-24T12:00:00+04:00"  # type: ignore[has-type]


@pytest.mark.parametrize(
    ("utc", "ecrit"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25T02:30:00+02:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25T02:30:00+01:00"),
    ],
)
def test_les_deux_heures_du_25_octobre_2026_ne_se_confondent_pas(utc: datetime, ecrit: str) -> None:
    reservation = lire_reservation(
        FORME | {"debut": utc.isoformat(), "fin": (utc + timedelta(minutes=30)).isoformat()}
    )
    forme = ecrire_reservation(reservation, PARIS)
    assert forme["debut"] == ecrit
    assert lire_reservation(forme).debut == utc


def test_une_reservation_relue_s_ecrit_pareil() -> None:
    assert ecrire_reservation(lire_reservation(FORME), PARIS) == FORME


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["Europe/Paris", "Indian/Reunion", "America/Cayenne", "Pacific/Noumea"]),
    st.sampled_from(["reserve", "annule", "demande", "inconnu"]),
    st.none() | st.just("https://visio.example.org/a"),
)
def test_ecrire_puis_lire_ne_perd_rien(
    debut: datetime, zone: str, etat: str, lien: str | None
) -> None:
    debut = debut.replace(microsecond=0)
    reservation = Reservation(
        id="x", etat=etat, debut=debut, fin=debut + timedelta(minutes=30),  # type: ignore[arg-type]
        organismes=("caf", "cpam"), lien_visio=lien,
    )  # fmt: skip
    assert lire_reservation(ecrire_reservation(reservation, ZoneInfo(zone))) == reservation


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        ({"etats": "reserve"}, "etat"),
        ({"etat": "confirme"}, "reserve, annule, demande, inconnu"),
        ({"debut": "2026-11-24T09:00:00"}, "fuseau"),
        ({"debut": "demain"}, "fuseau"),
        ({"fin": "2026-11-24T08:30:00+01:00"}, "suivre le début"),
        ({"organismes": []}, "liste"),
        ({"organismes": "caf"}, "liste"),
        ({"lien_visio": "javascript:alert(1)"}, "https://"),
        ({"lien_visio": "https://[mal"}, "https://"),
        ({"demonstration": 1}, "true ou false"),
        ({"id": ""}, "texte"),
        ({"id": None}, "texte"),
    ],
)
def test_une_valeur_refusee_nomme_son_champ(change: dict[str, object], phrase: str) -> None:
    with pytest.raises(EntreeRefusee, match=phrase) as refus:
        lire_reservation(FORME | change, "rendez_vous.0")
    assert refus.value.champ == f"rendez_vous.0.{next(iter(change))}"
    assert refus.value.code == 2


@pytest.mark.parametrize("objet", [None, [], "x", 3])
def test_autre_chose_qu_un_objet_est_refuse(objet: object) -> None:
    with pytest.raises(EntreeRefusee, match="objet"):
        lire_reservation(objet)
