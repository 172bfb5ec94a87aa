import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guichet.securite.effacement import (
    HorlogeSuspecte,
    effacer_fichiers,
    exiger_horloge_plausible,
)

LE = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize("ecart", [timedelta(days=-2), timedelta(days=401), timedelta(days=3650)])
def test_une_horloge_fausse_arrete_l_effacement(ecart: timedelta) -> None:
    with pytest.raises(HorlogeSuspecte):
        exiger_horloge_plausible(LE + ecart, LE)


@pytest.mark.parametrize("ecart", [timedelta(hours=-23), timedelta(0), timedelta(days=399)])
def test_une_horloge_ordinaire_passe(ecart: timedelta) -> None:
    exiger_horloge_plausible(LE + ecart, LE)


def test_sans_acte_connu_l_horloge_est_crue() -> None:
    exiger_horloge_plausible(LE, None)


def test_seuls_les_vieux_fichiers_du_motif_partent(tmp_path: Path) -> None:
    vieux, recent, autre = (tmp_path / n for n in ("g.avant-1", "g.avant-2", "guichet.db"))
    dossier = tmp_path / "d.avant-0"
    dossier.mkdir()
    for fichier in (vieux, recent, autre, dossier / "f"):
        fichier.write_text("x")
    for fichier in (vieux, autre, dossier):
        os.utime(fichier, (LE.timestamp() - 90_000_000, LE.timestamp() - 90_000_000))
    os.utime(recent, (LE.timestamp(), LE.timestamp()))

    assert effacer_fichiers(tmp_path, "*.avant-*", avant=LE - timedelta(days=30)) == 2
    assert {f.name for f in tmp_path.iterdir()} == {"g.avant-2", "guichet.db"}
    assert effacer_fichiers(tmp_path, "*.avant-*") == 1


def test_un_lien_ne_fait_pas_effacer_ailleurs(tmp_path: Path) -> None:
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    (ailleurs / "f").write_text("x")
    ici = tmp_path / "ici"
    ici.mkdir()
    (ici / "a.avant-1").symlink_to(ailleurs)
    assert effacer_fichiers(ici, "*.avant-*") == 1
    assert (ailleurs / "f").exists()


def test_ce_qui_resiste_attend_la_fois_suivante(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.avant-1").touch()

    def tenu(_chemin: Path) -> None:
        raise PermissionError(13, "ouvert ailleurs")

    with monkeypatch.context() as panne:
        panne.setattr(Path, "unlink", tenu)
        assert effacer_fichiers(tmp_path, "*.avant-*") == 0
    assert effacer_fichiers(tmp_path, "*.avant-*") == 1
