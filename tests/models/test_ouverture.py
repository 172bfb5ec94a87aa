"""Une vraie base SQLCipher : ce qu'elle règle, ce qu'elle refuse, ce qu'elle ne laisse pas lire."""

import logging
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as sqlcipher

from guichet.errors import GuichetError
from guichet.models import ouverture
from guichet.models.mise_a_niveau import creer
from guichet.models.ouverture import open_database
from guichet.models.pannes import (
    BaseAbsente,
    BaseEnClair,
    BaseEtrangere,
    BaseIllisible,
    BasePlusRecente,
    EcritureImpossible,
    pannes_dites,
)
from guichet.models.structure import StructureRow

CLE = secrets.token_bytes(32)
CANARI = "ZZCANARI-Maison-de-Rezé"


def structure(nom: str = CANARI) -> StructureRow:
    return StructureRow(
        nom=nom,
        adresse="",
        horaires="",
        telephone="",
        fuseau="Europe/Paris",
        creee_le=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    return tmp_path / "guichet.db"


@pytest.fixture
def moteur(chemin: Path) -> Iterator[Engine]:
    moteur = creer(chemin, CLE)
    yield moteur
    moteur.dispose()


def test_chaque_connexion_a_les_reglages_qui_protegent(moteur: Engine) -> None:
    attendus = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL : 1 perdrait des écritures confirmées
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "temp_store": 2,
    }
    with moteur.connect() as une, moteur.connect() as autre:
        for connexion in (une, autre):
            connexion.rollback()
        lus = [
            {nom: c.connection.cursor().execute(f"PRAGMA {nom}").fetchone()[0] for nom in attendus}
            for c in (une, autre)
        ]
    assert lus == [attendus, attendus]


def test_le_fichier_est_illisible_sans_la_cle(moteur: Engine, chemin: Path) -> None:
    with Session(moteur) as session, session.begin():
        session.add(structure())
    with closing(moteur.raw_connection()) as connexion:
        connexion.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    octets = b"".join(fichier.read_bytes() for fichier in chemin.parent.iterdir())
    assert b"ZZCANARI" not in octets
    assert not octets.startswith(b"SQLite format 3")
    with Session(moteur) as session:
        assert session.scalar(select(StructureRow.nom)) == CANARI


def test_les_fichiers_ne_sont_lisibles_que_par_leur_proprietaire(
    moteur: Engine, chemin: Path
) -> None:
    with Session(moteur) as session, session.begin():
        session.add(structure())
        session.flush()
        assert {fichier.stat().st_mode & 0o777 for fichier in chemin.parent.iterdir()} == {0o600}


def test_une_mauvaise_cle_est_refusee_et_rien_ne_change(moteur: Engine, chemin: Path) -> None:
    moteur.dispose()
    avant = chemin.read_bytes()

    with pytest.raises(BaseIllisible, match="clé de cette structure"):
        open_database(chemin, secrets.token_bytes(32))

    assert chemin.read_bytes() == avant


