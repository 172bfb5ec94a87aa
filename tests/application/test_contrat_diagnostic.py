"""``guichet diagnostic`` : la forme exacte du contrat, sur tous les foyers et le vrai calcul."""

import copy
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guichet.application.services import Services
from guichet.catalogue.schemas import verifier
from guichet.droits import chemins

from .commande import FOYERS, NADIA, Poste, Taper, ecrire_json, lire_foyer

Objet = dict[str, Any]
CLES = {
    "id", "nom", "organismes", "statut", "motif", "montant_min", "montant_max", "unite",
    "premier_mois", "annee", "deja_percu", "raisons", "manque", "bascule", "seuil", "date_bareme",
    "sources",
}  # fmt: skip
MOTIFS = {"reponse", "bareme", "condition", "seuil_versement"}
UNITES = {"€/mois", "€/an", "€", "€/mois à payer"}
RSA, MAJORE = "rsa", "rsa_majore"


def par_id(diagnostic: Objet) -> Mapping[str, Objet]:
    return {droit["id"]: droit for droit in diagnostic["droits"]}


@pytest.mark.parametrize("foyer", sorted(FOYERS.glob("*.json")), ids=lambda foyer: foyer.stem)
def test_chaque_foyer_a_la_forme_exacte_du_contrat(
    foyer: Path, taper: Taper, services_du_module: Services
) -> None:
    objet = taper("diagnostic", foyer, "--json").json

    verifier(objet, "diagnostic")
    assert list(objet)[:5] == ["version", "au", "baremes", "total", "droits"]
    assert set(objet["baremes"]) == {"openfisca_france", "complements"}
    assert set(objet["total"]) == {"min", "max", "unite"}
    assert (objet["version"], objet["total"]["unite"]) == (1, "€/mois")
    assert [droit["id"] for droit in objet["droits"]] == list(services_du_module.catalogue.droits)
    situation = services_du_module.lire_situation(lire_foyer(foyer.stem))
    for droit in objet["droits"]:
        assert set(droit) == CLES
        _controler_l_avis(droit)
        _controler_les_montants(droit)
        for chemin in (*droit["manque"], *droit["bascule"]):
            assert chemins.existe(chemin, situation), chemin
    _controler_le_total(objet)
    assert not par_id(objet)[RSA]["statut"] == par_id(objet)[MAJORE]["statut"] == "probable"


def _controler_l_avis(droit: Objet) -> None:
    assert droit["statut"] in {"probable", "a_verifier", "non", "non_calcule"}
    assert (droit["motif"] in MOTIFS) is (droit["statut"] == "a_verifier")
    assert bool(droit["bascule"]) is (droit["motif"] == "reponse")
    assert droit["raisons"], droit["id"]
    assert type(droit["deja_percu"]) is bool
    for source in droit["sources"]:
        assert {"titre", "url", "date"} <= set(source)


def _controler_les_montants(droit: Objet) -> None:
    bas, haut = droit["montant_min"], droit["montant_max"]
    assert (bas is None) is (haut is None)
    if bas is None:
        assert droit["unite"] is None
        return
    assert droit["statut"] in {"probable", "a_verifier"}
    assert isinstance(bas, float)
    assert isinstance(haut, float)
    assert 0 <= bas <= haut
    assert droit["unite"] in UNITES
    assert (droit["annee"] is not None) is (droit["unite"] == "€/an")
    if droit["statut"] == "probable" and bas < haut:
        assert droit["manque"], f"{droit['id']} varie sans dire pourquoi"


def _controler_le_total(objet: Objet) -> None:
    """Variante par variante : jamais plus large que la somme des extrêmes."""
    comptes = [
        droit
        for droit in objet["droits"]
        if droit["statut"] == "probable" and not droit["deja_percu"] and droit["unite"] == "€/mois"
    ]
    total = objet["total"]
    assert sum(d["montant_min"] for d in comptes) - 0.01 <= total["min"] <= total["max"]
    assert total["max"] <= sum(d["montant_max"] for d in comptes) + 0.01


def test_le_rsa_majore_prend_la_place_du_rsa(taper: Taper) -> None:
    droits = par_id(taper("diagnostic", FOYERS / "grossesse_seule.json", "--json").json)

    assert droits[MAJORE]["statut"] == "probable"
    assert droits[MAJORE]["montant_min"] > 0
    assert (droits[RSA]["statut"], droits[RSA]["montant_max"]) == ("non", None)
    assert "remplacé par le rsa majoré" in droits[RSA]["raisons"][0].lower()


def _presque_rien(*naissances: str) -> Objet:
    roles = ["demandeur", *["enfant"] * (len(naissances) - 1)]
    return {
        "au": "2026-11-20",
        "personnes": [
            {"id": f"p{rang}", "role": role, "date_naissance": naissance}
            for rang, (role, naissance) in enumerate(zip(roles, naissances, strict=True))
        ],
    }


TOUJOURS = {"prime_activite", "aides_logement", "aah", "c2s", "pch", "cmi", "ame", "fsl", "visale"}


