"""La base : SQLAlchemy et Alembic."""
