"""A phone without a face: it sends, dials, receives and remembers what that cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

from gsm7 import segments
from simulator.gateway import DemoGateway, PhoneScreen
from simulator.inbox import Message

_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_DIALLED = re.compile(r"[*#][\d*# ]*#")


class Arrivals(Protocol):
    """Where messages arrive by themselves; `simulator.inbox.Inbox` is it, or HTTP to it."""

    def since(self, phone: str, after: str = "") -> list[Message]:
        """What came after the message with this id, oldest first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Something on the phone. A `page` is USSD and costs no message; `wrong` is the network's own complaint."""

    kind: Literal["sent", "reply", "arrived", "page", "wrong"]
    text: str

    @property
    def segments(self) -> int:
        """Messages it is billed as."""
        return 0 if self.kind in ("page", "wrong") else segments(self.text)


@dataclass(slots=True)
class Handset:
    """`deliver` makes the service send what it owes, where no worker does."""

    gateway: DemoGateway
    arrivals: Arrivals
    deliver: Callable[[], object]
    in_session: bool = False
    code: str = ""
    shown: list[Shown] = field(default_factory=list)
    _last: str = ""

    def switch_on(self) -> None:
        """Pass over what arrived before."""
        for message in self.arrivals.since(self.gateway.phone):
            self._last = message.id

    def typed(self, text: str) -> Iterator[Shown]:
        """Do what a worker wants who types this: answer the open page, dial a code, or send a message."""
        if self.in_session:
            yield self._page(self.gateway.answer(text))
        elif _DIALLED.fullmatch(text):
            screen = self.gateway.dial(text)
            yield self._page(screen) if screen else self._keep(Shown("wrong", text))
        else:
            yield self._keep(Shown("sent", text))
            if reply := self.gateway.sms(text):
                yield self._keep(Shown("reply", reply))
        self.deliver()
        yield from self.arrived()

    def arrived(self) -> Iterator[Shown]:
        """What came by itself since the last look."""
        for message in self.arrivals.since(self.gateway.phone, self._last):
            self._last = message.id
            if found := _CODE.search(message.text):
                self.code = found[0]
            yield self._keep(Shown("arrived", message.text))

    def hang_up(self) -> None:
        """End an open USSD session."""
        if self.in_session:
            self.in_session = False
            self.gateway.hang_up()

    def _page(self, screen: PhoneScreen) -> Shown:
        self.in_session = screen.goes_on
        return self._keep(Shown("page", screen.text))

    def _keep(self, shown: Shown) -> Shown:
        self.shown.append(shown)
        return shown
