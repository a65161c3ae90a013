"""Every row that is kept of one worker, by table; what only machines need and secrets are left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, Table, and_, or_, select

from config.vault import Vault
from models.columns import table
from models.tables import accounts, cases, institution, journal, notices, outbox, papers, proofs, rights

Row = dict[str, Any]

SECRET = frozenset({"nip_hash", "answer_hash", "hash", "owner", "lease_until", "provider_id", "session", "dedupe_key"})
"""Columns that prove who somebody is, or serve only us. Nobody can read a hash, its owner neither."""

NOT_OF_A_WORKER = frozenset(
    {
        *(
            "agent",
            "agent_session",
            "audit",
            "board_campaign",
            "board_day",
            "board_hour",
            "board_until",
            "canned_answer",
            "case_count",
        ),
        *("case_draft", "case_result", "contribution_calendar", "dead_number", "identity_guess"),
        *("merged_nss", "notice_contribution", "notice_pause", "provider_shift", "purged", "unheard"),
    }
)
"""Tables that hold nothing of one worker, or nothing that can be told apart as theirs."""

_OWN: tuple[tuple[Table, str], ...] = (
    (table(accounts.AccountRow), "nss"),
    (table(accounts.SecurityQuestion), "account_id"),
    (table(accounts.OneTimeCode), "account_id"),
    (table(accounts.TalkingLine), "line"),
    (table(accounts.Consent), "line or account"),
    (table(accounts.GivenReference), "account_id"),
    (table(cases.CaseRow), "line or account"),
    (table(cases.CaseNote), "folio"),
    (table(rights.RightsRequest), "nss"),
    (table(papers.IssuedPaper), "account_id"),
    (table(notices.Notice), "nss"),
    (table(outbox.OutboundMessage), "recipient"),
    (table(journal.JournalEntry), "mark"),
    (table(institution.WorkerRow), "nss"),
    (table(institution.SavingsRow), "nss"),
    (table(institution.ContributionRow), "nss"),
    (table(institution.CreditRow), "nss"),
    (table(institution.MovementRow), "credit"),
    (table(institution.PrequalificationRow), "nss"),
    (table(institution.ApplicationRow), "nss"),
    (table(institution.ProcedureRow), "nss"),
    (table(institution.DiscountOrderRow), "nss"),
    (table(institution.CertificateRow), "credit"),
    (table(institution.BenefitRow), "credit"),
    (table(institution.EmploymentRow), "nss"),
    (table(institution.AppointmentRow), "nss"),
    (table(proofs.IssuedProof), "account_id"),
)
"""Each table and what tells a worker's rows in it."""

TOLD = tuple(each.name for each, _ in _OWN)


def collected(connection: Connection, vault: Vault, nss: str) -> dict[str, list[Row]]:
    """Rows by the name of their table, each as its columns; sealed words of the worker's own are opened.

    The account may have closed since; then less is found. What was another account's on the same line or address is
    not this worker's: numbers change hands, and families share a mailbox.
    """
    account = connection.execute(
        select(table(accounts.AccountRow)).where(table(accounts.AccountRow).c.nss == nss)
    ).first()
    credit = table(institution.CreditRow)
    numbers = list(connection.execute(select(credit.c.number).where(credit.c.nss == nss)).scalars())
    line, email, number = (account.line, account.email, account.id) if account else ("", None, -1)
    own: dict[str, Callable[[Any], ColumnElement[bool]]] = {
        "nss": lambda c: c.nss == nss,
        "account_id": lambda c: c.account_id == number,
        "line": lambda c: c.number == line,
        "line or account": lambda c: or_(c.account_id == number, and_(c.line == line, c.account_id.is_(None))),
        "folio": lambda c: c.folio.in_([row["folio"] for row in found[table(cases.CaseRow).name]]),
        "recipient": lambda c: and_(
            c.recipient.in_([who for who in (line, email) if who]), or_(c.account_id == number, c.account_id.is_(None))
        ),
        "mark": lambda c: c.line.in_(vault.marks(line)),
        "credit": lambda c: c.credit_number.in_(numbers),
    }
    found: dict[str, list[Row]] = {}
    for each, how in _OWN:
        found[each.name] = _rows(connection, each, own[how](each.c), vault.open)
    return found


def _rows(connection: Connection, of: Table, which: ColumnElement[bool], open_: Callable[[bytes], bytes]) -> list[Row]:
    opened = of.name == table(cases.CaseNote).name
    shown = [
        column
        for column in of.columns
        if column.name not in SECRET and (opened or not isinstance(column.type, LargeBinary))
    ]
    rows = connection.execute(select(*shown).where(which).order_by(*of.primary_key.columns)).mappings()
    return [
        {name: open_(value).decode() if isinstance(value, bytes) else value for name, value in row.items()}
        for row in rows
    ]
