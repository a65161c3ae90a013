"""What a worker says of a case, and what was not understood."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import moments, numbers, sealed

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "case_note",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("folio", sa.String(12), sa.ForeignKey("agent_case.folio", ondelete="CASCADE"), nullable=False),
        *sealed("said"),
        *moments("at"),
    )
    op.create_index("ix_case_note_folio", "case_note", ["folio"])
    op.create_table(
        "unheard",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("mark", sa.String(32), primary_key=True),
        *sealed("said"),
        *numbers("times"),
    )


def downgrade() -> None:
    op.drop_table("unheard")
    op.drop_table("case_note")
