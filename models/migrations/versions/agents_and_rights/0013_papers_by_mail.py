"""Papers that are sent by mail, other procedures, and whether the mailbox they go to was proved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import days, moments, numbers, sealed, texts
from models.tables.moments import Moment

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Go forward; a mailbox from before is proved when the first paper is asked for."""
    op.create_table(
        "issued_paper",
        sa.Column("folio", sa.String(12), primary_key=True),
        *texts(check_code=4),
        *numbers("account_id"),
        *texts(kind=12),
        *numbers("year"),
        *sealed("about"),
        *texts(language=8),
        *moments("issued_at"),
    )
    op.create_index("ix_issued_paper_account", "issued_paper", ["account_id", "issued_at"])
    op.create_index("ix_issued_paper_issued_at", "issued_paper", ["issued_at"])
    op.create_table(
        "other_procedure",
        sa.Column("folio", sa.String(40), primary_key=True),
        *texts(nss=11, kind=60, state=40),
        *days("on"),
        *days("promised_on", empty=True),
        *texts(next_step=160, note=200),
    )
    op.create_index("ix_other_procedure_nss", "other_procedure", ["nss", "on"])
    op.add_column("outbound_message", sa.Column("attachment", sa.String(12)))
    op.add_column("account", sa.Column("email_proved_at", Moment))


def downgrade() -> None:
    op.drop_column("account", "email_proved_at")
    op.drop_column("outbound_message", "attachment")
    op.drop_index("ix_other_procedure_nss", "other_procedure")
    op.drop_table("other_procedure")
    op.drop_index("ix_issued_paper_issued_at", "issued_paper")
    op.drop_index("ix_issued_paper_account", "issued_paper")
    op.drop_table("issued_paper")
