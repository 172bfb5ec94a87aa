"""``guichet catalogue`` comme on la tape, sur le vrai contenu."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from guichet.catalogue.chargement import INSTANTANE, load_catalogue, verifier_catalogue
from guichet.catalogue.chemins import ressources
from guichet.cli import catalogue
from guichet.cli.principal import SousCommandes, executer
from guichet.parcours.conditions import analyser
from guichet.securite.fichiers import ecrire_atomique

DOCS = Path(__file__).resolve().parents[2] / "docs"


def _declarer(sous: SousCommandes) -> None:
    lire = partial(verifier_catalogue, condition_correcte=analyser)
    catalogue.declarer(sous, dossier=ressources(), lire=lire, ecrire=ecrire_atomique)


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    for nom in ("droits.yaml", "organismes.yaml", "sources.yaml", "faits.toml"):
        shutil.copy(ressources() / nom, tmp_path)
    for nom in ("moments", "schemas"):
        shutil.copytree(ressources() / nom, tmp_path / nom)
    return tmp_path


def test_le_vrai_contenu_est_controle(capsys: pytest.CaptureFixture[str]) -> None:
    assert executer(["catalogue", "verifier"], [_declarer]) == 0
    assert "15 moments, 209 étapes" in capsys.readouterr().out


def test_une_cle_mal_ecrite_est_refusee_avec_son_fichier(
    copie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fichier = copie / "moments" / "retraite.yaml"
    texte = fichier.read_text(encoding="utf-8")
    fichier.write_text(texte.replace("titre_court:", "titre_cour:", 1), encoding="utf-8")
    assert executer(["catalogue", "verifier", str(copie), "--instantane"], [_declarer]) == 2
    erreur = capsys.readouterr().err
    assert "moments/retraite.yaml" in erreur
    assert "« titre_cour » est inconnue ; la plus proche est « titre_court »" in erreur
    assert not (copie / INSTANTANE).exists()


def test_une_condition_illisible_est_refusee(
    copie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fichier = copie / "moments" / "separation.yaml"
    texte = fichier.read_text(encoding="utf-8")
    fichier.write_text(texte.replace("marie or pacse", "marie ou pacse", 1), encoding="utf-8")
    assert executer(["catalogue", "verifier", str(copie)], [_declarer]) == 2
    assert "separation.yaml" in capsys.readouterr().err


def test_l_instantane_ecrit_rend_le_meme_contenu(copie: Path) -> None:
    sans = load_catalogue(copie)
    assert executer(["catalogue", "verifier", str(copie), "--instantane"], [_declarer]) == 0
    assert (copie / INSTANTANE).exists()
    assert load_catalogue(copie) == sans


def test_la_liste_a_verifier_publiee_est_a_jour(capsys: pytest.CaptureFixture[str]) -> None:
    assert executer(["catalogue", "a-verifier"], [_declarer]) == 0
    publiee = (DOCS / "contenu-a-verifier.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == publiee
