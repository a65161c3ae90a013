"""What the provider itself called the reason, beside ours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("outbound_message", sa.Column("provider_code", sa.String(16), nullable=True))


def downgrade() -> None:
    op.drop_column("outbound_message", "provider_code")
