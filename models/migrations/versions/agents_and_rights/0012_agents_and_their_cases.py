"""Call-centre agents, their sessions, who holds a case, drafts, and an audit that nobody can change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import flags, moments, numbers, sealed, texts

revision = "0012"
down_revision = "0011"

_OPEN = sa.text("closed_at IS NULL")
_FOLIO = "fk_case_draft_folio"
_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward; cases open now wait since they were opened."""
    op.create_table(
        "agent",
        *numbers("id"),
        *texts(name=40, role=12, password_hash=160),
        *sealed("second_step"),
        *numbers("used_step", "wrong"),
        *moments("locked_until", empty=True),
        *numbers("version"),
        *flags("available"),
        *moments("created_at"),
        *moments("left_at", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_agent"),
        sa.UniqueConstraint("name", name="uq_agent_name"),
    )
    op.create_table(
        "agent_session",
        *texts(token=64),
        *numbers("agent_id", "version"),
        *moments("began_at", "seen_at"),
        sa.PrimaryKeyConstraint("token", name="pk_agent_session"),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_agent_session_agent_id", ondelete="CASCADE"),
    )
    op.create_index("ix_agent_session_agent", "agent_session", ["agent_id"])
    op.create_table(
        "audit",
        sa.Column("id", _SERIAL, nullable=False),
        *moments("at"),
        *numbers("agent_id", empty=True),
        *texts(did=24),
        *texts(folio=12, line=32, empty=True),
        *texts(detail=200, signature=64),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_folio", "audit", ["folio"])
    for statement in _GUARDS[op.get_context().dialect.name]:
        op.execute(statement)
    op.add_column("agent_case", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    for column in moments("waiting_since", "snoozed_until", "lease_until", empty=True):
        op.add_column("agent_case", column)
    op.add_column("agent_case", sa.Column("agent_id", sa.Integer(), nullable=True))
    op.add_column("agent_case", sa.Column("outcome", sa.String(20), nullable=True))
    op.execute("UPDATE agent_case SET waiting_since = opened_at WHERE closed_at IS NULL")
    op.add_column("case_note", sa.Column("agent_id", sa.Integer(), nullable=True))
    waiting = ["waiting_since", "folio"]
    op.create_index("ix_agent_case_waiting", "agent_case", waiting, postgresql_where=_OPEN, sqlite_where=_OPEN)
    op.create_index("ix_agent_case_agent", "agent_case", ["agent_id"], postgresql_where=_OPEN, sqlite_where=_OPEN)
    op.create_table(
        "case_draft",
        *numbers("agent_id"),
        *texts(folio=12),
        *sealed("text"),
        *moments("at"),
        sa.PrimaryKeyConstraint("agent_id", "folio", name="pk_case_draft"),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name="fk_case_draft_agent_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["folio"], ["agent_case.folio"], name=_FOLIO, ondelete="CASCADE"),
    )


def downgrade() -> None:
    op.drop_table("case_draft")
    op.drop_index("ix_agent_case_agent", "agent_case")
    op.drop_index("ix_agent_case_waiting", "agent_case")
    op.drop_column("case_note", "agent_id")
    for name in ("urgent", "waiting_since", "snoozed_until", "lease_until", "agent_id", "outcome"):
        op.drop_column("agent_case", name)
    op.drop_table("audit")
    if op.get_context().dialect.name == "postgresql":
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
