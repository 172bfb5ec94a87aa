"""Rien d'une personne n'entre dans le journal technique."""

import errno
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from guichet.errors import GuichetError
from guichet.securite import journalisation

logger = logging.getLogger("guichet.essai")


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Path]:
    racine = logging.getLogger()
    niveau = racine.level
    poignee = journalisation.demarrer(tmp_path / "journaux")
    yield tmp_path / "journaux" / journalisation.NOM
    journalisation.arreter(poignee)
    racine.setLevel(niveau)
    logging.getLogger("guichet").setLevel(logging.NOTSET)


def test_le_journal_s_ecrit_et_n_est_lisible_que_par_son_proprietaire(fichier: Path) -> None:
    logger.info("la fenêtre est ouverte")
    assert "la fenêtre est ouverte" in fichier.read_text()
    assert fichier.stat().st_mode & 0o777 == 0o600
    assert fichier.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "texte",
    [
        "nadia.dupont@exemple.fr",
        "1 90 03 44 109 123 45",
        "190034410912345",
        "FR76 3000 6000 0112 3456 7890 189",
        "06 12 34 56 78",
        "+33612345678",
        "1990-03-10",
        "10/03/1990",
        "ab" * 32,
        "/home/karine.martin/dossiers/",
        "C:\\Users\\karine.martin\\Guichet\\",
    ],
)
def test_ce_qui_ressemble_a_une_donnee_personnelle_est_masque(fichier: Path, texte: str) -> None:
    logger.warning("reçu %s, suite", texte)
    logger.warning("reçu " + texte + ", suite")  # noqa: G003 - une faute que le filtre rattrape
    ecrit = fichier.read_text()
    assert texte not in ecrit
    assert ecrit.count(", suite") == 2


def test_une_exception_n_ecrit_pas_son_message(fichier: Path) -> None:
    try:
        try:
            dict[str, int]()["ZZCANARI Nadia"]
        except KeyError as cause:
            raise ValueError("ZZCANARI 1990") from cause
    except ValueError:
        logger.exception("échec")
    ecrit = fichier.read_text()
    assert "ZZCANARI" not in ecrit
    assert "ValueError" in ecrit
    assert "KeyError" in ecrit
    assert "test_journalisation.py:" in ecrit
    assert str(Path(__file__).parent) not in ecrit


def test_une_panne_prevue_dit_sa_raison_sans_sa_phrase(fichier: Path) -> None:
    try:
        try:
            raise OSError(errno.ENOSPC, "plein", "feuille de Nadia.pdf")  # noqa: TRY301
        except OSError as cause:
            raise GuichetError("Impossible d'écrire « feuille de Nadia.pdf ».") from cause
    except GuichetError:
        logger.exception("échec")
    ecrit = fichier.read_text()
    assert "GuichetError\n" in ecrit
    assert "OSError ENOSPC" in ecrit
    assert "Nadia" not in ecrit


def test_les_bibliotheques_ne_parlent_qu_en_cas_d_ennui(fichier: Path) -> None:
    logging.getLogger("httpx").info("GET https://agenda.exemple/karine")
    logger.info("un")
    assert "agenda" not in fichier.read_text()


def test_le_journal_tourne_et_reste_prive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journalisation, "TAILLE", 2_000)
    poignee = journalisation.demarrer(tmp_path)
    try:
        for rang in range(400):
            logger.warning("ligne %s %s", rang, "x" * 50)
    finally:
        journalisation.arreter(poignee)
        logging.getLogger().setLevel(logging.WARNING)
        logging.getLogger("guichet").setLevel(logging.NOTSET)
    fichiers = list(tmp_path.iterdir())
    assert len(fichiers) == journalisation.FICHIERS
    assert all(f.stat().st_size <= 2_000 for f in fichiers)
    assert {f.stat().st_mode & 0o777 for f in fichiers} == {0o600}