@pytest.mark.parametrize(
    ("naissances", "ouvrables"),
    [
        (("1990-03-12",), {RSA, MAJORE, "paje_prime", "ass", "are", "maternite", "rqth"}),
        (("2004-03-12",), {RSA, MAJORE, "paje_prime", "cej", "bourse_crous", "are"}),
        # Avant les 3 ans de l'enfant, un parent seul n'a que le RSA majoré.
        (("1990-03-12", "2025-06-01"), {MAJORE, "asf", "paje_base", "cmg", "aeeh", "prepare"}),
        (
            ("1985-03-12", "2014-05-01", "2018-05-01"),
            {RSA, MAJORE, "af", "asf", "ars", "aeeh", "bourse_college", "agepi"},
        ),
    ],
    ids=["seule", "jeune", "bebe", "deux_enfants"],
)
def test_une_date_de_naissance_ne_ferme_ni_n_ouvre_rien_a_tort(
    naissances: tuple[str, ...], ouvrables: set[str], taper: Taper, tmp_path: Path
) -> None:
    fichier = ecrire_json(tmp_path / "s.json", _presque_rien(*naissances))

    objet = taper("diagnostic", fichier, "--json").json

    statuts = {droit["id"]: droit["statut"] for droit in objet["droits"]}
    fermes = {droit for droit in TOUJOURS | ouvrables if statuts[droit] == "non"}
    assert fermes == set()
    probables = {droit for droit, statut in statuts.items() if statut == "probable"}
    assert probables <= {"af", "ars"}, "seul ce que l'âge des enfants décide est déjà sûr"


def test_les_trois_facons_de_ne_pas_repondre_se_calculent_pareil(
    taper: Taper, tmp_path: Path
) -> None:
    absent = lire_foyer()
    absent.pop("epargne")
    absent["logement"].pop("loyer")
    ne_sait_pas = copy.deepcopy(absent) | {"epargne": None}
    ne_sait_pas["logement"]["loyer"] = None
    refuse = copy.deepcopy(absent) | {"inconnus_assumes": ["epargne", "logement.loyer"]}

    droits = [
        taper("diagnostic", ecrire_json(tmp_path / "s.json", foyer), "--json").json["droits"]
        for foyer in (absent, ne_sait_pas, refuse)
    ]

    assert droits[0] == droits[1] == droits[2]


def test_non_et_inconnu_ne_se_calculent_pas_pareil(taper: Taper, tmp_path: Path) -> None:
    sur, inconnu = (_presque_rien("1990-03-12") for _ in range(2))
    sur["personnes"][0]["handicap"] = False

    statuts = [
        par_id(taper("diagnostic", ecrire_json(tmp_path / "s.json", foyer), "--json").json)["aah"]
        for foyer in (sur, inconnu)
    ]

    assert [statut["statut"] for statut in statuts] == ["non", "a_verifier"]
    assert statuts[1]["bascule"] == ["personnes.p0.handicap"]


def test_au_l_emporte_sur_le_fichier_et_aujourd_hui_sert_de_repli(
    taper: Taper, tmp_path: Path, services_du_module: Services
) -> None:
    sans_date = lire_foyer()
    sans_date.pop("au")
    sans_date["isole_depuis"] = "2026-03-01"

    impose = taper("diagnostic", NADIA, "--json", "--au", "2026-12-01").json
    repli = taper("diagnostic", ecrire_json(tmp_path / "s.json", sans_date), "--json").json

    assert impose["au"] == "2026-12-01"
    assert date.fromisoformat(repli["au"]) == services_du_module.today()


def test_la_vraie_commande_lit_un_fichier_ou_l_entree_standard(poste: Poste) -> None:
    texte = poste.taper("diagnostic", NADIA)
    objet = poste.taper("diagnostic", "-", "--json", entree=NADIA.read_bytes())

    assert (texte.code, texte.erreur, objet.erreur) == (0, "", "")
    assert "Prime d’activité" in texte.sortie
    assert texte.sortie.endswith("Estimation, seule la caisse décide.\n")
    assert "Traceback" not in texte.sortie
    verifier(objet.json, "diagnostic")
    assert sorted(poste.racine.iterdir()) == [], "un diagnostic n'écrit rien sur le poste"


def test_un_terminal_sans_accents_et_un_disque_plein_ne_laissent_pas_de_trace(
    poste: Poste, tmp_path: Path
) -> None:
    poste.environnement["PYTHONIOENCODING"] = "ascii"
    try:
        pauvre = poste.taper("diagnostic", NADIA)
    finally:
        del poste.environnement["PYTHONIOENCODING"]
    assert pauvre.code == 0
    assert "Prime d?activit?" in pauvre.sortie

    plein = Path("/dev/full")
    if not plein.exists():
        pytest.skip("pas de /dev/full sur ce système")
    fichier = ecrire_json(tmp_path / "s.json", lire_foyer())
    with plein.open("wb") as stream:
        poste.taper("diagnostic", fichier, "--json", stdout=stream).exiger_refus(
            "le disque est plein", code=1
        )
