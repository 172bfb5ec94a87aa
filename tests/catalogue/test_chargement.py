"""Charger : tout ou rien, et l'instantané ne sert que s'il vient exactement de ces fichiers."""

import json
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from guichet.catalogue.chargement import INSTANTANE, load_catalogue, verifier_catalogue
from guichet.catalogue.chemins import ressources
from guichet.errors import EntreeRefusee, GuichetError


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    for nom in ("droits.yaml", "organismes.yaml", "sources.yaml", "faits.toml"):
        shutil.copy(ressources() / nom, tmp_path)
    for nom in ("moments", "schemas"):
        shutil.copytree(ressources() / nom, tmp_path / nom)
    return tmp_path


def _ecrire_instantane(dossier: Path) -> Path:
    chemin = dossier / INSTANTANE
    chemin.write_bytes(verifier_catalogue(dossier)[1])
    return chemin


def test_tout_le_contenu_est_la(copie: Path) -> None:
    catalogue = load_catalogue(copie)
    assert len(catalogue.moments) == 15
    assert sum(len(moment.etapes) for moment in catalogue.moments.values()) == 209
    assert len(catalogue.droits) == 52
    assert next(iter(catalogue.droits)) == "rsa"
    assert next(iter(catalogue.moments)) == "separation"
    assert catalogue.telephones["3230"] == "Caf"


def test_les_montants_gardent_leurs_centimes(copie: Path) -> None:
    avant = load_catalogue(copie)
    _ecrire_instantane(copie)
    assert load_catalogue(copie) == avant
    assert avant.droits["rsa"].montants[0].valeur == Decimal("651.69")
    assert avant.droits["c2s"].montants[0].valeur == Decimal(868)


def test_un_instantane_d_un_autre_contenu_est_ignore(copie: Path) -> None:
    _ecrire_instantane(copie)
    fichier = copie / "organismes.yaml"
    texte = fichier.read_text(encoding="utf-8")
    fichier.write_text(texte.replace("nom: Caf\n", "nom: Caf du lieu\n", 1), encoding="utf-8")
    assert load_catalogue(copie).organismes["caf"].nom == "Caf du lieu"


@pytest.mark.parametrize("brut", [b"", b"[]", b"{", b'{"format": 0}', b"\xff\xfe", b"null"])
def test_un_instantane_abime_est_ignore(copie: Path, brut: bytes) -> None:
    (copie / INSTANTANE).write_bytes(brut)
    assert len(load_catalogue(copie).droits) == 52


def test_l_instantane_est_vraiment_utilise(copie: Path) -> None:
    chemin = _ecrire_instantane(copie)
    objet = json.loads(chemin.read_text(encoding="utf-8"))
    objet["contenu"]["droits.yaml"]["droits"][0]["nom"] = "Témoin"
    chemin.write_text(json.dumps(objet), encoding="utf-8")
    assert load_catalogue(copie).droits["rsa"].nom == "Témoin"


def test_un_moment_refuse_ne_laisse_rien_a_moitie(copie: Path) -> None:
    fichier = copie / "moments" / "senior.yaml"
    fichier.write_text(fichier.read_text(encoding="utf-8") + "inconnu: 1\n", encoding="utf-8")
    with pytest.raises(EntreeRefusee, match=r"moments/senior\.yaml : la clé « inconnu »"):
        load_catalogue(copie)


@pytest.mark.parametrize("nom", ["droits.yaml", "sources.yaml", "faits.toml"])
def test_un_fichier_absent_se_dit_en_une_phrase(copie: Path, nom: str) -> None:
    (copie / nom).unlink()
    with pytest.raises(GuichetError, match=nom):
        load_catalogue(copie)


def test_un_vocabulaire_de_faits_illisible_est_refuse(copie: Path) -> None:
    (copie / "faits.toml").write_text("[faits\n", encoding="utf-8")
    with pytest.raises(EntreeRefusee, match=r"faits\.toml"):
        load_catalogue(copie)


def test_l_instantane_evite_de_charger_pyyaml_et_jsonschema(copie: Path) -> None:
    """Le démarrage de la fenêtre en dépend : vérifié dans un processus neuf."""
    _ecrire_instantane(copie)
    programme = (
        "import sys; from pathlib import Path;"
        "from guichet.catalogue.chargement import load_catalogue;"
        f"load_catalogue(Path({str(copie)!r}));"
        "print(sorted({'yaml', 'jsonschema', 'tomllib'} & set(sys.modules)))"
    )
    sortie = subprocess.run(
        [sys.executable, "-c", programme], capture_output=True, text=True, check=True
    )
    assert sortie.stdout.strip() == "[]"
