"""``creneaux``, ``reserver``, ``annuler``, ``serveur-demo``, tels qu'on les tape."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from guichet.accompagnement.journal_rdv import JournalRdv
from guichet.accompagnement.reservation import RendezVousDuGuichet
from guichet.cli import creneaux, reserver, serveur_demo
from guichet.cli.principal import executer
from guichet.rendezvous.agenda import Guichet
from guichet.securite.fichiers import ecrire_atomique
from guichet.visio import serveur_demo as demo

AU = date(2026, 11, 20)
DEPART = datetime(2026, 11, 20, 12, tzinfo=UTC)
SEMAINE = ["--du", "2026-11-23", "--au", "2026-11-27"]
ORGANISMES = ("caf", "cpam", "carsat", "urssaf", "msa", "france_travail", "dgfip", "ccas")

Taper = Callable[..., int]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    dossier = tmp_path_factory.mktemp("donnees")
    yield dossier
    demo.arreter(dossier)


@pytest.fixture
def taper(dossier: Path) -> Taper:
    """Tape une commande ; le serveur de démonstration démarre s'il le faut."""

    def demarrer() -> demo.ServeurDemo:
        return demo.demarrer(dossier, today=AU, ecrire=ecrire_atomique)

    def ouvrir(zone: str = "Europe/Paris") -> RendezVousDuGuichet:
        return RendezVousDuGuichet(
            fournisseur=demo.fournisseur(demarrer(), maintenant=lambda: DEPART),
            journal=JournalRdv(demo.dossier_journal(dossier)),
            guichet=Guichet(nom="France Services de Langon"),
            zone=ZoneInfo(zone),
            maintenant=lambda: DEPART,
        )

    def etat() -> str | None:
        serveur = demo.etat(dossier)
        return serveur.adresse if serveur else None

    def executer_ici(*arguments: str, zone: str = "Europe/Paris") -> int:
        return executer(
            arguments,
            [
                lambda sous: creneaux.declarer(
                    sous, ouvrir=lambda: ouvrir(zone), organismes=lambda: ORGANISMES
                ),
                lambda sous: reserver.declarer(sous, ouvrir=lambda: ouvrir(zone)),
                lambda sous: serveur_demo.declarer(
                    sous,
                    demarrer=lambda: demarrer().adresse,
                    arreter=lambda: demo.arreter(dossier),
                    etat=etat,
                ),
            ],
        )

    return executer_ici


