"""The schema's history, which Alembic plays."""
