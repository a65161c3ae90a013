"""Who an SMS is from: a worker's line, a number abroad, a machine, or ourselves.

What answers by itself must not be answered for ever: a short code or a name gets nothing, nor does our own number,
which comes back where two channels are wired to each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from identifiers import phone
from identifiers.errors import InvalidIdentifier, Reason
from sms.gateways.answering import Answering
from turns.envelope import Screen
from turns.handles import Handles


class Senders:
    """Tells them apart for one gateway.

    `ours` are the numbers we send from; `abroad` the flaws of a person's number elsewhere, as this gateway writes it.
    """

    def __init__(self, conversation: Handles, ours: Iterable[str], abroad: frozenset[Reason]) -> None:
        self._conversation = conversation
        self._ours = frozenset(map(_bare, filter(None, ours)))
        self._to = lru_cache(64)(_bare)
        self._abroad = abroad

    def answer(self, sender: str, to: str, take: Callable[[str], Answering[Screen]]) -> Answering[str]:
        """What to say: what `take` says to a worker's line, given as `+52` and ten digits; nothing to a machine."""
        try:
            address = phone.validate(sender)
        except InvalidIdentifier as error:
            ours = _short(sender) in self._ours or _short(sender) == self._to(to)
            return self._conversation.stranger(sender).text if error.reason in self._abroad and not ours else ""
        is_us = address in self._ours or address == self._to(to)
        return "" if is_us else (yield from take(address)).text


def _bare(number: str) -> str:
    """A number as it is compared: a line in its one form, a short code without its country."""
    try:
        return phone.validate(number)
    except InvalidIdentifier:
        return _short(number)


def _short(number: str) -> str:
    return phone.compact(number).removeprefix("+").removeprefix("52")