@pytest.fixture
def lire(taper: Taper, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Tape une commande avec ``--json``, exige le code 0 et rend l'objet écrit."""

    def lire_json(*arguments: str, zone: str = "Europe/Paris") -> Any:  # noqa: ANN401 - JSON
        capsys.readouterr()
        assert taper(*arguments, "--json", zone=zone) == 0
        sortie = capsys.readouterr()
        assert "fictifs" in sortie.err
        return json.loads(sortie.out)

    return lire_json


def test_les_creneaux_ont_la_forme_exacte_du_contrat(lire: Callable[..., Any]) -> None:
    objet = lire("creneaux", "--organisme", "caf", *SEMAINE)
    assert set(objet) == {"demonstration", "creneaux"}
    assert objet["demonstration"] is True
    assert len(objet["creneaux"]) == 5 * 3 * 4
    for creneau in objet["creneaux"]:
        assert set(creneau) == {"ref", "debut", "fin", "organismes", "motif"}
        assert creneau["organismes"] == ["caf"]
        assert "2026-11-23" <= creneau["debut"][:10] <= "2026-11-27"
        assert creneau["debut"].endswith("+01:00")


def test_a_la_reunion_les_heures_sont_celles_du_guichet(lire: Callable[..., Any]) -> None:
    objet = lire("creneaux", "--organisme", "msa", *SEMAINE, zone="Indian/Reunion")
    assert objet["creneaux"][0]["debut"] == "2026-11-23T12:00:00+04:00"


def test_un_seul_jour_bornes_comprises(lire: Callable[..., Any]) -> None:
    un_jour = ["--du", "2026-11-24", "--au", "2026-11-24"]
    objet = lire("creneaux", "--organisme", "msa", *un_jour)
    assert {creneau["debut"][:10] for creneau in objet["creneaux"]} == {"2026-11-24"}


def test_reserver_puis_annuler(lire: Callable[..., Any]) -> None:
    (premier, *_) = lire("creneaux", "--organisme", "caf", *SEMAINE)["creneaux"]
    prise = lire("reserver", premier["ref"])
    assert set(prise) == {
        "demonstration", "id", "etat", "debut", "fin", "organismes", "lien_visio",
    }  # fmt: skip
    assert (prise["etat"], prise["debut"]) == ("reserve", premier["debut"])
    assert prise["lien_visio"].startswith("https://")
    encore = lire("creneaux", "--organisme", "caf", *SEMAINE)["creneaux"]
    assert premier not in encore

    rendue = lire("annuler", prise["id"])
    assert (rendue["etat"], rendue["id"], rendue["organismes"]) == ("annule", prise["id"], ["caf"])
    assert premier in lire("creneaux", "--organisme", "caf", *SEMAINE)["creneaux"]


def test_un_creneau_pris_se_dit_avec_les_trois_suivants(
    lire: Callable[..., Any], taper: Taper, capsys: pytest.CaptureFixture[str]
) -> None:
    ref = lire("creneaux", "--organisme", "urssaf", *SEMAINE)["creneaux"][0]["ref"]
    lire("reserver", ref)
    attendus = lire("creneaux", "--organisme", "urssaf", *SEMAINE)["creneaux"][:3]
    assert taper("reserver", ref, "--json") == 1
    sortie = capsys.readouterr()
    assert sortie.out == ""
    assert "créneau pris" in sortie.err.lower()
    lignes = [ligne for ligne in sortie.err.splitlines() if "[urssaf-" in ligne]
    assert [ligne.partition("[")[2].rstrip("]") for ligne in lignes] == [
        creneau["ref"] for creneau in attendus
    ]


def test_en_texte_la_demonstration_est_dite_et_l_heure_se_lit(
    taper: Taper, capsys: pytest.CaptureFixture[str]
) -> None:
    assert taper("creneaux", "--organisme", "dgfip", *SEMAINE) == 0
    sortie = capsys.readouterr()
    premiere, ligne, *_ = sortie.out.splitlines()
    assert "Démonstration" in premiere
    assert "aucune caisse n'est prévenue" in premiere
    assert ligne.startswith("lundi 23/11/2026, 9h00 à 9h30")
    ref = ligne.partition("[")[2].rstrip("]")

    assert taper("reserver", ref) == 0
    sortie = capsys.readouterr()
    assert "Réservé : lundi 23/11/2026, 9h00 à 9h30" in sortie.out
    identifiant = sortie.out.partition("Identifiant : ")[2].split()[0]
    assert taper("annuler", identifiant) == 0
    assert "Annulé" in capsys.readouterr().out


def test_aucun_creneau_se_dit(taper: Taper, capsys: pytest.CaptureFixture[str]) -> None:
    assert taper("creneaux", "--organisme", "caf", "--du", "2026-11-21", "--au", "2026-11-22") == 0
    assert "Aucun créneau libre pour caf du 21/11/2026 au 22/11/2026." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "phrases"),
    [
        (["creneaux", "--organisme", "caff", *SEMAINE], 2, ["« caff »", "« caf »"]),
        (["creneaux", "--organisme", "CPAM", *SEMAINE], 2, ["« CPAM »", "« cpam »"]),
        (["creneaux", "--organisme", "zzz", *SEMAINE], 2, ["« zzz »", "inconnu"]),
        (["creneaux", "--organisme", "ccas", *SEMAINE], 1, ["ccas", "Aucun agenda"]),
        (["creneaux", "--organisme", "caf", "--avec", "cpam", *SEMAINE], 1, ["pas encore"]),
        (["creneaux", "--organisme", "caf", "--avec", "cpan", *SEMAINE], 2, ["« cpam »"]),
        (
            ["creneaux", "--organisme", "caf", "--du", "2026-11-27", "--au", "2026-11-23"],
            2,
            ["--du 2026-11-27", "--au 2026-11-23"],
        ),
        (
            ["creneaux", "--organisme", "caf", "--du", "2026-02-30", "--au", "2026-11-23"],
            2,
            ["2026-02-30", "AAAA-MM-JJ"],
        ),
        (["creneaux", "--organisme", "caf"], 2, ["--du"]),
        (["reserver", "caf-1/absent.ics"], 2, ["caf-1/absent.ics", "référence"]),
        (["reserver", "n'importe quoi"], 2, ["n'importe quoi"]),
        (["reserver", "a", "b"], 1, ["pas encore"]),
        (["annuler", "0b0e2b3c-0000-4000-8000-000000000009"], 2, ["0b0e2b3c", "identifiant"]),
        (["annuler", "../../etat"], 2, ["../../etat"]),
        (["serveur-demo", "danser"], 2, ["danser", "demarrer"]),
    ],
)
def test_chaque_refus_a_son_code_et_sa_phrase(
    taper: Taper,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    phrases: list[str],
) -> None:
    assert taper(*arguments) == code
    sortie = capsys.readouterr()
    assert sortie.out == ""
    for phrase in phrases:
        assert phrase in sortie.err


def test_le_serveur_de_demonstration_garde_ses_donnees_jusqu_a_arreter(
    lire: Callable[..., Any], taper: Taper, capsys: pytest.CaptureFixture[str]
) -> None:
    assert taper("serveur-demo", "demarrer") == 0
    assert "fictifs" in capsys.readouterr().out
    ref = lire("creneaux", "--organisme", "carsat", *SEMAINE)["creneaux"][0]["ref"]
    prise = lire("reserver", ref)
    assert taper("serveur-demo", "demarrer") == 0
    assert taper("serveur-demo", "etat") == 0
    assert "http://127.0.0.1:" in capsys.readouterr().out

    assert taper("serveur-demo", "arreter") == 0
    assert taper("serveur-demo", "arreter") == 0
    assert taper("serveur-demo", "etat") == 0
    sortie = capsys.readouterr().out.splitlines()
    assert "effacées" in sortie[0]
    assert "Aucun agenda" in sortie[1]
    assert "arrêtés" in sortie[2]
    assert taper("annuler", prise["id"]) == 2
    assert lire("reserver", ref)["etat"] == "reserve"
