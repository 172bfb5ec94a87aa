"""``creneaux``, ``reserver``, ``annuler``, ``serveur-demo`` sur un vrai Radicale."""

import os
import re
import signal
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from guichet.catalogue.schemas import verifier

from .commande import Poste, Taper, attendre

Objet = dict[str, Any]
PARIS = ZoneInfo("Europe/Paris")
CLES_CRENEAU = {"ref", "debut", "fin", "organismes", "motif"}
CLES_RESERVATION = {"demonstration", "id", "etat", "debut", "fin", "organismes", "lien_visio"}
RESERVE = re.compile(r"^Réservé : \w+ \d\d/\d\d/\d{4}, \d+h\d\d à \d+h\d\d$", re.MULTILINE)
DEMAIN = (datetime.now(PARIS) + timedelta(days=1)).date()
BORNES = ("--du", DEMAIN.isoformat(), "--au", (DEMAIN + timedelta(days=13)).isoformat())


@pytest.fixture(scope="module")
def libres(poste: Poste) -> list[str]:
    """Des références libres de la Caf ; chaque test en prend une autre."""
    objet = poste.taper("creneaux", "--organisme", "caf", *BORNES, "--json").json
    return [creneau["ref"] for creneau in objet["creneaux"]]


def suivants(erreur: str) -> list[str]:
    return re.findall(r"\[(\S+)\]$", erreur, re.MULTILINE)


def test_sans_agenda_configure_creneaux_demarre_la_demonstration_et_le_dit(poste: Poste) -> None:
    assert poste.taper("serveur-demo", "arreter").code == 0
    assert poste.taper("serveur-demo", "etat").sortie == "Agendas de démonstration arrêtés.\n"

    reponse = poste.taper("creneaux", "--organisme", "caf", *BORNES, "--json")

    objet = reponse.json
    verifier(objet, "creneaux")
    assert set(objet) == {"demonstration", "creneaux"}
    assert objet["demonstration"] is True
    assert "fictifs" in reponse.erreur
    assert len(objet["creneaux"]) > 30
    for creneau in objet["creneaux"]:
        assert set(creneau) == CLES_CRENEAU
        assert creneau["organismes"] == ["caf"]
        debut = datetime.fromisoformat(creneau["debut"])
        assert debut.utcoffset() == debut.astimezone(PARIS).utcoffset()
        assert BORNES[1] <= creneau["debut"][:10] <= BORNES[3]
    assert "http://127.0.0.1:" in poste.taper("serveur-demo", "etat").sortie


def test_reserver_retire_le_creneau_et_annuler_le_rend(poste: Poste, libres: list[str]) -> None:
    ref = libres.pop()

    prise = poste.taper("reserver", ref, "--json").json
    pendant = poste.taper("creneaux", "--organisme", "caf", *BORNES, "--json").json
    rendue, encore = (poste.taper("annuler", prise["id"], "--json").json for _ in range(2))
    apres = poste.taper("creneaux", "--organisme", "caf", *BORNES, "--json").json

    verifier(prise, "reservation")
    assert set(prise) == set(rendue) == CLES_RESERVATION
    assert (prise["etat"], prise["demonstration"]) == ("reserve", True)
    assert prise["lien_visio"].startswith("https://")
    assert ref not in {creneau["ref"] for creneau in pendant["creneaux"]}
    assert rendue["etat"] == encore["etat"] == "annule"
    assert rendue["id"] == prise["id"]
    assert ref in {creneau["ref"] for creneau in apres["creneaux"]}


def test_un_creneau_pris_se_dit_avec_les_trois_suivants(poste: Poste, libres: list[str]) -> None:
    ref = libres.pop(0)
    assert poste.taper("reserver", ref).code == 0
    attendus = poste.taper("creneaux", "--organisme", "caf", *BORNES, "--json").json["creneaux"]

    reponse = poste.taper("reserver", ref, "--json")

    reponse.exiger_refus("créneau pris", code=1)
    assert suivants(reponse.erreur) == [creneau["ref"] for creneau in attendus[:3]]


def test_quatre_guichets_ensemble_un_seul_gagne(poste: Poste, libres: list[str]) -> None:
    ref = libres.pop()
    commandes = [poste.lancer("reserver", ref, "--json") for _ in range(4)]

    reponses = [attendre(commande) for commande in commandes]

    assert sorted(reponse.code for reponse in reponses) == [0, 1, 1, 1]
    for reponse in reponses:
        if reponse.code:
            reponse.exiger_refus("créneau pris", code=1)
        else:
            assert reponse.json["etat"] == "reserve"


