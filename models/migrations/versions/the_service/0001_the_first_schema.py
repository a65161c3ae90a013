"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import days, flags, longs, moments, numbers, partly, sealed, texts

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "account",
        *numbers("id"),
        *texts(nss=11, line=13, status=8, first_name=20),
        *days("birth_date", empty=True),
        *texts(email=120, empty=True),
        *texts(language=2, nip_hash=160),
        *numbers("wrong_nips", "wrong_answers", "locks"),
        *moments("locked_until", empty=True),
        *flags("sms_alerts", "email_alerts"),
        *moments("created_at"),
        *moments("activated_at", empty=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("line"),
        sa.UniqueConstraint("nss"),
    )
    op.create_table(
        "agent_case",
        *texts(folio=12, line=13),
        *numbers("account_id", empty=True),
        *texts(reason=30),
        *moments("opened_at"),
        *moments("closed_at", empty=True),
        sa.PrimaryKeyConstraint("folio"),
    )
    op.create_index("ix_agent_case_line", "agent_case", ["line", "closed_at"])
    op.create_table(
        "application",
        *texts(folio=40, nss=11, stage=16),
        *days("on"),
        *texts(note=200),
        sa.PrimaryKeyConstraint("folio"),
    )
    op.create_index("ix_application_nss", "application", ["nss", "on"])
    op.create_table(
        "certificate",
        *texts(credit_number=10),
        *numbers("year"),
        *longs("interest_paid", "inflation_adjustment", "real_interest"),
        sa.PrimaryKeyConstraint("credit_number", "year"),
    )
    op.create_table(
        "consent",
        *numbers("id"),
        *texts(line=13),
        *numbers("account_id", empty=True),
        *texts(kind=20),
        *flags("given"),
        *texts(channel=8, version=40),
        *moments("at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_consent_line", "consent", ["line", "at"])
    op.create_table(
        "contribution",
        *texts(folio=40, nss=11, employer_registry=12, employer=120, period=6),
        *longs("amount"),
        *days("paid_on"),
        sa.PrimaryKeyConstraint("folio"),
    )
    op.create_index("ix_contribution_nss", "contribution", ["nss", "paid_on"])
    op.create_table(
        "contribution_calendar",
        *texts(period=6),
        *days("due_on"),
        sa.PrimaryKeyConstraint("period"),
    )
    op.create_table(
        "credit",
        *texts(number=10, nss=11, state=10, regime=3, currency=3),
        *longs("balance", "monthly_payment", "overdue", "payoff"),
        *days("due_on", empty=True),
        *days("as_of"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_credit_nss", "credit", ["nss"])
    op.create_table(
        "dead_number",
        *texts(recipient=254, reason=80),
        *moments("at"),
        sa.PrimaryKeyConstraint("recipient"),
    )
    op.create_table(
        "discount_order",
        *texts(folio=40, kind=12, nss=11, credit_number=10, employer_registry=12, employer=120),
        *longs("amount", empty=True),
        *texts(reason=200),
        *days("on"),
        sa.PrimaryKeyConstraint("folio"),
    )
    op.create_index("ix_discount_order_nss", "discount_order", ["nss", "on"])
    op.create_table(
        "journal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *texts(line=32, channel=8, provider=20, provider_id=64, session=20),
        *numbers("turn"),
        *texts(state=40, said=500),
        *sealed("sealed", empty=True),
        *moments("at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("provider_id", "provider", "channel", name="uq_journal_message"),
        sa.UniqueConstraint("session", "turn", name="uq_journal_turn"),
    )
    op.create_index("ix_journal_at", "journal", ["at"])
    op.create_index("ix_journal_line", "journal", ["line", "at"])
    op.create_table(
        "line",
        *texts(number=13),
        *texts(language=2, empty=True),
        *moments("opted_out_at", empty=True),
        *numbers("mismatches"),
        *moments("blocked_until", empty=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "movement",
        *texts(folio=40, credit_number=10),
        *days("on"),
        *texts(concept=80),
        *longs("amount", "balance"),
        sa.PrimaryKeyConstraint("folio"),
    )
    op.create_index("ix_movement_credit", "movement", ["credit_number", "on"])
    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *texts(nss=11),
        *numbers("account_id"),
        *texts(kind=20, subject=60, status=10, zone=20),
        *longs("due_at", "ends_at", "planned_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nss", "kind", "subject", name="uq_notice_once"),
    )
    op.create_index("ix_notice_due", "notice", ["zone", "due_at"], **partly("status = 'planned'"))
    op.create_table(
        "notice_contribution",
        *texts(folio=40),
        *longs("notice_id"),
        sa.PrimaryKeyConstraint("folio"),
    )
    op.create_index("ix_notice_contribution_notice_id", "notice_contribution", ["notice_id"])
    op.create_table(
        "notice_pause",
        *texts(kind=20, reason=120),
        *moments("at"),
        sa.PrimaryKeyConstraint("kind"),
    )
    op.create_table(
        "outbound_message",
        *texts(id=32),
        *numbers("account_id", empty=True),
        *texts(kind=40),
        *numbers("lane"),
        *texts(channel=8, recipient=254),
        *sealed("body"),
        *sealed("subject", empty=True),
        *numbers("segments"),
        *texts(status=10),
        *texts(owner=40, empty=True),
        *moments("lease_until", empty=True),
        *numbers("attempts"),
        *texts(provider=20, provider_ref=64, empty=True),
        *moments("not_before", "expires_at"),
        *texts(reason=80, dedupe_key=100, folio=12, zone=20, empty=True),
        *moments("created_at"),
        *moments("claimed_at", "sent_at", "final_at", empty=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dedupe_key"),
    )
    due = ["channel", "lane", "not_before", "id"]
    op.create_index("ix_outbound_due", "outbound_message", due, **partly("status = 'queued'"))
    op.create_index("ix_outbound_ending", "outbound_message", ["expires_at"], **partly("status = 'queued'"))
    op.create_index("ix_outbound_final", "outbound_message", ["final_at"])
    op.create_index("ix_outbound_look", "outbound_message", ["lease_until"], **partly("status in ('sending', 'sent')"))
    op.create_index("ix_outbound_message_folio", "outbound_message", ["folio"])
    op.create_index("ix_outbound_recipient", "outbound_message", ["recipient", "created_at"])
    op.create_table(
        "payment_reference",
        *numbers("id"),
        *numbers("account_id", empty=True),
        *texts(credit_number=10, choice=12, line=30),
        *numbers("centavos"),
        *days("expires_on"),
        *moments("given_at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_payment_reference_credit", "payment_reference", ["credit_number", "expires_on"])
    op.create_table(
        "prequalification",
        *texts(nss=11),
        *numbers("points", "points_needed"),
        *longs("max_amount", "monthly_discount", "rate"),
        *days("as_of"),
        sa.PrimaryKeyConstraint("nss"),
    )
    op.create_table(
        "provider_shift",
        *numbers("id"),
        *texts(provider=20),
        *numbers("share"),
        *texts(reason=120),
        *moments("at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "savings",
        *texts(nss=11),
        *longs("fund_72_92", "housing_92", "housing_97"),
        *days("as_of"),
        sa.PrimaryKeyConstraint("nss"),
    )
    op.create_table(
        "worker",
        *texts(nss=11, curp=18, rfc=13, names=80, first_surname=60, second_surname=60),
        *texts(merged_into=11, empty=True),
        sa.PrimaryKeyConstraint("nss"),
    )
    op.create_table(
        "one_time_code",
        *numbers("id", "account_id"),
        *texts(purpose=12, hash=160),
        *numbers("tries_left"),
        *moments("created_at", "expires_at"),
        *moments("spent_at", empty=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_one_time_code_account", "one_time_code", ["account_id", "purpose", "created_at"])
    op.create_table(
        "security_question",
        *numbers("account_id"),
        *texts(key=20, answer_hash=160),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "key"),
    )


def downgrade() -> None:
    """Go back; a table takes its indexes along."""
    for name in (
        "security_question",
        "one_time_code",
        "worker",
        "savings",
        "provider_shift",
        "prequalification",
        "payment_reference",
        "outbound_message",
        "notice_pause",
        "notice_contribution",
        "notice",
        "movement",
        "line",
        "journal",
        "discount_order",
        "dead_number",
        "credit",
        "contribution_calendar",
        "contribution",
        "consent",
        "certificate",
        "application",
        "agent_case",
        "account",
    ):
        op.drop_table(name)
