"""Languages whose code has more than two letters, as Nahuatl's `nah`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Go forward; SQLite keeps no widths."""
    _wide(8)


def downgrade() -> None:
    _wide(2)


def _wide(letters: int) -> None:
    if op.get_context().dialect.name != "sqlite":
        for table in ("account", "line"):
            op.alter_column(table, "language", type_=sa.String(letters))
