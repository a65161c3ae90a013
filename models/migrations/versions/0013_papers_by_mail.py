"""Papers that are sent by mail, other procedures, and whether the mailbox they go to was proved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.tables.moments import Moment

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Go forward; a mailbox from before is proved when the first paper is asked for."""
    op.create_table(
        "issued_paper",
        sa.Column("folio", sa.String(12), primary_key=True),
        sa.Column("check_code", sa.String(4), nullable=False),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("about", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("issued_at", Moment, nullable=False),
    )
    op.create_index("ix_issued_paper_account", "issued_paper", ["account_id", "issued_at"])
    op.create_index("ix_issued_paper_issued_at", "issued_paper", ["issued_at"])
    op.create_table(
        "other_procedure",
        sa.Column("folio", sa.String(40), primary_key=True),
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("promised_on", sa.Date),
        sa.Column("next_step", sa.String(160), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
    )
    op.create_index("ix_other_procedure_nss", "other_procedure", ["nss", "on"])
    op.add_column("outbound_message", sa.Column("attachment", sa.String(12)))
    op.add_column("account", sa.Column("email_proved_at", Moment))


def downgrade() -> None:
    """Go back."""
    op.drop_column("account", "email_proved_at")
    op.drop_column("outbound_message", "attachment")
    op.drop_index("ix_other_procedure_nss", "other_procedure")
    op.drop_table("other_procedure")
    op.drop_index("ix_issued_paper_issued_at", "issued_paper")
    op.drop_index("ix_issued_paper_account", "issued_paper")
    op.drop_table("issued_paper")
