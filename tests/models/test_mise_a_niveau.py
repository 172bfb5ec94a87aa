"""Les migrations : entières ou pas du tout, jamais sans sauvegarde, enfants compris."""

import secrets
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from guichet.models import mise_a_niveau, ouverture
from guichet.models.base import REVISION
from guichet.models.dossier import DossierRow, RendezVousRow
from guichet.models.mise_a_niveau import MIGRATIONS, creer, ecarts_de_schema, mettre_a_niveau
from guichet.models.ouverture import open_database, open_for_migration
from guichet.models.pannes import BaseEtrangere, BaseIllisible, BasePlusRecente
from guichet.models.structure import ConseillerRow

CLE = secrets.token_bytes(32)
LE = datetime(2026, 11, 20, 9, tzinfo=UTC)
AU = date(2026, 11, 20)

REFAIRE = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None
def upgrade():
    with op.batch_alter_table("dossier") as table:
        table.alter_column("langue", type_=sa.String(20), existing_type=sa.String(10))
    op.create_table("nouvelle", sa.Column("id", sa.Integer(), primary_key=True))
    {suite}
"""


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    chemin = tmp_path / "guichet.db"
    moteur = creer(chemin, CLE)
    with Session(moteur) as session, session.begin():
        conseiller = ConseillerRow(nom="Karine", cree_le=LE)
        session.add(conseiller)
        session.flush()
        session.add(_dossier(conseiller))
    moteur.dispose()
    return chemin


def migrations(tmp_path: Path, suite: str = "") -> Path:
    copie = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copie, ignore=shutil.ignore_patterns("__pycache__"))
    (copie / "versions" / "0002_essai.py").write_text(REFAIRE.format(suite=suite))
    return copie


def test_une_base_neuve_a_le_schema_des_tables(chemin: Path) -> None:
    moteur = open_for_migration(chemin, CLE)
    try:
        with moteur.begin() as connexion:
            assert ecarts_de_schema(connexion) == []
            connexion.exec_driver_sql("ALTER TABLE dossier ADD COLUMN nir VARCHAR")
            assert "nir" in str(ecarts_de_schema(connexion))
            connexion.rollback()
    finally:
        moteur.dispose()


def test_la_revision_du_programme_est_la_derniere_migration() -> None:
    numeros = sorted(fichier.name[:4] for fichier in (MIGRATIONS / "versions").glob("0*.py"))
    assert numeros[-1] == REVISION


def test_une_base_a_jour_ne_charge_pas_alembic(chemin: Path) -> None:
    script = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from guichet.models.mise_a_niveau import ouvrir\n"
        f"ouvrir(Path({str(chemin)!r}), bytes.fromhex({CLE.hex()!r}), au=date(2026, 11, 20))"
        ".dispose()\n"
        "print('alembic' in sys.modules)"
    )
    fin = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert fin.stdout.strip() == "False"


def test_une_migration_garde_les_lignes_et_leurs_enfants(chemin: Path, tmp_path: Path) -> None:
    copie = mettre_a_niveau(chemin, CLE, au=AU, migrations=migrations(tmp_path), revision="0002")

    assert _etat(chemin) == ("0002", 1, 1, True)
    assert copie is not None
    assert copie.name == "guichet.avant-0002.2026-11-20.db"
    assert copie.stat().st_mode & 0o777 == 0o600
    assert _etat(copie) == ("0001", 1, 1, False)
    assert not copie.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize(
    "suite",
    [
        "raise RuntimeError('au milieu')",
        "op.execute(\"INSERT INTO feuille VALUES ('x', 'orphelin', '2026-01-01', '{{}}')\")",
    ],
    ids=["exception", "ligne orpheline"],
)
def test_une_migration_qui_echoue_laisse_la_base_comme_avant(
    chemin: Path, tmp_path: Path, suite: str
) -> None:
    with pytest.raises(RuntimeError):
        mettre_a_niveau(
            chemin,
            CLE,
            au=AU,
            migrations=migrations(tmp_path, suite.replace("{{}}", "{}")),
            revision="0002",
        )
    assert _etat(chemin) == ("0001", 1, 1, False)
    open_database(chemin, CLE).dispose()


def test_une_migration_tuee_au_milieu_laisse_la_base_comme_avant(
    chemin: Path, tmp_path: Path
) -> None:
    copie = migrations(tmp_path, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    script = (
        "from datetime import date; from pathlib import Path\n"
        "from guichet.models.mise_a_niveau import mettre_a_niveau\n"
        f"mettre_a_niveau(Path({str(chemin)!r}), bytes.fromhex({CLE.hex()!r}),"
        f" au=date(2026, 11, 20), migrations=Path({str(copie)!r}), revision='0002')"
    )
    fin = subprocess.run([sys.executable, "-c", script], check=False)

    assert fin.returncode == -9
    assert _etat(chemin) == ("0001", 1, 1, False)
    open_database(chemin, CLE).dispose()


def test_une_base_plus_recente_n_est_pas_touchee(chemin: Path) -> None:
    _executer(chemin, "UPDATE alembic_version SET version_num = '9999'")
    avant = chemin.read_bytes()
    with pytest.raises(BasePlusRecente):
        mettre_a_niveau(chemin, CLE, au=AU)
    assert chemin.read_bytes() == avant
    assert not list(chemin.parent.glob("*avant*"))


def test_une_base_d_un_autre_programme_n_est_pas_touchee(chemin: Path) -> None:
    _executer(chemin, "PRAGMA application_id = 7")
    with pytest.raises(BaseEtrangere):
        mettre_a_niveau(chemin, CLE, au=AU)


def test_une_sauvegarde_incomplete_arrete_tout(
    chemin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    comptes = iter([{"dossier": 2}, {"dossier": 1}])
    monkeypatch.setattr(mise_a_niveau, "_compter", lambda _moteur: next(comptes))
    with pytest.raises(BaseEtrangere, match="sauvegarde"):
        mettre_a_niveau(chemin, CLE, au=AU, migrations=migrations(tmp_path), revision="0002")
    monkeypatch.undo()
    assert _etat(chemin) == ("0001", 1, 1, False)


def test_une_mauvaise_cle_ne_migre_rien(chemin: Path, tmp_path: Path) -> None:
    with pytest.raises(BaseIllisible):
        mettre_a_niveau(
            chemin,
            secrets.token_bytes(32),
            au=AU,
            migrations=migrations(tmp_path),
            revision="0002",
        )
    assert _etat(chemin) == ("0001", 1, 1, False)


def test_un_fichier_vide_n_est_pas_migre(tmp_path: Path) -> None:
    vide = tmp_path / "vide.db"
    vide.touch()
    with pytest.raises(BaseEtrangere, match="vide"):
        mettre_a_niveau(vide, CLE, au=AU)


def test_un_schema_qui_ne_suit_pas_les_tables_arrete_la_creation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bancal = tmp_path / "bancal"
    shutil.copytree(MIGRATIONS, bancal, ignore=shutil.ignore_patterns("__pycache__"))
    premiere = bancal / "versions" / "0001_premier_schema.py"
    premiere.write_text(premiere.read_text().replace('sa.Column("langue", ', 'sa.Column("lang", '))
    monkeypatch.setattr(mise_a_niveau, "MIGRATIONS", bancal)
    with pytest.raises(RuntimeError, match="langue"):
        creer(tmp_path / "neuve.db", CLE)


def test_une_base_ancienne_ne_s_ouvre_pas_sans_mise_a_niveau(
    chemin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ouverture, "REVISION", "0002")
    with pytest.raises(BaseEtrangere, match="mise à niveau"):
        open_database(chemin, CLE)


def _dossier(conseiller: ConseillerRow) -> DossierRow:
    return DossierRow(
        reference="7K3F-2QX",
        conseiller_id=conseiller.id,
        ouvert_le=LE,
        dernier_contact=AU,
        a_effacer_le=date(2027, 5, 20),
        situation={},
        choix={},
        parcours=[],
        langue="fr",
        forme="standard",
        rendez_vous=[
            RendezVousRow(
                id="r1",
                etat="reserve",
                debut=LE,
                fin=LE,
                organismes=["caf"],
                motif="",
                ref="",
                demonstration=True,
            )
        ],
    )


def _etat(chemin: Path) -> tuple[str, int, int, bool]:
    """Version, dossiers, rendez-vous, et si la table de la migration d'essai est là."""
    moteur = open_for_migration(chemin, CLE)
    try:
        with Session(moteur) as session:
            tables = session.connection().exec_driver_sql("SELECT name FROM sqlite_master")
            return (
                session.connection()
                .exec_driver_sql("SELECT version_num FROM alembic_version")
                .scalar_one(),
                len(session.scalars(select(DossierRow.id)).all()),
                len(session.scalars(select(RendezVousRow.id)).all()),
                "nouvelle" in tables.scalars().all(),
            )
    finally:
        moteur.dispose()


def _executer(chemin: Path, sql: str) -> None:
    moteur: Engine = open_for_migration(chemin, CLE)
    with closing(moteur.raw_connection()) as connexion:
        connexion.cursor().execute(sql)
    moteur.dispose()
