"""How requests are answered: alone, or abreast of others that are there at once.

It is written as a generator, which says where it waits. It gives a message whose turn it wants taken, and is sent the
screen; it gives None while an answer of Redis is under way, so that others may ask as well.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from functools import partial
from typing import Generic, TypeVar

from turns.envelope import Screen
from turns.message import Inbound

Said = TypeVar("Said")
Answering = Generator[Inbound | None, Screen | None, Said]

Handle = Callable[[Inbound], Screen]
HandleTogether = Callable[[Sequence[Inbound]], Sequence[Screen | None]]
"""Takes the turns of several messages; None where one has to be taken by itself."""


def turn_of(inbound: Inbound) -> Answering[Screen]:
    """The screen of a message."""
    screen = yield inbound
    assert screen is not None
    return screen


class Begun(Generic[Said]):
    """A request that is being answered. `wanted` is the message that waits for its screen."""

    def __init__(self, steps: Answering[Said]) -> None:
        self._steps = steps
        self._said: list[Said] = []
        self.wanted: Inbound | None = None
        self.go_on(None)

    @property
    def is_over(self) -> bool:
        """Whether it is answered."""
        return bool(self._said)

    def go_on(self, screen: Screen | None) -> None:
        """As far as it can."""
        self._advance(partial(self._steps.send, screen))

    def finish(self, handle: Handle) -> Said:
        """Go on alone to the answer. What `handle` raises is raised where the turn is wanted."""
        while not self._said:
            try:
                screen = handle(self.wanted) if self.wanted else None
            except Exception as error:
                self._advance(partial(self._steps.throw, error))
            else:
                self.go_on(screen)
        return self._said[0]

    def _advance(self, step: Callable[[], Inbound | None]) -> None:
        try:
            self.wanted = step()
        except StopIteration as ended:
            self.wanted = None
            self._said.append(ended.value)


def abreast(requests: Iterable[Begun[Said]], handle: HandleTogether) -> None:
    """Let all of them go on side by side; those whose message has to be taken by itself are left where they stand."""
    left = list(requests)
    while left := [each for each in left if not each.is_over]:
        if asking := [each for each in left if each.wanted is None]:
            for each in asking:
                each.go_on(None)
            continue
        screens = handle([each.wanted for each in left if each.wanted])
        told = [(each, screen) for each, screen in zip(left, screens, strict=True) if screen is not None]
        for each, screen in told:
            each.go_on(screen)
        left = [each for each, _ in told]
