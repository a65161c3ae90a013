"""What all USSD gateways share: whose session it is, what was typed just now, and the screen that goes back.

A gateway's own file only reads its requests and writes its replies, so a third one is small.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from redis import RedisError

from identifiers import phone
from identifiers.errors import InvalidIdentifier
from sms.gateways.answering import Answering, turn_of
from sms.gateways.ussd_hops import SessionRecord, Step
from sms.gateways.ussd_sessions import Sessions
from turns.envelope import Screen
from turns.handles import Handles
from turns.message import Inbound

Follow = Callable[[SessionRecord | None, int], Step]
"""Understands one request, given the session so far and the moment (s since 1970, UTC)."""

log = logging.getLogger(__name__)


class Gateway:
    """One gateway's way into the conversations."""

    def __init__(self, name: str, conversation: Handles, sessions: Sessions, clock: Callable[[], datetime]) -> None:
        self._name = name
        self._conversation = conversation
        self._sessions = sessions
        self._clock = clock

    def turn(self, number: str, follow: Follow) -> Answering[Screen]:
        """The screen for one request of this phone number, as the gateway wrote it."""
        try:
            address = phone.validate(number)
        except InvalidIdentifier:
            return replace(self._conversation.stranger(""), goes_on=False)
        try:
            asked = self._sessions.ask(address)
            yield None
            record, seen = asked()
        except RedisError:  # no turn can be taken either; should Redis be back by now, none may be taken twice
            screen = yield from turn_of(Inbound("ussd", address, self._name, uuid4().hex, (), begins=True))
            return replace(screen, goes_on=False)
        step = follow(record, int(self._clock().timestamp()))
        name = self._sessions.mark(address, step.record)
        screen = yield from turn_of(Inbound("ussd", address, self._name, name, step.answers, step.begins))
        try:
            if step.record is not record:
                kept = self._sessions.replace(address, step.record, seen)
                yield None
                kept()
        except RedisError as error:  # the next request could not be understood: end here, dialling again goes on
            log.warning("The USSD session could not be kept: %s", type(error).__name__)
            return replace(screen, goes_on=False)
        return screen

    def ended(self, number: str, session: str) -> None:
        """The gateway says that the session is over. Nothing is lost: the dialog waits for the worker."""
        try:
            self._sessions.forget(phone.validate(number), session)
        except (InvalidIdentifier, RedisError) as error:  # its record runs out by itself
            log.info("The end of a USSD session was not noted: %s", type(error).__name__)
