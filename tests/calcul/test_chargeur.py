import importlib.util
import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from guichet.calcul import chargeur
from guichet.calcul.evaluation import Evaluateur
from guichet.calcul.openfisca import Systeme
from guichet.droits.situation import Situation

ICI = Path(__file__).resolve().parent
RACINE = ICI.parent.parent


@pytest.fixture(scope="module")
def installation() -> ModuleType:
    chemin = RACINE / "installer" / "parametres.py"
    origine = importlib.util.spec_from_file_location("parametres", chemin)
    assert origine is not None
    assert origine.loader is not None
    module = importlib.util.module_from_spec(origine)
    origine.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def prepares(installation: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Des paramètres fabriqués pour l'essai, sans toucher à ceux de l'environnement."""
    dossier = tmp_path_factory.mktemp("parametres")
    installation.fabriquer(dossier)
    return dossier


def test_le_chemin_rapide_rend_les_memes_centimes_que_le_chargeur_d_origine(
    evaluateur: Evaluateur,
    foyer: Callable[[str], Situation],
    noms_des_foyers: tuple[str, ...],
) -> None:
    sortie = subprocess.run(
        [sys.executable, str(ICI / "moteur_nu.py"), str(ICI.parent / "foyers")],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    ).stdout
    nus = json.loads(sortie)

    for nom in noms_des_foyers:
        (chiffres,) = evaluateur.evaluer([foyer(nom)])
        rapides = {
            droit: [chiffre.ouvert, str(chiffre.montant), str(chiffre.premier_mois)]
            for droit, chiffre in chiffres.items()
        }
        assert rapides == nus[nom], nom


def test_les_parametres_prepares_gardent_le_type_des_baremes(prepares: Path) -> None:
    systeme = chargeur.charger(prepares)

    bareme = systeme.parameters
    chemin = "prestations_sociales.solidarite_insertion.autre_solidarite.cheque_energie.baremes"
    for nom in f"{chemin}.une_uc".split("."):
        bareme = bareme.children[nom]

    assert bareme.metadata["type"] == "single_amount"
    assert bareme.documentation is None


def test_la_preparation_ne_refait_rien_si_tout_est_a_jour(
    installation: ModuleType, prepares: Path
) -> None:
    assert installation.a_jour(prepares)


@pytest.mark.parametrize("champ", ["openfisca_france", "openfisca_core", "surcouche", "sha256"])
def test_une_fiche_qui_ne_correspond_plus_rend_la_main_au_chargeur_d_origine(
    prepares: Path,
    installation: ModuleType,
    tmp_path: Path,
    champ: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    shutil.copytree(prepares, tmp_path, dirs_exist_ok=True)
    fiche = json.loads((tmp_path / "parametres.json").read_text())
    (tmp_path / "parametres.json").write_text(json.dumps(fiche | {champ: "autre"}))

    with caplog.at_level(logging.WARNING):
        systeme = chargeur._charger_vite(tmp_path)

    assert systeme is None
    assert not installation.a_jour(tmp_path)
    assert "chargeur d'origine" in caplog.text


def test_un_fichier_abime_ou_absent_n_est_jamais_lu(prepares: Path, tmp_path: Path) -> None:
    shutil.copytree(prepares, tmp_path, dirs_exist_ok=True)
    fichier = tmp_path / "parametres.pickle"
    fichier.write_bytes(fichier.read_bytes()[:-1] + b"x")

    assert chargeur._charger_vite(tmp_path) is None
    fichier.unlink()
    assert chargeur._charger_vite(tmp_path) is None


def test_sans_parametres_prepares_le_chargeur_d_origine_charge_tout(
    tmp_path: Path, systeme: Systeme
) -> None:
    secours = chargeur.charger(tmp_path)

    assert set(secours.variables) == set(systeme.variables)
