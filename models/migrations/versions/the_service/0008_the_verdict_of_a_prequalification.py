"""How points are counted, the institution's verdict, the product, its term and why not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

WORDS = (("model", 20), ("product", 40), ("reason", 120))


def upgrade() -> None:
    for name, length in WORDS:
        op.add_column("prequalification", sa.Column(name, sa.String(length), nullable=False, server_default=""))
    op.add_column("prequalification", sa.Column("verdict", sa.String(2), nullable=True))
    op.add_column("prequalification", sa.Column("months", sa.Integer(), nullable=True))


def downgrade() -> None:
    for name in ("model", "product", "reason", "verdict", "months"):
        op.drop_column("prequalification", name)
