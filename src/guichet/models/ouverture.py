"""Ouvrir la base chiffrée : la clé brute par PRAGMA, jamais dans une adresse ni un journal."""

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from guichet.models.base import APPLICATION, REVISION
from guichet.models.pannes import (
    BaseAbsente,
    BaseEnClair,
    BaseEtrangere,
    BaseIllisible,
    BasePlusRecente,
    pannes_dites,
)

Cle = bytes | bytearray

TAILLE_CLE = 32
EN_CLAIR = b"SQLite format 3"
PRAGMAS = (
    "cipher_memory_security = ON",
    "journal_mode = WAL",
    "synchronous = FULL",  # NORMAL perd des écritures confirmées si le courant coupe
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    "busy_timeout = 5000",
)


def open_database(path: Path, cle: Cle) -> Engine:
    """Le moteur d'une base existante et à jour, contrôlée avant d'être rendue.

    Raises:
        GuichetError: fichier absent, en clair, abîmé, d'un autre programme ou plus récent,
            clé qui n'est pas la bonne ; rien n'est écrit.
    """
    moteur = _moteur(path, cle, migration=False)
    try:
        controler(moteur)
        _exiger_a_jour(lire_revision(moteur))
    except BaseException:
        moteur.dispose()
        raise
    return moteur


def open_for_migration(path: Path, cle: Cle) -> Engine:
    """Le moteur des migrations : clés étrangères coupées, transactions ouvertes par nous.

    Sans cela, refaire une table effacerait en silence les lignes qui en dépendent, et un
    échec au milieu laisserait la moitié des tables.
    """
    return _moteur(path, cle, migration=True)


def create_file(path: Path) -> None:
    """Réserve un fichier vide que seul son propriétaire peut lire."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def controler(moteur: Engine) -> None:
    """Relit et authentifie toutes les pages.

    Raises:
        BaseIllisible: clé qui n'est pas la bonne, ou page modifiée hors de Guichet.
    """
    with pannes_dites(), moteur.connect() as connexion:
        connexion.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        pages = connexion.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
    if pages:
        raise BaseIllisible(f"La base est abîmée : {len(pages)} page(s) ne se relisent plus.")


def lire_revision(moteur: Engine) -> str | None:
    """La version du schéma ; ``None`` pour un fichier encore vide.

    Raises:
        BaseEtrangere: des tables, mais pas celles de Guichet.
    """
    with pannes_dites(), moteur.connect() as connexion:
        tables = connexion.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        application = connexion.exec_driver_sql("PRAGMA application_id").scalar()
        if not tables:
            return None
        if application != APPLICATION:
            raise BaseEtrangere("Cette base n'a pas été faite par Guichet.")
        return connexion.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _exiger_a_jour(revision: str | None) -> None:
    if revision is None:
        raise BaseEtrangere("Le fichier de la base est vide.")
    if revision > REVISION:
        raise BasePlusRecente("La base de ce poste est plus récente que ce logiciel.")
    if revision < REVISION:
        raise BaseEtrangere("La base n'a pas été mise à niveau.")


def _moteur(path: Path, cle: Cle, *, migration: bool) -> Engine:
    _refuser_en_clair(path)
    moteur = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=_ouvreur(path, cle, migration=migration),
        poolclass=NullPool if migration else QueuePool,
        hide_parameters=True,  # une erreur de la base ne doit citer personne
        json_serializer=partial(json.dumps, ensure_ascii=False),
    )
    event.listen(moteur, "begin", _begin)
    return moteur


def _begin(connexion: Connection) -> None:
    # IMMEDIATE : le journal enchaîné lit la dernière ligne avant d'écrire la suivante.
    connexion.exec_driver_sql("BEGIN IMMEDIATE")


def _ouvreur(path: Path, cle: Cle, *, migration: bool) -> Callable[[], Any]:
    if len(cle) != TAILLE_CLE:
        raise ValueError("la clé de la base fait 32 octets")
    adresse = f"{path.absolute().as_uri()}?mode=rw"  # rw : ne crée jamais de fichier

    def creator() -> Any:  # noqa: ANN401 - la connexion de sqlcipher3, sans types
        with pannes_dites():
            connexion = sqlcipher.connect(
                adresse, uri=True, check_same_thread=False, timeout=5, isolation_level=None
            )
        try:
            with pannes_dites():
                _preparer(connexion, cle, migration=migration)
        except BaseException:
            connexion.close()
            raise
        return connexion

    return creator


def _preparer(connexion: Any, cle: Cle, *, migration: bool) -> None:  # noqa: ANN401
    connexion.execute("PRAGMA cipher_log_level = NONE")
    connexion.execute(f"PRAGMA key = \"x'{cle.hex()}'\"")
    if not connexion.execute("PRAGMA cipher_version").fetchone():
        raise BaseEnClair("La bibliothèque de chiffrement manque : la base serait en clair.")
    for pragma in PRAGMAS:
        connexion.execute(f"PRAGMA {pragma}")
    if migration:
        connexion.execute("PRAGMA foreign_keys = OFF")


def _refuser_en_clair(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            debut = stream.read(len(EN_CLAIR))
    except OSError as erreur:
        raise BaseAbsente("La base est introuvable ou protégée.") from erreur
    if debut == EN_CLAIR:
        raise BaseEnClair("Ce fichier de base n'est pas chiffré.")