def test_un_serveur_tue_entre_deux_commandes_ne_perd_rien(poste: Poste, libres: list[str]) -> None:
    ref = libres.pop()
    prise = poste.taper("reserver", ref, "--json").json
    os.kill(poste.etat_du_serveur()["pid"], signal.SIGKILL)
    _attendre_l_arret(poste)

    encore = poste.taper("reserver", ref, "--json")
    rendue = poste.taper("annuler", prise["id"], "--json").json

    encore.exiger_refus("créneau pris", code=1)
    assert (rendue["id"], rendue["etat"]) == (prise["id"], "annule")


def _attendre_l_arret(poste: Poste) -> None:
    limite = time.monotonic() + 10
    while "arrêtés" not in poste.taper("serveur-demo", "etat").sortie:
        assert time.monotonic() < limite


def test_en_texte_on_lit_le_jour_l_heure_et_l_identifiant(poste: Poste) -> None:
    liste = poste.taper("creneaux", "--organisme", "cpam", *BORNES)
    (ref, *_) = suivants(liste.sortie)
    prise = poste.taper("reserver", ref)
    identifiant = prise.sortie.partition("Identifiant : ")[2].split()[0]
    rendue = poste.taper("annuler", identifiant)

    assert liste.sortie.startswith("Démonstration : ")
    assert RESERVE.search(prise.sortie)
    assert "Lien visio : https://" in prise.sortie
    assert "Annulé : le créneau est rendu" in rendue.sortie


@pytest.mark.parametrize(
    ("arguments", "code", "extraits"),
    [
        (["creneaux", "--organisme", "caff", *BORNES], 2, ("--organisme", "« caff »", "« caf »")),
        (["creneaux", "--organisme", "ccas", *BORNES], 1, ("Aucun agenda", "ccas")),
        (["creneaux", *BORNES], 2, ("il manque --organisme",)),
        (["creneaux", "--organisme", "caf", "--du", "2026-11-24"], 2, ("il manque --au",)),
        (
            ["creneaux", "--organisme", "caf", "--du", "2026-11-27", "--au", "2026-11-24"],
            2,
            ("--du 2026-11-27", "--au 2026-11-24"),
        ),
        (
            ["creneaux", "--organisme", "caf", "--du", "2026-02-30", "--au", "2026-11-24"],
            2,
            ("--du", "« 2026-02-30 »", "AAAA-MM-JJ"),
        ),
        (
            ["creneaux", "--organisme", "caf", "--du", "2026-11-24", "--au", "9999-12-31"],
            2,
            ("--au", "« 9999-12-31 »", "de 1900 à 2100"),
        ),
        (
            ["creneaux", "--organisme", "caf", "--avec", "cpam", *BORNES],
            1,
            ("pas encore disponible",),
        ),
        (["creneaux", "--organisme", "caf", "--avec", "cpan", *BORNES], 2, ("--avec", "« cpam »")),
        (["reserver"], 2, ("il manque REF",)),
        (["reserver", "caf-1/absent.ics"], 2, ("« caf-1/absent.ics »",)),
        (["reserver", "../etat.json"], 2, ("« ../etat.json »",)),
        (["reserver", "caf-1/a.ics", "cpam-1/b.ics"], 1, ("pas encore disponible",)),
        (["annuler"], 2, ("il manque ID",)),
        (["annuler", "../../etat"], 2, ("« ../../etat »",)),
        (["annuler", str(uuid4())], 2, ("identifiant",)),
        (["serveur-demo", "danser"], 2, ("« danser »", "demarrer, arreter, etat")),
        (["serveur-demo"], 2, ("il manque action",)),
    ],
)
def test_chaque_refus_a_son_code_et_sa_phrase(
    arguments: list[str], code: int, extraits: tuple[str, ...], taper: Taper
) -> None:
    taper(*arguments).exiger_refus(*extraits, code=code)


def test_arreter_efface_les_donnees_et_se_repete_sans_mal(poste: Poste) -> None:
    prise = poste.taper(
        "reserver",
        poste.taper("creneaux", "--organisme", "msa", *BORNES, "--json").json["creneaux"][0]["ref"],
        "--json",
    ).json

    arrets = [poste.taper("serveur-demo", "arreter") for _ in range(2)]

    assert [arret.code for arret in arrets] == [0, 0]
    assert "leurs données sont effacées" in arrets[0].sortie
    assert "Aucun agenda" in arrets[1].sortie
    assert [f for f in poste.donnees.rglob("*") if f.is_file()] == []
    poste.taper("annuler", prise["id"]).exiger_refus("identifiant")
