"""``guichet parcours`` comme on la tape, sur le vrai contenu."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from guichet.catalogue.chargement import load_catalogue
from guichet.catalogue.chemins import ressources
from guichet.catalogue.contenu import Catalogue
from guichet.cli import parcours
from guichet.cli.principal import SousCommandes, executer
from guichet.droits.contrat import lire_situation
from guichet.droits.situation import Situation
from guichet.parcours.contrat import lire_parcours
from guichet.parcours.etape import Parcours
from guichet.securite.fichiers import ecrire_atomique

Guichet: TypeAlias = Callable[..., int]

AUJOURD_HUI = date(2026, 11, 20)
NADIA = str(Path(__file__).resolve().parents[1] / "foyers" / "nadia.json")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ressources())


def _situation(objet: Any, au: date | None) -> Situation:  # noqa: ANN401 - un objet JSON
    return lire_situation(objet, au or AUJOURD_HUI, au_impose=au is not None)


def _image(trace: Parcours, au: date) -> bytes:
    return f"image {trace.moment} {au}".encode()


def _feuille(trace: Parcours, situation: Situation | None, au: date) -> bytes:
    connue = "avec" if situation else "sans"
    return f"feuille {trace.moment} {connue} {au}".encode()


@pytest.fixture
def guichet(catalogue: Catalogue) -> Guichet:
    def declarer(sous: SousCommandes) -> None:
        parcours.declarer(
            sous,
            charger=lambda: catalogue,
            lire_situation=_situation,
            aujourd_hui=lambda: AUJOURD_HUI,
            dessiner_png=_image,
            imprimer_pdf=_feuille,
            ecrire=ecrire_atomique,
        )

    def lancer(*arguments: str) -> int:
        return executer(["parcours", *arguments], [declarer])

    return lancer


def test_le_texte_dit_les_periodes_et_les_echeances(
    guichet: Guichet,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert guichet("separation", "--evenement", "2026-11-02", "--situation", NADIA) == 0

    texte = capsys.readouterr().out
    assert "Séparation, événement du 2 novembre 2026" in texte
    assert "Maintenant (jusqu’au 4 déc.)" in texte
    assert "(Caf) : conseillé avant le 30 nov." in texte
    assert "à vérifier : si vous avez un compte joint" in texte
    assert "\u00a0" not in texte
    assert texte.rstrip().endswith("seuls les organismes décident.")


def test_le_json_suit_le_contrat(guichet: Guichet, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["separation", "--evenement", "2026-11-02", "--situation", NADIA, "--json"]

    assert guichet(*arguments) == 0

    objet = json.loads(capsys.readouterr().out)
    declarer = next(e for e in objet["etapes"] if e["id"] == "declarer-separation-caf")
    assert lire_parcours(objet).moment == "separation"
    assert (objet["evenement"], objet["debut"], objet["fin"]) == (
        "2026-11-02",
        "2026-11-02",
        "2028-05-02",
    )
    assert declarer["echeance"] == "2026-12-02"
    assert declarer["date_sure"] == "2026-11-30"
    assert declarer["organismes"] == ["caf"]
    assert declarer["concerne"] == "oui"


def test_un_fait_donne_change_le_parcours(
    guichet: Guichet, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ["separation", "--evenement", "2026-11-02", "--json"]

    assert guichet(*base, "--fait", "compte_joint=non", "--fait", "locataire=oui") == 0

    etapes = {e["id"]: e for e in json.loads(capsys.readouterr().out)["etapes"]}
    assert "banque" not in etapes
    assert etapes["logement-bail"]["concerne"] == "oui"
    assert etapes["signaler-impots"]["concerne"] == "a_verifier"


def test_la_date_regardee_change_le_retard(
    guichet: Guichet, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ["separation", "--evenement", "2026-11-02", "--json"]

    assert guichet(*base, "--au", "2026-11-03") == 0
    tot = json.loads(capsys.readouterr().out)
    assert guichet(*base, "--au", "2027-03-01") == 0
    tard = json.loads(capsys.readouterr().out)

    assert sum(e["en_retard"] for e in tot["etapes"]) == 1
    assert sum(e["en_retard"] for e in tard["etapes"]) > 5


def test_l_image_et_la_feuille_sont_ecrites(
    guichet: Guichet,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    image, feuille = tmp_path / "frise.png", tmp_path / "feuille.pdf"
    base = ["retraite", "--evenement", "2027-09-01", "--situation", NADIA]

    assert guichet(*base, "--png", str(image), "--pdf", str(feuille)) == 0

    assert image.read_bytes() == b"image retraite 2026-11-20"
    assert feuille.read_bytes() == b"feuille retraite avec 2026-11-20"
    assert f"Fichier écrit : {image}" in capsys.readouterr().out


def test_en_json_la_sortie_reste_un_seul_objet(
    guichet: Guichet,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    image = tmp_path / "frise.png"

    assert guichet("senior", "--evenement", "2026-11-20", "--json", "--png", str(image)) == 0
    assert json.loads(capsys.readouterr().out)["moment"] == "senior"
    assert image.exists()


@pytest.fixture
def ici(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "attendu"),
    [
        (["separatoin", "--evenement", "2026-11-02"], "le plus proche est « separation »"),
        (["separation", "--evenement", "2026-13-02"], "--evenement vaut « 2026-13-02 »"),
        (["separation", "--evenement", "1850-01-01"], "de 1900 à 2100"),
        (["separation", "--evenement", "2099-01-01"], "trop lointain"),
        (["separation"], "il manque"),
        (["separation", "--evenement", "2026-11-02", "--fait", "locatair=oui"], "« locataire »"),
        (["separation", "--evenement", "2026-11-02", "--fait", "locataire=1"], "oui ou non"),
        (["separation", "--evenement", "2026-11-02", "--fait", "locataire"], "NOM=VALEUR"),
        (["separation", "--evenement", "2026-11-02", "--fait", "age=vieux"], "un nombre"),
        (
            ["separation", "--evenement", "2026-11-02", "--fait", "date_separation=2026-11-03"],
            "date de l'événement",
        ),
        (["separation", "--evenement", "2026-11-02", "--situation", "absent.json"], "absent.json"),
        (["separation", "--evenement", "2026-11-02", "--pdf", "frise.png"], "deux noms"),
    ],
)
def test_une_entree_refusee_ne_laisse_rien(
    guichet: Guichet,
    arguments: list[str],
    attendu: str,
    ici: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert guichet(*arguments, "--png", "frise.png") == 2

    sortie = capsys.readouterr()
    assert attendu in sortie.err
    assert sortie.out == ""
    assert list(ici.iterdir()) == []
