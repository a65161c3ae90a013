"""Benefits of borrowers, employments, appointments, merged NSS, and what else a credit's file may tell."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

MONEY, DAYS = ("rate", "insurance", "employer_share"), ("began_on", "ends_on")


def upgrade() -> None:
    """Go forward."""
    for name in MONEY:
        op.add_column("credit", sa.Column(name, sa.BigInteger(), nullable=True))
    for name in DAYS:
        op.add_column("credit", sa.Column(name, sa.Date(), nullable=True))
    op.create_table(
        "merged_nss",
        sa.Column("former", sa.String(11), nullable=False),
        sa.Column("in_force", sa.String(11), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("former", name="pk_merged_nss"),
    )
    op.create_table(
        "benefit",
        sa.Column("folio", sa.String(40), nullable=False),
        sa.Column("credit_number", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("amount", "before", "after")),
        sa.Column("until", sa.Date(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("months_used", "months_left")),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("folio", name="pk_benefit"),
    )
    op.create_index("ix_benefit_credit", "benefit", ["credit_number", "on"])
    op.create_table(
        "employment",
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("employer_registry", sa.String(12), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("employer", sa.String(120), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("daily_wage", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("nss", "employer_registry", "began_on", name="pk_employment"),
    )
    op.create_table(
        "appointment",
        sa.Column("folio", sa.String(40), nullable=False),
        sa.Column("nss", sa.String(11), nullable=False),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("at", sa.String(16), nullable=False),
        sa.Column("about", sa.String(80), nullable=False),
        sa.Column("bring", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("folio", name="pk_appointment"),
    )
    op.create_index("ix_appointment_nss", "appointment", ["nss", "at"])


def downgrade() -> None:
    """Go back."""
    for name in ("appointment", "employment", "benefit", "merged_nss"):
        op.drop_table(name)
    for name in (*MONEY, *DAYS):
        op.drop_column("credit", name)
