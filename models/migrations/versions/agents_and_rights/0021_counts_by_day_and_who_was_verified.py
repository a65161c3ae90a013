"""Counts of the board by day and of the queue by folder, how a caller was verified, and accounts by birth date.

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import days, longs, moments, numbers, texts

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_ADDED_UP = {
    "postgresql": """
        INSERT INTO board_day (day, kind, label, number)
        SELECT CAST(hour AT TIME ZONE 'America/Mexico_City' AS date) AS day, kind, label, SUM(number)
        FROM board_hour WHERE kind IN ('reached', 'went_on') GROUP BY 1, kind, label
    """,
    "sqlite": """
        INSERT INTO board_day (day, kind, label, number)
        SELECT date(hour, '-6 hours') AS day, kind, label, SUM(number)
        FROM board_hour WHERE kind IN ('reached', 'went_on') GROUP BY 1, kind, label
    """,
}
"""By the institution's day; Mexico City has kept UTC-6 since 2022."""


def upgrade() -> None:
    """Go forward; what was counted by hour of the dialogs' questions is added up by day."""
    op.create_table(
        "board_day",
        *days("day"),
        *texts(kind=12, label=80),
        *longs("number"),
        sa.PrimaryKeyConstraint("day", "kind", "label", name="pk_board_day"),
    )
    op.execute(_ADDED_UP[op.get_context().dialect.name])
    op.execute("DELETE FROM board_hour WHERE kind IN ('reached', 'went_on')")
    op.create_table(
        "case_count",
        *texts(folder=10, reason=30),
        *numbers("number"),
        *moments("oldest", empty=True),
        sa.PrimaryKeyConstraint("folder", "reason", name="pk_case_count"),
    )
    op.add_column("agent_case", sa.Column("verified_by", sa.String(12)))
    op.add_column("agent_case", sa.Column("verified_at", sa.DateTime(timezone=True)))
    op.create_index("ix_account_birth_date", "account", ["birth_date"])


def downgrade() -> None:
    """Go back; how often each question was met begins anew."""
    op.drop_index("ix_account_birth_date", "account")
    op.drop_column("agent_case", "verified_at")
    op.drop_column("agent_case", "verified_by")
    op.drop_table("case_count")
    op.drop_table("board_day")
