"""Notices that ask whether it was the worker, that go before others, and whose answer is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_URGENT = sa.text("urgent AND status = 'planned'")
_ASKED = sa.text("folio IS NOT NULL")


def upgrade() -> None:
    """Go forward; what is planned already waits as before."""
    op.add_column("notice", sa.Column("urgent", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("notice", sa.Column("folio", sa.String(12)))
    op.add_column("notice", sa.Column("answer", sa.String(3)))
    op.add_column("notice", sa.Column("answered_at", sa.BigInteger()))
    op.create_index("ix_notice_urgent", "notice", ["due_at"], postgresql_where=_URGENT, sqlite_where=_URGENT)
    op.create_index("ix_notice_asked", "notice", ["account_id"], postgresql_where=_ASKED, sqlite_where=_ASKED)


def downgrade() -> None:
    """Go back; the answers are lost."""
    op.drop_index("ix_notice_asked", "notice")
    op.drop_index("ix_notice_urgent", "notice")
    for name in ("answered_at", "answer", "folio", "urgent"):
        op.drop_column("notice", name)
