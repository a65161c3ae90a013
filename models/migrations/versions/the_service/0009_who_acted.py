"""The journal says who acted on a line: the worker, or an agent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Go forward; all that was said before was said by workers."""
    op.add_column("journal", sa.Column("driver", sa.String(8), nullable=False, server_default="worker"))


def downgrade() -> None:
    op.drop_column("journal", "driver")
