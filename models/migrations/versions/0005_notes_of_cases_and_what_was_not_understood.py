"""What a worker says of a case, and what was not understood."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.tables.moments import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "case_note",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("folio", sa.String(12), sa.ForeignKey("agent_case.folio", ondelete="CASCADE"), nullable=False),
        sa.Column("said", sa.LargeBinary, nullable=False),
        sa.Column("at", Moment, nullable=False),
    )
    op.create_index("ix_case_note_folio", "case_note", ["folio"])
    op.create_table(
        "unheard",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("mark", sa.String(32), primary_key=True),
        sa.Column("said", sa.LargeBinary, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("unheard")
    op.drop_table("case_note")
