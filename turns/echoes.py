"""What a machine at the other end does: the same message under two ids, and answers that answer each other for ever.

Kept with the dialog, sealed like it, so that neither costs a look-up of its own. By SMS only: a USSD session has
its own way to tell a repetition, and must be answered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from zlib import crc32

SAME_WITHIN = 7
"""Seconds within which the same text is the same message. Gateways were seen to deliver twice, 5.1 s apart; nobody
reads a reply and types the next answer, the same as the last, in less than eight."""
FORGET_AFTER = 10 * 60
"""Seconds of silence after which a loop is over."""
QUIET_OVER = 6
"""How stale a conversation may be: four times the same pair, or seven of any that say nothing new."""
KEPT = 2
"""Different pairs remembered: a question asked again and the offer of a person, in turn, are a loop of two."""


@dataclass(frozen=True, slots=True)
class Echo:
    """Check sums of the last text, and of the last pairs and replies, newest first, and how stale it all is."""

    text: int = 0
    stale: int = 0
    recent: tuple[int, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether to say nothing: no person is there."""
        return self.stale > QUIET_OVER

    def repeats(self, typed: tuple[str, ...], seconds: int) -> bool:
        """Whether this text, `seconds` after the last, is that message again."""
        return 0 <= seconds <= SAME_WITHIN and self.text == _sum(typed)

    def again(self) -> Echo:
        """The echo after that message again."""
        return replace(self, stale=self.stale + 2)

    def then(self, typed: tuple[str, ...], reply: str, seconds: int, *, done: bool = False) -> Echo:
        """The echo after one more pair, `seconds` after the last; `done` tells that something came of it.

        A reply that is new makes all fresh again.
        """
        known = () if seconds > FORGET_AFTER else self.recent
        text, said = _sum(typed), crc32(reply.encode())
        pair = text ^ said << 8  # longer than a reply's, so never one
        if known[:1] == (pair,) and not done:
            stale = self.stale + 2
        else:
            stale = self.stale + 1 if pair in known or said in known else 0
        others = [one for one in known if one != pair and one != said]
        return Echo(text, stale, (pair, said, *others[: 2 * KEPT - 2]))


def _sum(typed: tuple[str, ...]) -> int:
    return crc32("\n".join(typed).strip().encode())
