"""Counts of the supervisors' board, canned answers, when a case was first answered, and the indexes of long queues.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

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
    """Go forward."""
    op.create_table(
        "board_hour",
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "kind", "label", name="pk_board_hour"),
    )
    op.create_table(
        "board_until",
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("what", name="pk_board_until"),
    )
    op.create_table(
        "board_campaign",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "status", name="pk_board_campaign"),
    )
    numbers = ("closed", "solved_in_time", "replied", "replied_in_time")
    op.create_table(
        "case_result",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(30), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("solve_seconds", "reply_seconds")),
        sa.PrimaryKeyConstraint("day", "agent_id", "reason", name="pk_case_result"),
    )
    op.create_index("ix_case_result_day", "case_result", ["day"])
    op.create_table(
        "canned_answer",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("text", sa.String(480), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_canned_answer"),
    )
    op.add_column("agent_case", sa.Column("first_reply_at", sa.DateTime(timezone=True)))
    for name, table, columns, where in _INDEXES:
        op.create_index(name, table, columns, postgresql_where=where, sqlite_where=where)
    op.drop_index("ix_case_note_folio", "case_note")
    op.create_index("ix_case_note_folio", "case_note", ["folio", "at"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_case_note_folio", "case_note")
    op.create_index("ix_case_note_folio", "case_note", ["folio"])
    for name, table, _, _ in _INDEXES:
        op.drop_index(name, table)
    op.drop_column("agent_case", "first_reply_at")
    for name in ("canned_answer", "case_result", "board_campaign", "board_until", "board_hour"):
        op.drop_table(name)
