"""Premier schéma : structure, conseillers, dossiers, feuilles remises, rendez-vous, journal."""

import sqlalchemy as sa
from alembic import op

from guichet.models.base import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _structure()
    _dossier()
    _feuille_et_rendez_vous()
    _journal()


def downgrade() -> None:
    raise NotImplementedError("on revient en arrière par la sauvegarde, pas par une migration")


def _structure() -> None:
    op.create_table(
        "structure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nom", sa.String(120), nullable=False),
        sa.Column("adresse", sa.String(200), nullable=False),
        sa.Column("horaires", sa.String(200), nullable=False),
        sa.Column("telephone", sa.String(30), nullable=False),
        sa.Column("fuseau", sa.String(60), nullable=False),
        sa.Column("creee_le", Instant(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_structure_une_seule")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure")),
    )
    op.create_table(
        "conseiller",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nom", sa.String(80), nullable=False),
        sa.Column("cree_le", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conseiller")),
    )


def _dossier() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(8), nullable=False),
        sa.Column("conseiller_id", sa.Uuid(), nullable=False),
        sa.Column("ouvert_le", Instant(), nullable=False),
        sa.Column("dernier_contact", sa.Date(), nullable=False),
        sa.Column("a_effacer_le", sa.Date(), nullable=False),
        sa.Column("prenom_cle", sa.String(80)),
        sa.Column("date_naissance", sa.Date()),
        sa.Column("situation", sa.JSON(), nullable=False),
        sa.Column("choix", sa.JSON(), nullable=False),
        sa.Column("parcours", sa.JSON(), nullable=False),
        sa.Column("langue", sa.String(10), nullable=False),
        sa.Column("forme", sa.String(20), nullable=False),
        sa.Column("bareme_openfisca", sa.String(20)),
        sa.Column("bareme_complements", sa.Date()),
        sa.ForeignKeyConstraint(
            ["conseiller_id"], ["conseiller.id"], name=op.f("fk_dossier_conseiller_id_conseiller")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("reference", name=op.f("uq_dossier_reference")),
    )
    for colonne in ("conseiller_id", "a_effacer_le", "prenom_cle", "date_naissance"):
        op.create_index(op.f(f"ix_dossier_{colonne}"), "dossier", [colonne])


def _feuille_et_rendez_vous() -> None:
    op.create_table(
        "feuille",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("remise_le", Instant(), nullable=False),
        sa.Column("contenu", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossier.id"],
            name=op.f("fk_feuille_dossier_id_dossier"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feuille")),
    )
    op.create_index(op.f("ix_feuille_dossier_id"), "feuille", ["dossier_id"])
    op.create_table(
        "rendez_vous",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("etat", sa.String(10), nullable=False),
        sa.Column("debut", Instant(), nullable=False),
        sa.Column("fin", Instant(), nullable=False),
        sa.Column("organismes", sa.JSON(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("lien_visio", sa.Text()),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossier.id"],
            name=op.f("fk_rendez_vous_dossier_id_dossier"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("dossier_id", "id", name=op.f("pk_rendez_vous")),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("n", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("le", Instant(), nullable=False),
        sa.Column("acte", sa.String(20), nullable=False),
        sa.Column("objet", sa.String(80)),
        sa.Column("conseiller_id", sa.Uuid()),
        sa.Column("precedente", sa.String(64), nullable=False),
        sa.Column("empreinte", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_journal")),
    )
    op.execute(
        "CREATE TRIGGER journal_sans_retouche BEFORE UPDATE ON journal "
        "BEGIN SELECT RAISE(ABORT, 'une ligne du journal ne se change pas'); END"
    )
    # La base elle-même tient la durée : seules partent les lignes de plus de douze mois.
    op.execute(
        "CREATE TRIGGER journal_sans_coupure BEFORE DELETE ON journal "
        "WHEN OLD.le >= (SELECT datetime(max(le), '-12 months') FROM journal) "
        "BEGIN SELECT RAISE(ABORT, 'le journal se garde douze mois'); END"
    )
