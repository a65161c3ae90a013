"""What may be asked of the institution: from its imported files or its own system, the dialogs do not know which."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from flows.records.credit import Benefit, Certificate, Credit, DiscountOrder, Movement
from flows.records.people import Worker
from flows.records.procedures import Application, Appointment, Prequalification, Procedure
from flows.records.savings import Contribution, Employment, Savings


class SourceAway(Exception):
    """The institution's own system does not answer, and nothing it said before is kept."""


class Records(Protocol):
    """Read-only questions about any worker. Each may raise `SourceAway`, where it does not say otherwise."""

    def worker(self, nss: str) -> Worker | None:
        """The record of an account's holder."""

    def savings(self, nss: str) -> Savings | None:
        """Savings, or None when the file has no row."""

    def contributions(self, nss: str, most: int) -> list[Contribution]:
        """The newest contributions first."""

    def credits(self, nss: str) -> list[Credit]:
        """Every credit of the worker, live ones first, settled last."""

    def movements(self, credit_number: str, most: int) -> list[Movement]:
        """The newest movements first."""

    def prequalification(self, nss: str) -> Prequalification | None:
        """The newest prequalification."""

    def applications(self, nss: str, most: int) -> list[Application]:
        """The newest applications first."""

    def procedures(self, nss: str, most: int) -> list[Procedure]:
        """The newest other procedures first."""

    def orders(self, nss: str, most: int) -> list[DiscountOrder]:
        """The newest discount orders first."""

    def certificates(self, credit_number: str, most: int) -> list[Certificate]:
        """The newest fiscal years first."""

    def benefits(self, credit_number: str, most: int) -> list[Benefit]:
        """The newest first."""

    def employments(self, nss: str, most: int) -> list[Employment]:
        """The newest first."""

    def appointments(self, nss: str, most: int) -> list[Appointment]:
        """The latest first."""

    def owes(self, nss: str) -> bool:
        """Whether a credit is being paid, as far as can be told at once; never raises. For the order of a menu."""

    def as_seen(self) -> datetime | None:
        """When what was told in this turn was seen, where the source is away and it had to be told from memory."""
