"""Consent to notices by topic: whoever had a channel switched on goes on hearing of everything."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for name in ("sms_topics", "email_topics"):
        op.add_column("account", sa.Column(name, sa.SmallInteger(), nullable=False, server_default="7"))


def downgrade() -> None:
    for name in ("sms_topics", "email_topics"):
        op.drop_column("account", name)
