"""Call-centre agents, their sessions, who holds a case, drafts, and an audit that nobody can change."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_OPEN = sa.text("closed_at IS NULL")
_FOLIO = "fk_case_draft_folio"
_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _moment(name: str, *, empty: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def upgrade() -> None:
    """Go forward; cases open now wait since they were opened."""
    op.create_table(
        "agent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("password_hash", sa.String(160), nullable=False),
        sa.Column("second_step", sa.LargeBinary(), nullable=False),
        sa.Column("used_step", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        _moment("locked_until", empty=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("available", sa.Boolean(), nullable=False),
        _moment("created_at"),
        _moment("left_at", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_agent"),
        sa.UniqueConstraint("name", name="uq_agent_name"),
    )
    op.create_table(
        "agent_session",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _moment("began_at"),
        _moment("seen_at"),
        sa.PrimaryKeyConstraint("token", name="pk_agent_session"),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_agent_session_agent_id", ondelete="CASCADE"),
    )
    op.create_index("ix_agent_session_agent", "agent_session", ["agent_id"])
    op.create_table(
        "audit",
        sa.Column("id", _SERIAL, nullable=False),
        _moment("at"),
        sa.Column("agent_id", sa.Integer(), nullable=True),
        sa.Column("did", sa.String(24), nullable=False),
        sa.Column("folio", sa.String(12), nullable=True),
        sa.Column("line", sa.String(32), nullable=True),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_folio", "audit", ["folio"])
    for statement in _GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)
    op.add_column("agent_case", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("waiting_since", "snoozed_until", "lease_until"):
        op.add_column("agent_case", _moment(name, empty=True))
    op.add_column("agent_case", sa.Column("agent_id", sa.Integer(), nullable=True))
    op.add_column("agent_case", sa.Column("outcome", sa.String(20), nullable=True))
    op.execute("UPDATE agent_case SET waiting_since = opened_at WHERE closed_at IS NULL")
    op.add_column("case_note", sa.Column("agent_id", sa.Integer(), nullable=True))
    waiting = ["waiting_since", "folio"]
    op.create_index("ix_agent_case_waiting", "agent_case", waiting, postgresql_where=_OPEN, sqlite_where=_OPEN)
    op.create_index("ix_agent_case_agent", "agent_case", ["agent_id"], postgresql_where=_OPEN, sqlite_where=_OPEN)
    op.create_table(
        "case_draft",
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("folio", sa.String(12), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        _moment("at"),
        sa.PrimaryKeyConstraint("agent_id", "folio", name="pk_case_draft"),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_case_draft_agent_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["folio"], ["agent_case.folio"], name=_FOLIO, ondelete="CASCADE"),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("case_draft")
    op.drop_index("ix_agent_case_agent", "agent_case")
    op.drop_index("ix_agent_case_waiting", "agent_case")
    op.drop_column("case_note", "agent_id")
    for name in ("urgent", "waiting_since", "snoozed_until", "lease_until", "agent_id", "outcome"):
        op.drop_column("agent_case", name)
    op.drop_table("audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_stands()")
    op.drop_table("agent_session")
    op.drop_table("agent")


_STANDS = """
CREATE FUNCTION audit_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit stands'; END $$
"""
_GUARD = """
CREATE TRIGGER audit_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_stands()
"""
_GUARDS = {
    "sqlite": [
        f"CREATE TRIGGER audit_{act.lower()} BEFORE {act} ON audit BEGIN SELECT RAISE(ABORT, 'the audit stands'); END"
        for act in ("UPDATE", "DELETE")
    ],
    "postgresql": [_STANDS, _GUARD],
}
