"""``guichet parcours`` : les quinze moments, l'image et la feuille, chaque refus."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.impression import lecture

from guichet.application.services import Services
from guichet.catalogue.chemins import ressources
from guichet.catalogue.schemas import verifier

from .commande import NADIA, NIR, Poste, Taper

Objet = dict[str, Any]
MOMENTS = sorted(fichier.stem for fichier in (ressources() / "moments").glob("*.yaml"))
CLES_ETAPE = {
    "id", "titre", "titre_court", "organismes", "acteur", "concerne", "debut", "echeance",
    "date_sure", "type", "consequence", "en_retard", "depend_de", "droits", "pieces", "canaux",
    "attentionne", "verifie", "delai_verifie", "source",
}  # fmt: skip
SEPARATION = ("parcours", "separation", "--evenement", "2026-11-02")
PNG = b"\x89PNG\r\n\x1a\n"


def etapes(objet: Objet) -> dict[str, Objet]:
    return {etape["id"]: etape for etape in objet["etapes"]}


def test_il_y_a_quinze_moments() -> None:
    assert len(MOMENTS) == 15


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("foyer", [[], ["--situation", NADIA]], ids=["seul", "nadia"])
def test_chaque_moment_a_la_forme_exacte_du_contrat(
    moment: str, foyer: list[object], taper: Taper, services_du_module: Services
) -> None:
    commande = ["parcours", moment, "--evenement", "2026-12-10", "--au", "2026-11-20", *foyer]

    objet = taper(*commande, "--json").json
    texte = taper(*commande)

    verifier(objet, "parcours")
    assert {"version", "moment", "evenement", "debut", "fin", "etapes"} <= set(objet)
    assert (objet["moment"], objet["evenement"]) == (moment, "2026-12-10")
    assert objet["debut"] <= objet["fin"]
    assert objet["etapes"]
    organismes, droits = (
        services_du_module.catalogue.organismes,
        services_du_module.catalogue.droits,
    )
    for etape in objet["etapes"]:
        assert set(etape) >= CLES_ETAPE
        assert set(etape["organismes"]) <= set(organismes)
        assert set(etape["droits"]) <= set(droits)
        assert set(etape["depend_de"]) <= set(etapes(objet))
        assert len(etape["titre_court"]) <= 28
        assert etape["source"]["titre"]
        _controler_les_dates(etape)
    assert texte.code == 0
    assert texte.sortie.rstrip().endswith("seuls les organismes décident.")


def _controler_les_dates(etape: Objet) -> None:
    for cle in ("debut", "echeance", "date_sure"):
        if etape[cle] is not None:
            date.fromisoformat(etape[cle])
    if etape["echeance"] and etape["date_sure"]:
        assert etape["date_sure"] <= etape["echeance"]


def test_les_dates_de_l_exemple_du_contrat(taper: Taper) -> None:
    objet = taper(*SEPARATION, "--situation", NADIA, "--json").json

    declarer = etapes(objet)["declarer-separation-caf"]
    assert (objet["debut"], objet["fin"]) == ("2026-11-02", "2028-05-02")
    assert (declarer["echeance"], declarer["date_sure"]) == ("2026-12-02", "2026-11-30")
    assert declarer["concerne"] == "oui"


def test_un_fait_donne_ouvre_ou_retire_une_etape(taper: Taper) -> None:
    sans = etapes(taper(*SEPARATION, "--json").json)
    avec = etapes(
        taper(*SEPARATION, "--json", "--fait", "compte_joint=non", "--fait", "locataire=oui").json
    )

    assert (sans["banque"]["concerne"], sans["logement-bail"]["concerne"]) == (
        "a_verifier",
        "a_verifier",
    )
    assert "banque" not in avec
    assert avec["logement-bail"]["concerne"] == "oui"


def test_la_date_regardee_decide_des_retards(taper: Taper) -> None:
    retards = [
        sum(etape["en_retard"] for etape in taper(*SEPARATION, "--au", au, "--json").json["etapes"])
        for au in ("2026-11-02", "2027-06-01")
    ]

    assert retards[0] == 0
    assert retards[1] > 3


def test_l_image_et_la_feuille_par_la_vraie_commande(poste: Poste, tmp_path: Path) -> None:
    image, feuille = tmp_path / "frise.png", tmp_path / "feuille.pdf"

    reponse = poste.taper(
        *SEPARATION, "--situation", "-", "--png", image, "--pdf", feuille, "--json",
        entree=NADIA.read_bytes(),
    )  # fmt: skip

    verifier(reponse.json, "parcours")
    assert image.read_bytes().startswith(PNG)
    assert len(image.read_bytes()) > 20_000
    pages = lecture.pages(feuille.read_bytes())
    assert "Séparation" in pages[0]
    assert all(page.strip() for page in pages)
    assert sorted(tmp_path.iterdir()) == [feuille, image]


@pytest.mark.parametrize(
    ("arguments", "extraits"),
    [
        (["separaton", "--evenement", "2026-11-02"], ("« separaton »", "« separation »")),
        (["separation"], ("il manque --evenement",)),
        ([], ("il manque MOMENT",)),
        (["separation", "--evenement", "2026-02-30"], ("--evenement", "« 2026-02-30 »")),
        (["separation", "--evenement", "1850-01-01"], ("--evenement", "de 1900 à 2100")),
        (["separation", "--evenement", "2099-01-01"], ("trop lointain", "10 ans")),
        ([*SEPARATION[1:], "--au", "hier"], ("--au", "« hier »")),
        ([*SEPARATION[1:], "--fait", "locatair=oui"], ("« locatair »", "« locataire »")),
        ([*SEPARATION[1:], "--fait", "locataire=si"], ("« locataire »", "« si »", "oui ou non")),
        ([*SEPARATION[1:], "--fait", "age=vieux"], ("« age »", "un nombre de 0 à 1000")),
        ([*SEPARATION[1:], "--fait", "locataire"], ("« locataire »", "NOM=VALEUR")),
        (
            [*SEPARATION[1:], "--fait", "locataire=oui", "--fait", "locataire=non"],
            ("« locataire »", "deux valeurs"),
        ),
        ([*SEPARATION[1:], "--situation", "absent.json"], ("« absent.json »",)),
        ([*SEPARATION[1:], "--fait", f"age={NIR}"], ("un numéro de sécurité sociale",)),
        ([*SEPARATION[1:], "--png", ""], ("--png", "un nom de fichier")),
    ],
)
def test_un_refus_ne_laisse_ni_image_ni_feuille(
    arguments: list[str],
    extraits: tuple[str, ...],
    taper: Taper,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)

    taper("parcours", *arguments, "--pdf", "feuille.pdf").exiger_refus(*extraits)

    assert list(tmp_path.iterdir()) == []


def test_un_moment_inconnu_montre_tous_les_moments(taper: Taper) -> None:
    reponse = taper("parcours", "divorce", "--evenement", "2026-11-02")

    reponse.exiger_refus("« divorce »", *MOMENTS)


@pytest.mark.parametrize(
    ("sorties", "dit"),
    [
        (["--png", "a.png", "--pdf", "absent/a.pdf"], "« a.pdf » : son dossier n'existe pas"),
        (["--png", "a.png", "--pdf", "."], "attendu : un nom de fichier"),
        (["--png", "a", "--pdf", "a"], "deux noms différents"),
    ],
)
def test_une_sortie_impossible_n_en_ecrit_aucune(
    sorties: list[str], dit: str, taper: Taper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    reponse = taper(*SEPARATION, *sorties)

    reponse.exiger_refus(dit, code=reponse.code)
    assert reponse.code in {1, 2}
    assert list(tmp_path.iterdir()) == []


def test_une_situation_refusee_l_est_aussi_ici(taper: Taper, tmp_path: Path) -> None:
    fichier = tmp_path / "s.json"
    fichier.write_text(json.dumps({"personne": []}), encoding="utf-8")

    taper(*SEPARATION, "--situation", fichier).exiger_refus("« personnes »")
