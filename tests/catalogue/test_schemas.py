import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from guichet.catalogue.chemins import ressources
from guichet.catalogue.schemas import NOMS, verifier
from guichet.errors import EntreeRefusee

Objet = dict[str, Any]
NADIA: Objet = json.loads(
    (Path(__file__).parent.parent / "foyers" / "nadia.json").read_text(encoding="utf-8")
)
NIR = "190037544100123"


def refus(modifier: Callable[[Objet], object]) -> EntreeRefusee:
    objet = copy.deepcopy(NADIA)
    modifier(objet)
    with pytest.raises(EntreeRefusee) as capture:
        verifier(objet, "situation")
    return capture.value


@pytest.mark.parametrize("nom", NOMS)
def test_chaque_schema_est_du_json_schema_correct(nom: str) -> None:
    schema = json.loads((ressources() / "schemas" / f"{nom}.json").read_text(encoding="utf-8"))

    Draft202012Validator.check_schema(schema)

    assert schema["$id"] == f"urn:guichet:{nom}:1"


@pytest.mark.parametrize("nom", NOMS)
def test_tout_objet_refuse_les_cles_inconnues(nom: str) -> None:
    schema = json.loads((ressources() / "schemas" / f"{nom}.json").read_text(encoding="utf-8"))

    ouverts = [noeud for noeud in _noeuds(schema) if noeud.get("type") == "object"]

    assert ouverts
    assert all("additionalProperties" in noeud for noeud in ouverts)


def _noeuds(schema: object) -> list[Objet]:
    if isinstance(schema, dict):
        return [schema, *(n for enfant in schema.values() for n in _noeuds(enfant))]
    if isinstance(schema, list):
        return [n for enfant in schema for n in _noeuds(enfant)]
    return []


def test_nadia_est_acceptee() -> None:
    verifier(NADIA, "situation")


@pytest.mark.parametrize(
    ("modifier", "champ", "extraits"),
    [
        (lambda o: o["logement"].update(loyer=-5), "logement.loyer", ["« -5 »", "0 à 10 000 000"]),
        (lambda o: o["logement"].update(loyer=True), "logement.loyer", ["« true »", "euros"]),
        (lambda o: o["logement"].update(loyers=4), "logement.loyers", ["« loyer »"]),
        (lambda o: o["logement"].update(commune="4410"), "logement.commune", ["code INSEE"]),
        (lambda o: o.update(version=2), "version", ["« 2 »", "attendu : 1"]),
        (lambda o: o.update(version=True), "version", ["« true »"]),
        (lambda o: o.update(au="2026-02-30"), "au", ["« 2026-02-30 »", "date qui existe"]),
        (lambda o: o.update(au="20260220"), "au", ["AAAA-MM-JJ"]),
        (lambda o: o.update(couple=0), "couple", ["« 0 »", "un objet, false (non), null"]),
        (lambda o: o.update(personnes=[]), "personnes", ["liste de 0 éléments", "1 à 12"]),
        (lambda o: o.update(personnes=o["personnes"] * 5), "personnes", ["liste de 15"]),
        (lambda o: o.pop("personnes"), "personnes", ["manque", "1 à 12 personnes"]),
        (
            lambda o: o["personnes"][0].update(activite="chomeur"),
            "personnes.p1.activite",
            ["« chomeur »", "« demandeur_emploi »", "null (ne sait pas)"],
        ),
        (
            lambda o: o["personnes"][0]["ressources"][0].update(du="2024-13"),
            "personnes.p1.ressources.salaire_net.du",
            ["« 2024-13 »", "un mois qui existe"],
        ),
        (
            lambda o: o["personnes"][0]["ressources"][0].pop("du"),
            "personnes.p1.ressources.salaire_net.du",
            ["manque"],
        ),
        (lambda o: o["personnes"][0].update(prenom="x" * 81), "personnes.p1.prenom", ["81", "80"]),
        (lambda o: o["personnes"][0].update(prenom="a\nb"), "personnes.p1.prenom", ["une ligne"]),
        (lambda o: o["personnes"][0].pop("id"), "personnes.1.id", ["manque"]),
        (lambda o: o["personnes"][0].update(id="a.b"), "personnes.a.b.id", ["« a.b »", "point"]),
        (lambda o: o["personnes"][0].update(id="x" * 41), "personnes.1.id", ["41 caractères"]),
        (
            lambda o: o["personnes"][0].update(handicap={"tau": 1}),
            "personnes.p1.handicap.tau",
            ["« taux »"],
        ),
        (
            lambda o: o.update(revenus_annuels={"24": {}}),
            "revenus_annuels.24",
            ["inconnue", "années"],
        ),
        (
            lambda o: o.update(revenus_annuels={"2024": {"rfr": 3}}),
            "revenus_annuels.2024.rfr",
            ["clés acceptées", "revenu_fiscal_reference"],
        ),
        (
            lambda o: o["aides_percues"][0].update(montant="150"),
            "aides_percues.af.montant",
            ["« 150 »"],
        ),
        (lambda o: o.update(epargne=float("nan")), "epargne", ["nombre fini"]),
        (lambda o: o.update(epargne=float("inf")), "epargne", ["nombre fini"]),
        (lambda o: o["personnes"][0].update(prenom="\ud800"), "personnes.p1.prenom", ["UTF-8"]),
        (lambda o: o["personnes"][1].update(id="\ud800"), "personnes.2.id", ["UTF-8"]),
        (lambda o: o.update(version="\n"), "version", ["attendu : 1"]),
    ],
)
def test_un_refus_nomme_le_champ_la_valeur_et_ce_qui_est_accepte(
    modifier: Callable[[Objet], object], champ: str, extraits: list[str]
) -> None:
    error = refus(modifier)

    assert error.code == 2
    assert error.champ == champ
    assert all(extrait in error.message for extrait in [champ, *extraits])
    assert error.message.startswith("Refusé : ")
    assert "\n" not in error.message