def test_un_octet_retourne_est_vu_a_l_ouverture(moteur: Engine, chemin: Path) -> None:
    moteur.dispose()
    abime = bytearray(chemin.read_bytes())
    abime[len(abime) // 2] ^= 1
    chemin.write_bytes(abime)

    with pytest.raises(BaseIllisible, match="abîmée : 1 page"):
        open_database(chemin, CLE)

    assert chemin.read_bytes() == bytes(abime)


def test_un_fichier_en_clair_est_refuse(chemin: Path) -> None:
    with closing(sqlite3.connect(chemin)) as claire:
        claire.execute("CREATE TABLE t (a)")
    avant = chemin.read_bytes()

    with pytest.raises(BaseEnClair):
        open_database(chemin, CLE)

    assert chemin.read_bytes() == avant


def test_une_bibliotheque_qui_ne_chiffre_pas_est_refusee(
    moteur: Engine, chemin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moteur.dispose()
    avant = chemin.read_bytes()
    monkeypatch.setattr(ouverture, "sqlcipher", sqlite3)

    with pytest.raises(BaseEnClair, match="bibliothèque"):
        open_database(chemin, CLE)

    assert chemin.read_bytes() == avant


def test_une_base_absente_n_est_pas_recreee(chemin: Path) -> None:
    with pytest.raises(BaseAbsente):
        open_database(chemin, CLE)
    assert not chemin.exists()


def test_une_base_retiree_pendant_le_travail_n_est_pas_recreee(
    moteur: Engine, chemin: Path
) -> None:
    moteur.dispose()
    for fichier in chemin.parent.iterdir():
        fichier.unlink()
    with pytest.raises(BaseAbsente):
        moteur.connect()
    assert not chemin.exists()


def test_un_fichier_vide_n_est_pas_pris_pour_une_base(chemin: Path) -> None:
    chemin.touch()
    with pytest.raises(BaseEtrangere):
        open_database(chemin, CLE)


def test_creer_n_ecrase_jamais_un_fichier(chemin: Path) -> None:
    chemin.write_bytes(b"le travail de quelqu'un")
    with pytest.raises(BaseEtrangere):
        creer(chemin, CLE)
    assert chemin.read_bytes() == b"le travail de quelqu'un"


def test_une_base_d_un_autre_programme_est_refusee(moteur: Engine, chemin: Path) -> None:
    _executer(moteur, "PRAGMA application_id = 7")
    moteur.dispose()
    with pytest.raises(BaseEtrangere, match="n'a pas été faite par Guichet"):
        open_database(chemin, CLE)


def test_une_base_plus_recente_est_refusee(moteur: Engine, chemin: Path) -> None:
    _executer(moteur, "UPDATE alembic_version SET version_num = '9999'")
    moteur.dispose()
    with pytest.raises(BasePlusRecente) as refus:
        open_database(chemin, CLE)
    assert "dernière version" in refus.value.advice


def test_la_cle_n_apparait_ni_dans_le_moteur_ni_au_journal(
    chemin: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for nom in ("sqlalchemy.engine", "sqlalchemy.pool", "alembic"):
        caplog.set_level(logging.DEBUG, nom)
    moteur = creer(chemin, CLE)
    try:
        with Session(moteur) as session, session.begin():
            session.add(structure())
        dit = caplog.text + repr(moteur) + str(moteur.url) + repr(moteur.pool)
    finally:
        moteur.dispose()
    assert "INSERT INTO structure" in caplog.text
    assert "ZZCANARI" not in caplog.text
    assert CLE.hex() not in dit


def test_une_erreur_de_la_base_ne_cite_pas_ses_valeurs(moteur: Engine) -> None:
    fausse = structure()
    fausse.id = 2
    with Session(moteur) as session:
        session.add(fausse)
        with pytest.raises(IntegrityError) as erreur:
            session.flush()
    assert "ZZCANARI" not in str(erreur.value)


@pytest.mark.parametrize(
    ("code", "attendue", "phrase"),
    [
        (13, EcritureImpossible, "plein"),
        (8, EcritureImpossible, "lecture seule"),
        (5, EcritureImpossible, "occupée"),
        (6, EcritureImpossible, "occupée"),
        (1034, EcritureImpossible, "disque a refusé"),  # SQLITE_IOERR_FSYNC
        (11, BaseIllisible, "abîmée"),
        (14, BaseAbsente, "introuvable"),
    ],
)
def test_chaque_panne_a_sa_phrase(code: int, attendue: type[GuichetError], phrase: str) -> None:
    def tomber() -> NoReturn:
        panne = sqlcipher.OperationalError("detail")
        panne.sqlite_errorcode = code
        raise panne

    with pytest.raises(attendue, match=phrase), pannes_dites():
        tomber()


def test_un_defaut_de_programme_n_est_pas_maquille_en_panne(moteur: Engine) -> None:
    with pytest.raises(Exception, match="no such table"), pannes_dites():
        _executer(moteur, "SELECT * FROM nulle_part")


def test_le_disque_plein_est_dit_et_la_base_reste_entiere(moteur: Engine, chemin: Path) -> None:
    with closing(moteur.raw_connection()) as connexion:
        curseur = connexion.cursor()
        pages = curseur.execute("PRAGMA page_count").fetchone()[0]
        curseur.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(EcritureImpossible, match="plein"), pannes_dites():
            curseur.execute("CREATE TABLE gros AS SELECT zeroblob(1000000) AS a")
    moteur.dispose()
    open_database(chemin, CLE).dispose()


def test_une_cle_qui_n_a_pas_32_octets_est_un_defaut(moteur: Engine, chemin: Path) -> None:
    moteur.dispose()
    for cle in (b"", CLE[:16], CLE + b"x"):
        with pytest.raises(ValueError, match="32 octets"):
            open_database(chemin, cle)


def _executer(moteur: Engine, sql: str) -> None:
    with closing(moteur.raw_connection()) as connexion:
        connexion.cursor().execute(sql)
