"""Counts of the supervisors' board, canned answers, when a case was first answered, and the indexes of long queues.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import days, longs, moments, numbers, texts

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_OPEN = sa.text("closed_at IS NULL")
_URGENT = sa.text("closed_at IS NULL AND urgent")
_WAITING = ["waiting_since", "folio"]
_INDEXES = (
    ("ix_agent_case_reason", "agent_case", ["reason", *_WAITING], _OPEN),
    ("ix_agent_case_urgent", "agent_case", _WAITING, _URGENT),
)


def upgrade() -> None:
    op.create_table(
        "board_hour",
        *moments("hour"),
        *texts(kind=12, label=80),
        *longs("number"),
        sa.PrimaryKeyConstraint("hour", "kind", "label", name="pk_board_hour"),
    )
    op.create_table(
        "board_until",
        *texts(what=12),
        *moments("until"),
        sa.PrimaryKeyConstraint("what", name="pk_board_until"),
    )
    op.create_table(
        "board_campaign",
        *texts(kind=40, status=10),
        *longs("number"),
        *moments("at"),
        sa.PrimaryKeyConstraint("kind", "status", name="pk_board_campaign"),
    )
    op.create_table(
        "case_result",
        *days("day"),
        *numbers("agent_id"),
        *texts(reason=30),
        *numbers("closed", "solved_in_time", "replied", "replied_in_time"),
        *longs("solve_seconds", "reply_seconds"),
        sa.PrimaryKeyConstraint("day", "agent_id", "reason", name="pk_case_result"),
    )
    op.create_index("ix_case_result_day", "case_result", ["day"])
    op.create_table(
        "canned_answer",
        *texts(code=20, text=480),
        *moments("changed_at"),
        sa.PrimaryKeyConstraint("code", name="pk_canned_answer"),
    )
    op.add_column("agent_case", sa.Column("first_reply_at", sa.DateTime(timezone=True)))
    for name, table, columns, where in _INDEXES:
        op.create_index(name, table, columns, postgresql_where=where, sqlite_where=where)
    op.drop_index("ix_case_note_folio", "case_note")
    op.create_index("ix_case_note_folio", "case_note", ["folio", "at"])


def downgrade() -> None:
    op.drop_index("ix_case_note_folio", "case_note")
    op.create_index("ix_case_note_folio", "case_note", ["folio"])
    for name, table, _, _ in _INDEXES:
        op.drop_index(name, table)
    op.drop_column("agent_case", "first_reply_at")
    for name in ("canned_answer", "case_result", "board_campaign", "board_until", "board_hour"):
        op.drop_table(name)
