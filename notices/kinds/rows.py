"""The tables that kinds of notices look at, by their columns: `account.nss`."""

from __future__ import annotations

from models.columns import columns
from models.tables import institution
from models.tables.accounts import AccountRow
from models.tables.notices import Notice

account, notice = columns(AccountRow), columns(Notice)

savings, contribution = columns(institution.SavingsRow), columns(institution.ContributionRow)
calendar = columns(institution.CalendarRow)

credit, movement = columns(institution.CreditRow), columns(institution.MovementRow)
benefit, order = columns(institution.BenefitRow), columns(institution.DiscountOrderRow)

application, procedure = columns(institution.ApplicationRow), columns(institution.ProcedureRow)
prequalification = columns(institution.PrequalificationRow)
