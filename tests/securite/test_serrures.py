"""Le fichier des fentes : deux exemplaires, 0600, versionné."""

import json
from pathlib import Path

import pytest

from guichet.errors import GuichetError
from guichet.securite import cles, serrures
from guichet.securite.cles import CoutArgon2
from guichet.securite.serrures import Serrures, SerruresIllisibles

LEGER = CoutArgon2(memoire_kio=64, tours=1, voies=1)


@pytest.fixture
def fentes() -> Serrures:
    cle = cles.nouvelle_cle()
    return Serrures(
        structure="s1",
        phrase=cles.fente_phrase(cle, "phrase", cout=LEGER, secret=b"s" * 32),
        secours=cles.fente_secours(cle, b"c" * 20),
    )


def test_les_fentes_se_relisent_a_l_identique(tmp_path: Path, fentes: Serrures) -> None:
    serrures.ecrire(tmp_path, fentes)
    assert serrures.lire(tmp_path) == fentes
    assert {f.stat().st_mode & 0o777 for f in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("nom", [serrures.NOM, serrures.COPIE])
@pytest.mark.parametrize("degat", [None, b"", b"{", b"[]", b'{"version": 1}', b"\xff\xfe"])
def test_un_exemplaire_perdu_ou_abime_ne_perd_rien(
    tmp_path: Path, fentes: Serrures, nom: str, degat: bytes | None
) -> None:
    serrures.ecrire(tmp_path, fentes)
    if degat is None:
        (tmp_path / nom).unlink()
    else:
        (tmp_path / nom).write_bytes(degat)
    assert serrures.presentes(tmp_path)
    assert serrures.lire(tmp_path) == fentes


def test_les_deux_perdus_cela_se_dit(tmp_path: Path) -> None:
    assert not serrures.presentes(tmp_path)
    with pytest.raises(SerruresIllisibles) as refus:
        serrures.lire(tmp_path)
    assert "Ne supprimez rien" in refus.value.advice


def test_une_version_plus_recente_est_refusee_et_gardee(tmp_path: Path, fentes: Serrures) -> None:
    serrures.ecrire(tmp_path, fentes)
    for nom in (serrures.NOM, serrures.COPIE):
        objet = json.loads((tmp_path / nom).read_text())
        (tmp_path / nom).write_text(json.dumps(objet | {"version": 2}))
    avant = (tmp_path / serrures.NOM).read_bytes()
    with pytest.raises(SerruresIllisibles, match="plus récent"):
        serrures.lire(tmp_path)
    assert (tmp_path / serrures.NOM).read_bytes() == avant


def test_un_dossier_absent_est_dit(tmp_path: Path, fentes: Serrures) -> None:
    with pytest.raises(GuichetError):
        serrures.ecrire(tmp_path / "absent", fentes)


def test_un_base64_abime_fait_lire_la_copie(tmp_path: Path, fentes: Serrures) -> None:
    serrures.ecrire(tmp_path, fentes)
    objet = json.loads((tmp_path / serrures.NOM).read_text())
    objet["fentes"][0]["sel"] = "pas du base64 !"
    (tmp_path / serrures.NOM).write_text(json.dumps(objet))
    assert serrures.lire(tmp_path) == fentes
