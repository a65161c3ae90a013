"""Guesses at a record, by all lines together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import numbers

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "identity_guess",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("identifier", sa.String(18), primary_key=True),
        *numbers("times"),
    )


def downgrade() -> None:
    op.drop_table("identity_guess")
