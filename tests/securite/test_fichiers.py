"""Écrire entier ou pas du tout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guichet.errors import GuichetError
from guichet.securite.fichiers import deplacer_dossier, dossier_prive, ecrire_atomique


def test_le_fichier_est_remplace_et_prive(tmp_path: Path) -> None:
    cible = tmp_path / "a.json"
    ecrire_atomique(cible, b"un")
    ecrire_atomique(cible, b"deux")
    assert cible.read_bytes() == b"deux"
    assert cible.stat().st_mode & 0o777 == 0o600
    assert [f.name for f in tmp_path.iterdir()] == ["a.json"]


def test_le_disque_plein_laisse_l_ancien_et_aucun_reste(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cible = tmp_path / "a.json"
    ecrire_atomique(cible, b"ancien")

    def plein(_descripteur: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guichet.securite.fichiers.os.fsync", plein)
    with pytest.raises(GuichetError, match=r"a\.json"):
        ecrire_atomique(cible, b"nouveau")
    assert cible.read_bytes() == b"ancien"
    assert [f.name for f in tmp_path.iterdir()] == ["a.json"]


def test_le_contenu_est_sur_le_disque_avant_de_prendre_le_nom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordre: list[str] = []
    vrai_fsync, vrai_replace = os.fsync, Path.replace

    def fsync(descripteur: int) -> None:
        ordre.append("fsync dossier" if os.path.isdir(f"/proc/self/fd/{descripteur}") else "fsync")  # noqa: PTH112
        vrai_fsync(descripteur)

    def replace(self: Path, cible: Path) -> Path:
        ordre.append("renommer")
        return vrai_replace(self, cible)

    monkeypatch.setattr("guichet.securite.fichiers.os.fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    ecrire_atomique(tmp_path / "a", b"x")
    assert ordre == ["fsync", "renommer", "fsync dossier"]


def test_tue_pendant_l_ecriture_l_ancien_reste(tmp_path: Path) -> None:
    cible = tmp_path / "a.json"
    ecrire_atomique(cible, b"ancien")
    script = (
        "import os, signal; from pathlib import Path\n"
        "from guichet.securite import fichiers\n"
        "fichiers.os.fsync = lambda d: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"fichiers.ecrire_atomique(Path({str(cible)!r}), b'nouveau')"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert cible.read_bytes() == b"ancien"


def test_un_dossier_absent_se_dit_sans_chemin(tmp_path: Path) -> None:
    with pytest.raises(GuichetError) as refus:
        ecrire_atomique(tmp_path / "absent" / "a.json", b"x")
    assert str(tmp_path) not in refus.value.message


def test_un_dossier_prive_est_referme_aux_autres(tmp_path: Path) -> None:
    ouvert = tmp_path / "donnees"
    ouvert.mkdir(mode=0o755)
    assert dossier_prive(ouvert).stat().st_mode & 0o777 == 0o700
    assert dossier_prive(tmp_path / "n" / "m").stat().st_mode & 0o777 == 0o700


def test_un_fichier_a_la_place_du_dossier_se_dit(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    with pytest.raises(GuichetError):
        dossier_prive(tmp_path / "f")


def test_deplacer_n_ecrase_pas(tmp_path: Path) -> None:
    for nom in ("a", "b"):
        (tmp_path / nom).mkdir()
        (tmp_path / nom / "f").write_text(nom)
    with pytest.raises(GuichetError):
        deplacer_dossier(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b" / "f").read_text() == "b"
    deplacer_dossier(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "c" / "f").read_text() == "a"
