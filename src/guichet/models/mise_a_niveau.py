"""Créer une base, ou l'amener à la dernière version : tout, ou rien.

Alembic n'est importé que si une migration est due : au démarrage, on ne fait que lire
un numéro de version.
"""

import os
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine

from guichet.models.base import APPLICATION, REVISION, Base
from guichet.models.ouverture import (
    Cle,
    controler,
    create_file,
    lire_revision,
    open_database,
    open_for_migration,
)
from guichet.models.pannes import BaseEtrangere, BasePlusRecente, pannes_dites

MIGRATIONS = Path(__file__).with_name("migrations")


def creer(path: Path, cle: Cle) -> Engine:
    """Crée la base par les vraies migrations ; refuse d'écraser un fichier existant."""
    try:
        create_file(path)
    except FileExistsError as erreur:
        raise BaseEtrangere("Un fichier porte déjà le nom de la base à créer.") from erreur
    moteur = open_for_migration(path, cle)
    try:
        _migrer(moteur, MIGRATIONS, REVISION)
    finally:
        moteur.dispose()
    return open_database(path, cle)


def ouvrir(path: Path, cle: Cle, *, au: date) -> Engine:
    """Ouvre une base existante, en la mettant à niveau s'il le faut."""
    mettre_a_niveau(path, cle, au=au)
    return open_database(path, cle)


def mettre_a_niveau(
    path: Path,
    cle: Cle,
    *,
    au: date,
    migrations: Path = MIGRATIONS,
    revision: str = REVISION,
) -> Path | None:
    """Migre la base si elle est plus ancienne ; rend la sauvegarde faite avant.

    Raises:
        GuichetError: base illisible, d'un autre programme ou plus récente ; rien n'est écrit.
    """
    moteur = open_for_migration(path, cle)
    try:
        controler(moteur)
        actuelle = lire_revision(moteur)
        if actuelle == revision:
            return None
        if actuelle is None:
            raise BaseEtrangere("Le fichier de la base est vide.")
        if actuelle > revision:
            raise BasePlusRecente("La base de ce poste est plus récente que ce logiciel.")
        copie = sauvegarder(moteur, cle, path.with_name(f"{path.stem}.avant-{revision}.{au}.db"))
        _migrer(moteur, migrations, revision)
        return copie
    finally:
        moteur.dispose()


def sauvegarder(moteur: Engine, cle: Cle, copie: Path) -> Path:
    """Une copie chiffrée par la même clé, relue et comptée avant d'être crue."""
    copie.unlink(missing_ok=True)
    create_file(copie)
    with pannes_dites(), closing(moteur.raw_connection()) as connexion:
        connexion.cursor().execute("VACUUM INTO ?", (str(copie),))
        attendu = _compter(moteur)
    descripteur = os.open(copie, os.O_RDWR)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
    relue = open_for_migration(copie, cle)
    try:
        controler(relue)
        if _compter(relue) != attendu:
            raise BaseEtrangere("La sauvegarde ne contient pas tout : la base n'est pas touchée.")
    finally:
        relue.dispose()
    return copie


def _migrer(moteur: Engine, migrations: Path, revision: str) -> None:
    from alembic import command  # noqa: PLC0415 - lourd, et presque jamais utile
    from alembic.config import Config  # noqa: PLC0415

    reglage = Config()
    reglage.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with pannes_dites(), moteur.begin() as connexion:
        reglage.attributes["connection"] = connexion
        command.upgrade(reglage, revision)
        connexion.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        if connexion.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError("la migration laisse des lignes orphelines")
        if revision == REVISION and (ecarts := ecarts_de_schema(connexion)):
            raise RuntimeError(f"le schéma migré n'est pas celui des tables : {ecarts}")


def ecarts_de_schema(connexion: Connection) -> list[object]:
    """Ce qui sépare la base des tables déclarées ; vide si tout concorde."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415

    contexte = MigrationContext.configure(connexion, opts={"compare_type": True})
    return list(compare_metadata(contexte, Base.metadata))


def _compter(moteur: Engine) -> Mapping[str, int]:
    with moteur.connect() as connexion:
        tables = connexion.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).scalars()
        return {
            nom: connexion.exec_driver_sql(f'SELECT count(*) FROM "{nom}"').scalar_one()  # noqa: S608
            for nom in tables.all()
        }
