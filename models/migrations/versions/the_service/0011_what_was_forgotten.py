"""A ledger of what was forgotten, and the ways to find what is past its time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import days, moments, numbers, texts

revision = "0011"
down_revision = "0010"

_PENDING = sa.text("status = 'pending'")


def upgrade() -> None:
    op.create_table(
        "purged",
        *texts(kind=24),
        *days("day"),
        *numbers("rows"),
        *moments("reached", empty=True),
        sa.PrimaryKeyConstraint("kind", "day", name="pk_purged"),
    )
    op.create_index("ix_agent_case_closed", "agent_case", ["closed_at"])
    op.create_index("ix_account_pending", "account", ["id"], postgresql_where=_PENDING, sqlite_where=_PENDING)


def downgrade() -> None:
    op.drop_index("ix_account_pending", "account")
    op.drop_index("ix_agent_case_closed", "agent_case")
    op.drop_table("purged")
