"""Ce qu'Alembic exécute : la connexion et la transaction lui sont données, déjà ouvertes."""

from alembic import context

from guichet.models.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
