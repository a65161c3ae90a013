"""Topics by which workers consent to notices: in the database a number, one bit a topic."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, or_

from flows.records.service import TOPICS, Topic
from models.columns import columns
from models.tables.accounts import USUAL_TOPICS, AccountRow

_BIT = {topic: 1 << place for place, topic in enumerate(TOPICS)}
NO_CONSENT = 0
"""Instead of a topic's bit: nobody has to have asked for it, as for the reminder to activate."""

_account = columns(AccountRow)


def bits(topics: Collection[Topic]) -> int:
    """What a notice of these topics carries, so that whoever claims it can ask for the consent it needs."""
    return sum(_BIT[topic] for topic in topics)


def packed(topics: Collection[Topic]) -> int:
    """Topics as a number. Of none, the usual ones: that nothing goes out is the channel's own switch."""
    return bits(topics) or USUAL_TOPICS


def unpacked(number: int) -> tuple[Topic, ...]:
    """The topics of a number."""
    return tuple(topic for topic in TOPICS if number & _BIT[topic])


def wanted_by(channel: str, topics: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether an account's holder wants rows with these topics' bits by SMS or e-mail."""
    chosen = _account[f"{channel}_topics"].bitwise_and(topics) != 0
    return or_(topics == NO_CONSENT, and_(_account[f"{channel}_alerts"], chosen))


def wants(*topics: Topic) -> ColumnElement[bool]:
    """Whether an account's holder wants to be told of one of these topics, by whatever channel can reach them."""
    by_sms = and_(_account.sms_alerts, _account.sms_topics.bitwise_and(bits(topics)) != 0)
    by_email = and_(_account.email_alerts, _account.email_topics.bitwise_and(bits(topics)) != 0)
    return by_sms | and_(by_email, _account.email.is_not(None))
