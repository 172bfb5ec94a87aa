"""Les dossiers de Guichet : à soi seul, et jamais détournés par un lien posé d'avance."""

import logging
from pathlib import Path

import pytest

from guichet.application.emplacements import Emplacements
from guichet.errors import GuichetError
from guichet.securite import journalisation
from guichet.securite.fichiers import ecrire_atomique


def test_un_dossier_laisse_ouvert_est_referme_a_l_ouverture(tmp_path: Path) -> None:
    donnees, journaux = tmp_path / "donnees", tmp_path / "journaux"
    for dossier in (donnees, journaux):
        dossier.mkdir(mode=0o755)
        dossier.chmod(0o777)
    Emplacements(donnees=donnees, journaux=journaux).creer()
    assert {d.stat().st_mode & 0o777 for d in (donnees, journaux)} == {0o700}


def test_un_lien_a_la_place_du_journal_n_est_pas_suivi(tmp_path: Path) -> None:
    dehors = tmp_path / "dehors"
    dehors.write_text("intact")
    journaux = tmp_path / "journaux"
    journaux.mkdir()
    (journaux / journalisation.NOM).symlink_to(dehors)
    poignee = journalisation.demarrer(journaux)
    try:
        logging.getLogger("guichet.essai").warning("rien ne doit sortir")
    finally:
        journalisation.arreter(poignee)
        logging.getLogger("guichet").setLevel(logging.NOTSET)
    assert dehors.read_text() == "intact"


def test_un_lien_a_la_place_d_un_fichier_est_remplace_pas_suivi(tmp_path: Path) -> None:
    dehors = tmp_path / "dehors"
    dehors.write_text("intact")
    feuille = tmp_path / "feuille.pdf"
    feuille.symlink_to(dehors)
    ecrire_atomique(feuille, b"%PDF")
    assert dehors.read_text() == "intact"
    assert not feuille.is_symlink()
    assert feuille.read_bytes() == b"%PDF"
    assert feuille.stat().st_mode & 0o777 == 0o600


def test_un_lien_vers_un_fichier_a_la_place_des_donnees_se_dit(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    (tmp_path / "donnees").symlink_to(tmp_path / "fichier")
    with pytest.raises(GuichetError, match="préparer un dossier"):
        Emplacements(donnees=tmp_path / "donnees", journaux=tmp_path / "journaux").creer()
