"""Benefits of borrowers, employments, appointments, merged NSS, and what else a credit's file may tell."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import days, longs, numbers, texts

revision = "0014"
down_revision = "0013"

MONEY, DAYS = ("rate", "insurance", "employer_share"), ("began_on", "ends_on")


def upgrade() -> None:
    for column in (*longs(*MONEY, empty=True), *days(*DAYS, empty=True)):
        op.add_column("credit", column)
    op.create_table(
        "merged_nss",
        *texts(former=11, in_force=11),
        *days("on"),
        sa.PrimaryKeyConstraint("former", name="pk_merged_nss"),
    )
    op.create_table(
        "benefit",
        *texts(folio=40, credit_number=10, kind=20),
        *longs("amount", "before", "after", empty=True),
        *days("until", empty=True),
        *numbers("months_used", "months_left", empty=True),
        *texts(state=40),
        *days("on"),
        sa.PrimaryKeyConstraint("folio", name="pk_benefit"),
    )
    op.create_index("ix_benefit_credit", "benefit", ["credit_number", "on"])
    op.create_table(
        "employment",
        *texts(nss=11, employer_registry=12),
        *days("began_on"),
        *texts(employer=120),
        *days("ended_on", empty=True),
        *longs("daily_wage", empty=True),
        sa.PrimaryKeyConstraint("nss", "employer_registry", "began_on", name="pk_employment"),
    )
    op.create_table(
        "appointment",
        *texts(folio=40, nss=11, place=80, address=200, at=16, about=80, bring=200),
        sa.PrimaryKeyConstraint("folio", name="pk_appointment"),
    )
    op.create_index("ix_appointment_nss", "appointment", ["nss", "at"])


def downgrade() -> None:
    for name in ("appointment", "employment", "benefit", "merged_nss"):
        op.drop_table(name)
    for name in (*MONEY, *DAYS):
        op.drop_column("credit", name)
