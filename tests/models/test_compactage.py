"""Effacer laisse des restes ; compacter, non : vérifié dans les pages déchiffrées."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Engine

from guichet.models.compactage import compacter
from guichet.models.mise_a_niveau import creer
from guichet.models.pannes import EcritureImpossible

CLE = secrets.token_bytes(32)


@pytest.fixture
def moteur(tmp_path: Path) -> Iterator[Engine]:
    moteur = creer(tmp_path / "guichet.db", CLE)
    yield moteur
    moteur.dispose()


def noms_lisibles(base: Path) -> set[bytes]:
    octets = base.read_bytes() + base.with_name("guichet.db-wal").read_bytes()
    assert len(octets) % 4096 == 0, "le journal d'écriture n'est pas vide"
    clair = b""
    for rang in range(len(octets) // 4096):
        page = octets[rang * 4096 : (rang + 1) * 4096]
        chiffre = Cipher(algorithms.AES(CLE), modes.CBC(page[-80:-64]))
        clair += chiffre.decryptor().update(page[16 * (rang == 0) : -80])
    return {nom for nom in (f"NOM{i:05d}".encode() for i in range(2000)) if nom in clair}


def executer(moteur: Engine, *ordres: str) -> None:
    with closing(moteur.raw_connection()) as connexion:
        for ordre in ordres:
            connexion.cursor().execute(ordre)


def test_apres_compactage_il_ne_reste_aucun_nom_efface(moteur: Engine, tmp_path: Path) -> None:
    executer(
        moteur,
        "PRAGMA secure_delete = OFF",  # le pire cas : SQLite laisse tout en place
        "CREATE TABLE essai (id INTEGER PRIMARY KEY, nom TEXT)",
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1999) "
        "INSERT INTO essai SELECT i, printf('NOM%05d', i) FROM n",
        "DELETE FROM essai WHERE id >= 50",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    )
    base = tmp_path / "guichet.db"
    assert len(noms_lisibles(base)) > 1500  # effacer ne suffit pas

    compacter(moteur)

    assert noms_lisibles(base) == {f"NOM{i:05d}".encode() for i in range(50)}


def test_une_lecture_en_cours_ailleurs_se_dit(moteur: Engine) -> None:
    with closing(moteur.raw_connection()) as lectrice:
        curseur = lectrice.cursor()
        curseur.execute("BEGIN")
        curseur.execute("SELECT count(*) FROM sqlite_master")
        curseur.fetchall()
        executer(moteur, "PRAGMA busy_timeout = 50")
        with pytest.raises(EcritureImpossible) as refus:
            compacter(moteur)
        curseur.execute("COMMIT")
    assert "prochain démarrage" in refus.value.advice
    compacter(moteur)
