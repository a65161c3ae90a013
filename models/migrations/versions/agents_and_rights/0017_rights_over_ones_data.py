"""Requests over one's data with their legal clock; what was agreed to last; a line that has just taken one over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import days, sealed, texts

revision = "0017"
down_revision = "0016"

_AGREED = """
UPDATE account SET privacy_version = COALESCE((
    SELECT version FROM consent WHERE consent.account_id = account.id AND kind = 'privacy' AND given
    ORDER BY at DESC, id DESC LIMIT 1), '')
"""


def upgrade() -> None:
    """Go forward; what was agreed to is in the ledger of consent."""
    op.create_table(
        "rights_request",
        *texts(folio=12, nss=11, kind=16),
        *days("asked_on", "answer_by"),
        *days("extended_on", "answered_on", empty=True),
        *texts(outcome=8, empty=True),
        *days("effect_by", empty=True),
        *sealed("key", empty=True),
        *days("done_on", empty=True),
        sa.PrimaryKeyConstraint("folio", name="pk_rights_request"),
        sa.ForeignKeyConstraint(["folio"], ["agent_case.folio"], name="fk_rights_request_folio", ondelete="CASCADE"),
    )
    op.create_index("ix_rights_request_nss", "rights_request", ["nss"])
    op.create_index("ix_rights_request_answer_by", "rights_request", ["answer_by"])
    op.add_column("account", sa.Column("privacy_version", sa.String(40), nullable=False, server_default=""))
    op.add_column("account", sa.Column("former_line", sa.String(13)))
    op.add_column("account", sa.Column("settled_at", sa.DateTime(timezone=True)))
    op.create_index("ix_account_former_line", "account", ["former_line"])
    op.execute(_AGREED)


def downgrade() -> None:
    op.drop_index("ix_account_former_line", "account")
    for column in ("settled_at", "former_line", "privacy_version"):
        op.drop_column("account", column)
    op.drop_table("rights_request")
