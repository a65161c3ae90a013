"""Messages by the hour they were sent: `micuenta notices status` counts them without reading the whole table."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("ix_outbound_sent", "outbound_message", ["sent_at"], postgresql_using="brin")


def downgrade() -> None:
    op.drop_index("ix_outbound_sent", "outbound_message")
