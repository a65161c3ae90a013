"""Find messages by when they ended, for clearing their texts and counting."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_outbound_final", "outbound_message", ["final_at"])


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_outbound_final", "outbound_message")
