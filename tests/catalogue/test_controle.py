"""Un contenu abîmé exprès : chaque faute est refusée en nommant le fichier et la clé."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from guichet.catalogue.brut import faits_cites
from guichet.catalogue.chemins import ressources
from guichet.catalogue.controle import controler
from guichet.catalogue.lecture import lire_yaml
from guichet.errors import EntreeRefusee

Abimer = Callable[[dict[str, Any]], None]
SEPARATION = "moments/separation.yaml"
VRAI: dict[str, Any] = {
    nom: lire_yaml((ressources() / nom).read_bytes(), nom)
    for nom in ("droits.yaml", "organismes.yaml", "sources.yaml", SEPARATION)
}


def _contenu() -> dict[str, Any]:
    contenu = copy.deepcopy(VRAI)
    faits = {fait for _, _, texte in _conditions(contenu) for fait in faits_cites(texte)}
    dates = {etape["echeance"]["reference"] for etape in contenu[SEPARATION]["etapes"]}
    return contenu | {"faits.toml": {"faits": sorted(faits), "dates": sorted(dates)}}


def _conditions(contenu: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(SEPARATION, e["id"], e["condition"]) for e in contenu[SEPARATION]["etapes"]]


def _etape(contenu: dict[str, Any], rang: int = 0) -> dict[str, Any]:
    etape: dict[str, Any] = contenu[SEPARATION]["etapes"][rang]
    return etape


def _droit(contenu: dict[str, Any]) -> dict[str, Any]:
    droit: dict[str, Any] = contenu["droits.yaml"]["droits"][0]
    return droit


def test_le_vrai_contenu_est_accepte() -> None:
    controler(_contenu(), ressources() / "schemas")


@pytest.mark.parametrize(
    ("abimer", "attendus"),
    [
        (lambda c: _etape(c).pop("titre_court"), ["mise-en-securite", "il manque", "titre_court"]),
        (lambda c: _etape(c).update(titre_court="x" * 29), ["titre_court", "29 caractères"]),
        (lambda c: _etape(c).update(verified=True), ["« verified » est inconnue", "verifie"]),
        (lambda c: _etape(c).update(acteur="conseiller"), ["acteur", "france_services_n1"]),
        (lambda c: _etape(c)["echeance"].update(type="légale"), ["echeance.type", "legale"]),
        (lambda c: _etape(c)["echeance"].update(max="30 jours"), ["echeance.max", "ISO 8601"]),
        (lambda c: _etape(c)["echeance"].update(max="P1M2D"), ["echeance.max", "ISO 8601"]),
        (lambda c: c[SEPARATION].update(version="2026-02-30"), ["version", "AAAA-MM-JJ"]),
        (lambda c: c[SEPARATION].update(id="retraite"), ["nom du fichier"]),
        (lambda c: _etape(c, 1).update(id="mise-en-securite"), ["deux fois"]),
        (lambda c: _etape(c).update(droits=["rsaa"]), ["droit", "rsaa", "le plus proche"]),
        (lambda c: _etape(c).update(organismes=["cafe"]), ["organisme", "cafe", "« caf »"]),
        (lambda c: _etape(c).update(sources=["F0"]), ["source", "F0"]),
        (lambda c: _etape(c).pop("sources"), ["verifie", "au moins une source"]),
        (lambda c: _etape(c).update(canaux={"telephone": ["3939 3939"]}), ["numéro"]),
        (lambda c: _etape(c).update(canaux={"en_ligne": ["caff.fr"]}), ["site", "caf.fr"]),
        (lambda c: _etape(c).update(condition="marier or pacse"), ["fait", "marier", "marie"]),
        (lambda c: _etape(c)["echeance"].update(reference="date_x"), ["date", "date_x"]),
        (lambda c: _etape(c).update(dependances=["rien"]), ["étape inconnue", "rien"]),
        (lambda c: _etape(c).update(dependances=["banque", "banque"]), ["dependances"]),
        (lambda c: _etape(c).update(action=""), ["action"]),
        (lambda c: c[SEPARATION].update(discret=True), ["titre_complet"]),
        (lambda c: _droit(c)["retroactivite"].update(source="F0"), ["droits.yaml", "rsa", "F0"]),
        (lambda c: _droit(c)["montants"][0].update(valeur=True), ["droits.yaml", "valeur"]),
        (lambda c: c["organismes.yaml"]["organismes"][0].update(groupe="x"), ["groupe", "msa"]),
    ],
)
def test_une_faute_est_refusee(abimer: Abimer, attendus: list[str]) -> None:
    contenu = _contenu()
    abimer(contenu)
    with pytest.raises(EntreeRefusee) as refus:
        controler(contenu, ressources() / "schemas")
    assert all(attendu in refus.value.message for attendu in attendus), refus.value.message


def test_une_boucle_de_dependances_est_refusee() -> None:
    contenu = _contenu()
    _etape(contenu, 1).update(dependances=["changer-iban"])
    with pytest.raises(EntreeRefusee, match="boucle entre changer-iban") as refus:
        controler(contenu, ressources() / "schemas")
    assert SEPARATION in refus.value.message


def test_une_etape_ne_depend_pas_d_elle_meme() -> None:
    contenu = _contenu()
    _etape(contenu).update(dependances=["mise-en-securite"])
    with pytest.raises(EntreeRefusee, match="boucle"):
        controler(contenu, ressources() / "schemas")


def test_deux_moments_ne_partagent_pas_le_meme_rang() -> None:
    contenu = _contenu()
    contenu["moments/separation2.yaml"] = contenu[SEPARATION] | {"id": "separation2"}
    with pytest.raises(EntreeRefusee, match="ordre"):
        controler(contenu, ressources() / "schemas")


def test_une_condition_refusee_par_l_analyseur_est_nommee() -> None:
    def refuser(texte: str) -> None:
        if texte.startswith("locataire"):
            raise ValueError(texte)

    with pytest.raises(EntreeRefusee, match="condition illisible : « locataire"):
        controler(_contenu(), ressources() / "schemas", refuser)


def test_les_faits_cites_ignorent_les_mots_de_liaison_et_les_dates() -> None:
    texte = 'not (a or b_2) and date_naissance >= "2026-01-01" and a'
    assert faits_cites(texte) == ("a", "b_2", "date_naissance")
    assert faits_cites("toujours") == ()


@pytest.mark.parametrize("nom", ["moment", "droits", "organismes", "sources"])
def test_les_schemas_du_contenu_sont_stricts(nom: str) -> None:
    """Un schéma juste, et aucun objet qui laisserait passer une clé inconnue."""
    texte = (ressources() / "schemas" / f"{nom}.schema.json").read_text(encoding="utf-8")
    schema = json.loads(texte)
    Draft202012Validator.check_schema(schema)
    objets = [noeud for noeud in _noeuds(schema) if noeud.get("type") == "object"]
    assert objets
    assert all(objet["additionalProperties"] is False for objet in objets)


def _noeuds(schema: object) -> Iterator[dict[str, Any]]:
    enfants: list[Any] = []
    if isinstance(schema, dict):
        yield schema
        enfants = list(schema.values())
    elif isinstance(schema, list):
        enfants = schema
    for enfant in enfants:
        yield from _noeuds(enfant)
