"""A notice carries which consent it needs, and why it was set aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TOPICS = {
    "contribution": 1,
    "missing": 1,
    "payment_due": 2,
    "payment_received": 2,
    "order": 2,
    "application": 4,
    "activation": 0,
}
"""The kinds there were before rows carried this themselves."""


def upgrade() -> None:
    """Go forward; of the rows that are there only those still waiting need to know."""
    for name, prefix, waiting in (("notice", "", "planned"), ("outbound_message", "notice.", "queued")):
        op.add_column(name, sa.Column("topics", sa.SmallInteger(), nullable=False, server_default="7"))
        table = sa.table(name, *map(sa.column, ("topics", "kind", "status")))
        found = sa.case({prefix + kind: bits for kind, bits in _TOPICS.items()}, value=table.c.kind, else_=7)
        op.execute(sa.update(table).where(table.c.status == waiting).values(topics=found))
    op.add_column("notice", sa.Column("reason", sa.String(80), nullable=True))


def downgrade() -> None:
    op.drop_column("notice", "reason")
    for name in ("outbound_message", "notice"):
        op.drop_column(name, "topics")