@pytest.mark.parametrize(
    "modifier",
    [
        lambda o: o["logement"].update(loyer=NIR),
        lambda o: o["logement"].update(loyer=int(NIR)),
        lambda o: o["logement"].update({NIR: 1}),
        lambda o: o["personnes"][0].update({"id": NIR, "regime": 3}),
        lambda o: o["personnes"][0].update(prenom=[NIR]),
    ],
)
def test_un_refus_ne_recopie_jamais_un_long_numero(modifier: Callable[[Objet], object]) -> None:
    error = refus(modifier)

    assert NIR not in error.message
    assert NIR not in error.champ


def test_une_racine_qui_n_est_pas_un_objet_est_refusee() -> None:
    with pytest.raises(EntreeRefusee, match="le document vaut une liste"):
        verifier([], "situation")


def test_une_cle_illisible_a_la_racine_est_situee() -> None:
    with pytest.raises(EntreeRefusee, match="le document contient un caractère illisible"):
        verifier({"\ud800": 1}, "situation")


def test_un_document_trop_profond_est_refuse() -> None:
    objet: object = 1
    for _ in range(60):
        objet = [objet]

    with pytest.raises(EntreeRefusee, match="trop profond"):
        verifier(objet, "situation")


def test_un_dossier_controle_aussi_sa_situation() -> None:
    dossier = {"version": 1, "situation": copy.deepcopy(NADIA)}
    verifier(dossier, "dossier")
    dossier["situation"]["logement"]["loyer"] = -1  # type: ignore[index]

    with pytest.raises(EntreeRefusee) as capture:
        verifier(dossier, "dossier")

    assert capture.value.champ == "situation.logement.loyer"


def test_un_instant_sans_fuseau_est_refuse() -> None:
    creneau = {
        "ref": "r",
        "debut": "2026-11-24T09:00:00",
        "fin": "2026-11-24T09:30:00+01:00",
        "organismes": ["caf"],
        "motif": "",
    }

    with pytest.raises(EntreeRefusee, match=r"creneaux.r.debut .* fuseau"):
        verifier({"demonstration": True, "creneaux": [creneau]}, "creneaux")


def test_un_schema_inconnu_est_un_defaut_du_programme() -> None:
    with pytest.raises(ValueError, match="inconnu"):
        verifier({}, "facture")
