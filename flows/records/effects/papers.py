"""References, papers and proofs that are given out, and mails."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flows.records.credit import PaymentChoice
from flows.records.effects.effect import Effect, Miss
from flows.records.papers import PaperKind
from flows.records.proofs import ProofKind


class GiveReference(Effect):
    """Keep a payment reference that was given out."""

    credit_number: str
    choice: PaymentChoice
    line: str
    amount: Decimal
    expires_on: date


class IssuePaper(Effect):
    """Give out a paper and queue the mail, to the account's own proved address, that carries it.

    `key` is the number of the credit, or the folio of the order, that it tells of.
    """

    kind: PaperKind
    key: str
    year: int
    folio: str
    check: str
    subject: str
    text: str
    language: str


class IssueProof(Effect):
    """Give out a proof; its amount is known to the code alone."""

    folio: str
    kind: ProofKind
    on: date
    until: date


class RevokeProofs(Effect):
    """None of the account's proofs is valid any more."""


class MissProof(Miss):
    """A code or amount of a proof that was not right; counted by folio and by line."""

    folio: str


class SendMail(Effect):
    """Queue a mail to the account's own address, with a text that holds nothing of the worker."""

    subject: str
    text: str


class SendExport(Effect):
    """Queue a mail with everything kept of the account, encrypted with `key`, and the message that tells the key."""

    folio: str
    key: str
    sms: str
    subject: str
    mail: str
