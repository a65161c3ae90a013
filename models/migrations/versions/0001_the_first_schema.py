"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("line", sa.String(13), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("first_name", sa.String(20), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("email", sa.String(120), nullable=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("nip_hash", sa.String(160), nullable=False),
        sa.Column("wrong_nips", sa.Integer(), nullable=False),
        sa.Column("wrong_answers", sa.Integer(), nullable=False),
        sa.Column("locks", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sms_alerts", sa.Boolean(), nullable=False),
        sa.Column("email_alerts", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("line"),
        sa.UniqueConstraint("nss"),
    )
    op.create_table(
        "agent_case",
        sa.Column("folio", sa.String(12), nullable=False),
        sa.Column("line", sa.String(13), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(30), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("folio"),
    )
    with op.batch_alter_table("agent_case", schema=None) as batch_op:
        batch_op.create_index("ix_agent_case_line", ["line", "closed_at"], unique=False)

    op.create_table(
        "application",
        sa.Column("folio", sa.String(40), nullable=False),
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("folio"),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index("ix_application_nss", ["nss", "on"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("credit_number", sa.String(10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("interest_paid", sa.BigInteger(), nullable=False),
        sa.Column("inflation_adjustment", sa.BigInteger(), nullable=False),
        sa.Column("real_interest", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("credit_number", "year"),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(13), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index("ix_consent_line", ["line", "at"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("folio", sa.String(40), nullable=False),
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("employer_registry", sa.String(12), nullable=False),
        sa.Column("employer", sa.String(120), nullable=False),
        sa.Column("period", sa.String(6), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("folio"),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index("ix_contribution_nss", ["nss", "paid_on"], unique=False)

    op.create_table(
        "contribution_calendar",
        sa.Column("period", sa.String(6), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("period"),
    )
    op.create_table(
        "credit",
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("regime", sa.String(3), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("monthly_payment", sa.BigInteger(), nullable=False),
        sa.Column("overdue", sa.BigInteger(), nullable=False),
        sa.Column("payoff", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    with op.batch_alter_table("credit", schema=None) as batch_op:
        batch_op.create_index("ix_credit_nss", ["nss"], unique=False)

    op.create_table(
        "dead_number",
        sa.Column("recipient", sa.String(254), nullable=False),
        sa.Column("reason", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("recipient"),
    )
    op.create_table(
        "discount_order",
        sa.Column("folio", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("credit_number", sa.String(10), nullable=False),
        sa.Column("employer_registry", sa.String(12), nullable=False),
        sa.Column("employer", sa.String(120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("folio"),
    )
    with op.batch_alter_table("discount_order", schema=None) as batch_op:
        batch_op.create_index("ix_discount_order_nss", ["nss", "on"], unique=False)

    op.create_table(
        "journal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("provider", sa.String(20), nullable=False),
        sa.Column("provider_id", sa.String(64), nullable=False),
        sa.Column("session", sa.String(20), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("said", sa.String(500), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("provider_id", "provider", "channel", name="uq_journal_message"),
        sa.UniqueConstraint("session", "turn", name="uq_journal_turn"),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index("ix_journal_at", ["at"], unique=False)
        batch_op.create_index("ix_journal_line", ["line", "at"], unique=False)

    op.create_table(
        "line",
        sa.Column("number", sa.String(13), nullable=False),
        sa.Column("language", sa.String(2), nullable=True),
        sa.Column("opted_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mismatches", sa.Integer(), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "movement",
        sa.Column("folio", sa.String(40), nullable=False),
        sa.Column("credit_number", sa.String(10), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("concept", sa.String(80), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("folio"),
    )
    with op.batch_alter_table("movement", schema=None) as batch_op:
        batch_op.create_index("ix_movement_credit", ["credit_number", "on"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(60), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("zone", sa.String(20), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("planned_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nss", "kind", "subject", name="uq_notice_once"),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(
            "ix_notice_due",
            ["zone", "due_at"],
            unique=False,
            postgresql_where=sa.text("status = 'planned'"),
            sqlite_where=sa.text("status = 'planned'"),
        )

    op.create_table(
        "notice_contribution",
        sa.Column("folio", sa.String(40), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("folio"),
    )
    with op.batch_alter_table("notice_contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_contribution_notice_id"), ["notice_id"], unique=False)

    op.create_table(
        "notice_pause",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind"),
    )
    op.create_table(
        "outbound_message",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("recipient", sa.String(254), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=True),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("owner", sa.String(40), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(20), nullable=True),
        sa.Column("provider_ref", sa.String(64), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(80), nullable=True),
        sa.Column("dedupe_key", sa.String(100), nullable=True),
        sa.Column("folio", sa.String(12), nullable=True),
        sa.Column("zone", sa.String(20), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dedupe_key"),
    )
    with op.batch_alter_table("outbound_message", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbound_due",
            ["channel", "lane", "not_before", "id"],
            unique=False,
            postgresql_where=sa.text("status = 'queued'"),
            sqlite_where=sa.text("status = 'queued'"),
        )
        batch_op.create_index(
            "ix_outbound_ending",
            ["expires_at"],
            unique=False,
            postgresql_where=sa.text("status = 'queued'"),
            sqlite_where=sa.text("status = 'queued'"),
        )
        batch_op.create_index("ix_outbound_final", ["final_at"], unique=False)
        batch_op.create_index(
            "ix_outbound_look",
            ["lease_until"],
            unique=False,
            postgresql_where=sa.text("status in ('sending', 'sent')"),
            sqlite_where=sa.text("status in ('sending', 'sent')"),
        )
        batch_op.create_index(batch_op.f("ix_outbound_message_folio"), ["folio"], unique=False)
        batch_op.create_index("ix_outbound_recipient", ["recipient", "created_at"], unique=False)

    op.create_table(
        "payment_reference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("credit_number", sa.String(10), nullable=False),
        sa.Column("choice", sa.String(12), nullable=False),
        sa.Column("line", sa.String(30), nullable=False),
        sa.Column("centavos", sa.Integer(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("payment_reference", schema=None) as batch_op:
        batch_op.create_index("ix_payment_reference_credit", ["credit_number", "expires_on"], unique=False)

    op.create_table(
        "prequalification",
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("points_needed", sa.Integer(), nullable=False),
        sa.Column("max_amount", sa.BigInteger(), nullable=False),
        sa.Column("monthly_discount", sa.BigInteger(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("nss"),
    )
    op.create_table(
        "provider_shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(20), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "savings",
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("fund_72_92", sa.BigInteger(), nullable=False),
        sa.Column("housing_92", sa.BigInteger(), nullable=False),
        sa.Column("housing_97", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("nss"),
    )
    op.create_table(
        "worker",
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("curp", sa.String(18), nullable=False),
        sa.Column("rfc", sa.String(13), nullable=False),
        sa.Column("names", sa.String(80), nullable=False),
        sa.Column("first_surname", sa.String(60), nullable=False),
        sa.Column("second_surname", sa.String(60), nullable=False),
        sa.Column("merged_into", sa.String(11), nullable=True),
        sa.PrimaryKeyConstraint("nss"),
    )
    op.create_table(
        "one_time_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(12), nullable=False),
        sa.Column("hash", sa.String(160), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.create_index("ix_one_time_code_account", ["account_id", "purpose", "created_at"], unique=False)

    op.create_table(
        "security_question",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(20), nullable=False),
        sa.Column("answer_hash", sa.String(160), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "key"),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("security_question")
    with op.batch_alter_table("one_time_code", schema=None) as batch_op:
        batch_op.drop_index("ix_one_time_code_account")

    op.drop_table("one_time_code")
    op.drop_table("worker")
    op.drop_table("savings")
    op.drop_table("provider_shift")
    op.drop_table("prequalification")
    with op.batch_alter_table("payment_reference", schema=None) as batch_op:
        batch_op.drop_index("ix_payment_reference_credit")

    op.drop_table("payment_reference")
    with op.batch_alter_table("outbound_message", schema=None) as batch_op:
        batch_op.drop_index("ix_outbound_recipient")
        batch_op.drop_index(batch_op.f("ix_outbound_message_folio"))
        batch_op.drop_index(
            "ix_outbound_look",
            postgresql_where=sa.text("status in ('sending', 'sent')"),
            sqlite_where=sa.text("status in ('sending', 'sent')"),
        )
        batch_op.drop_index("ix_outbound_final")
        batch_op.drop_index(
            "ix_outbound_ending",
            postgresql_where=sa.text("status = 'queued'"),
            sqlite_where=sa.text("status = 'queued'"),
        )
        batch_op.drop_index(
            "ix_outbound_due", postgresql_where=sa.text("status = 'queued'"), sqlite_where=sa.text("status = 'queued'")
        )

    op.drop_table("outbound_message")
    op.drop_table("notice_pause")
    with op.batch_alter_table("notice_contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_contribution_notice_id"))

    op.drop_table("notice_contribution")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_notice_due", postgresql_where=sa.text("status = 'planned'"), sqlite_where=sa.text("status = 'planned'")
        )

    op.drop_table("notice")
    with op.batch_alter_table("movement", schema=None) as batch_op:
        batch_op.drop_index("ix_movement_credit")

    op.drop_table("movement")
    op.drop_table("line")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_line")
        batch_op.drop_index("ix_journal_at")

    op.drop_table("journal")
    with op.batch_alter_table("discount_order", schema=None) as batch_op:
        batch_op.drop_index("ix_discount_order_nss")

    op.drop_table("discount_order")
    op.drop_table("dead_number")
    with op.batch_alter_table("credit", schema=None) as batch_op:
        batch_op.drop_index("ix_credit_nss")

    op.drop_table("credit")
    op.drop_table("contribution_calendar")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index("ix_contribution_nss")

    op.drop_table("contribution")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index("ix_consent_line")

    op.drop_table("consent")
    op.drop_table("certificate")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index("ix_application_nss")

    op.drop_table("application")
    with op.batch_alter_table("agent_case", schema=None) as batch_op:
        batch_op.drop_index("ix_agent_case_line")

    op.drop_table("agent_case")
    op.drop_table("account")
