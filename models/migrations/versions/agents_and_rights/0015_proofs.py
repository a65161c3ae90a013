"""Proofs that workers give out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import days, moments, numbers, texts

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "issued_proof",
        sa.Column("folio", sa.String(12), primary_key=True),
        *numbers("account_id"),
        *texts(kind=8),
        *days("on", "until"),
        *moments("issued_at"),
        *moments("revoked_at", empty=True),
    )
    op.create_index("ix_issued_proof_account", "issued_proof", ["account_id", "issued_at"])
    op.create_index("ix_issued_proof_issued_at", "issued_proof", ["issued_at"])


def downgrade() -> None:
    op.drop_index("ix_issued_proof_issued_at", "issued_proof")
    op.drop_index("ix_issued_proof_account", "issued_proof")
    op.drop_table("issued_proof")
