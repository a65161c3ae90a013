"""The request that caused a message to be sent, so that both can be followed in the logs under one name.

Revision ID: 0018
Revises: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_SOME = sa.text("request is not null")


def upgrade() -> None:
    op.add_column("outbound_message", sa.Column("request", sa.String(24)))
    op.create_index("ix_outbound_request", "outbound_message", ["request"], postgresql_where=_SOME, sqlite_where=_SOME)


def downgrade() -> None:
    op.drop_index("ix_outbound_request", "outbound_message")
    op.drop_column("outbound_message", "request")
