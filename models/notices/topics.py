"""Kinds of notice, and the topics by which workers consent to them: in the database a number, one bit a topic."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, case

from flows.facts import TOPICS, Topic
from models.tables.accounts import EVERY_TOPIC, Account

CONTRIBUTION, MISSING = "contribution", "missing"
PAYMENT_DUE, PAYMENT_RECEIVED = "payment_due", "payment_received"
ORDER, APPLICATION, ACTIVATION = "order", "application", "activation"
KINDS = (CONTRIBUTION, PAYMENT_RECEIVED, ORDER, APPLICATION, PAYMENT_DUE, ACTIVATION, MISSING)

_KINDS_OF: dict[Topic, tuple[str, ...]] = {
    "savings": (CONTRIBUTION, MISSING),
    "credit": (PAYMENT_DUE, PAYMENT_RECEIVED, ORDER),
    "application": (APPLICATION,),
}
_BIT = {topic: 1 << place for place, topic in enumerate(TOPICS)}
BIT_OF = {kind: _BIT[topic] for topic, kinds in _KINDS_OF.items() for kind in kinds}
"""The bit of each kind that needs consent; the reminder to activate does not."""

_account = Account.__table__.c  # type: ignore[attr-defined]


def packed(topics: Collection[Topic]) -> int:
    """Topics as a number. Of none, all of them: that nothing goes out is the channel's own switch."""
    return sum(_BIT[topic] for topic in topics) or EVERY_TOPIC


def unpacked(number: int) -> tuple[Topic, ...]:
    """The topics of a number."""
    return tuple(topic for topic in TOPICS if number & _BIT[topic])


def wanted_by(channel: str, kind: ColumnElement[str], prefix: str = "") -> ColumnElement[bool]:
    """Whether an account's holder wants rows of this kind by SMS or e-mail; `prefix` is what `kind` carries first."""
    bit = case({prefix + name: bit for name, bit in BIT_OF.items()}, value=kind, else_=EVERY_TOPIC)
    return and_(_account[f"{channel}_alerts"], _account[f"{channel}_topics"].bitwise_and(bit) != 0)


def wants(kind: str) -> ColumnElement[bool]:
    """Whether an account's holder wants to be told of this kind, by whatever channel can reach them."""
    by_sms = and_(_account.sms_alerts, _account.sms_topics.bitwise_and(BIT_OF[kind]) != 0)
    by_email = and_(_account.email_alerts, _account.email_topics.bitwise_and(BIT_OF[kind]) != 0)
    return by_sms | and_(by_email, _account.email.is_not(None))
