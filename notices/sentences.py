"""From the facts of a batch of notices to the sentence each one says, in its reader's language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial

from sqlalchemy import Connection

from flows.dialogs.savings.contributions import short
from flows.voice import Voice
from models.notices import due as facts
from models.notices.due import Due
from models.notices.topics import ACTIVATION, APPLICATION, CONTRIBUTION, MISSING, ORDER, PAYMENT_DUE, PAYMENT_RECEIVED
from notices import texts

Say = Callable[[Voice], str]
"""Says a sentence in a voice."""


def sentences(connection: Connection, due: Iterable[Due]) -> dict[int, Say]:
    """The sentence of each notice; a notice whose facts are gone has none."""
    kinds: dict[str, list[Due]] = defaultdict(list)
    for notice in due:
        kinds[notice.kind].append(notice)
    said: dict[int, Say] = {}
    for kind, batch in kinds.items():
        said |= _TELLERS[kind](connection, batch)
    return said


def _contributions(connection: Connection, batch: list[Due]) -> dict[int, Say]:
    found = facts.contributions(connection, [notice.id for notice in batch])
    borrowers = facts.borrowers(connection, [notice.nss for notice in batch])
    return {
        notice.id: partial(_contribution, found[notice.id], notice.nss in borrowers)
        for notice in batch
        if notice.id in found
    }


def _contribution(found: list[facts.Contributed], borrower: bool, voice: Voice) -> str:
    newest = found[0]
    one, several = (texts.TO_CREDIT, texts.SEVERAL_TO_CREDIT) if borrower else (texts.CONTRIBUTION, texts.SEVERAL)
    return voice.say(
        one if len(found) == 1 else several,
        count=min(len(found), 99),
        employer=short(newest.employer),
        period=voice.period(newest.period),
        amount=voice.money(sum((each.amount for each in found), Decimal())),
    )


def _missing(connection: Connection, batch: list[Due]) -> dict[int, Say]:
    """One whose contribution has come meanwhile is silent."""
    arrived = facts.contributed(connection, [(notice.nss, notice.subject) for notice in batch])

    def say(period: str, voice: Voice) -> str:
        return voice.say(texts.MISSING, period=voice.period(period))

    return {n.id: partial(say, n.subject) for n in batch if (n.nss, n.subject) not in arrived}


def _payments_due(connection: Connection, batch: list[Due]) -> dict[int, Say]:
    """One whose credit has moved on to another due date is silent."""
    dues = {notice.id: _credit_and_day(notice.subject) for notice in batch}
    found = facts.instalments(connection, [number for number, _ in dues.values()])

    def say(amount: Decimal, day: date, credit: str, voice: Voice) -> str:
        return voice.say(texts.PAYMENT_DUE, credit=credit, amount=voice.money(amount), day=voice.day(day))

    return {
        notice: partial(say, due.amount, day, _tail(number))
        for notice, (number, day) in dues.items()
        if (due := found.get(number)) and due.due_on == day
    }


def _payments_received(connection: Connection, batch: list[Due]) -> dict[int, Say]:
    keys = {notice.id: _credit_and_day(notice.subject) for notice in batch}
    found = facts.payments(connection, list(keys.values()))

    def say(credit: str, day: date, amount: Decimal, voice: Voice) -> str:
        return voice.say(texts.PAYMENT_RECEIVED, credit=_tail(credit), amount=voice.money(amount), day=voice.day(day))

    return {notice: partial(say, *key, found[key]) for notice, key in keys.items() if key in found}


def _orders(connection: Connection, batch: list[Due]) -> dict[int, Say]:
    found = facts.orders(connection, [notice.subject for notice in batch])
    return {notice.id: partial(_order, found[notice.subject]) for notice in batch if notice.subject in found}


def _order(order: facts.Order, voice: Voice) -> str:
    text, part = {
        "retencion": (texts.RETENTION, texts.BY_AMOUNT),
        "suspension": (texts.SUSPENSION, None),
        "modificacion": (texts.CHANGE, texts.TO_AMOUNT),
    }[order.kind]
    amount = voice.say(part, amount=voice.money(order.amount)) if part and order.amount is not None else ""
    return voice.say(text, employer=short(order.employer), credit=_tail(order.credit), amount=amount)


def _applications(connection: Connection, batch: list[Due]) -> dict[int, Say]:
    """One that has moved on meanwhile is silent here: its newer stage has a notice of its own."""
    found = facts.applications(connection, [notice.subject.rpartition(":")[0] for notice in batch])
    now = {f"{stage.folio}:{stage.stage}": stage for stage in found.values()}

    def say(stage: facts.Stage, voice: Voice) -> str:
        return voice.say(texts.APPLICATION, day=voice.day(stage.on), stage=voice.say(texts.STAGES[stage.stage]))

    return {notice.id: partial(say, now[notice.subject]) for notice in batch if notice.subject in now}


def _activations(connection: Connection, batch: list[Due]) -> dict[int, Say]:
    del connection
    return {notice.id: lambda voice: voice.say(texts.ACTIVATION) for notice in batch}


def _tail(credit: str) -> str:
    """A credit as texts name it: `..4821`."""
    return f"..{credit[-4:]}"


def _credit_and_day(subject: str) -> tuple[str, date]:
    credit, _, day = subject.partition(":")
    return credit, date.fromisoformat(day)


_TELLERS: dict[str, Callable[[Connection, list[Due]], dict[int, Say]]] = {
    CONTRIBUTION: _contributions,
    MISSING: _missing,
    PAYMENT_DUE: _payments_due,
    PAYMENT_RECEIVED: _payments_received,
    ORDER: _orders,
    APPLICATION: _applications,
    ACTIVATION: _activations,
}
