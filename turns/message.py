"""What a worker sent, in the one shape every channel brings it in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from flows.keywords.words import exact
from flows.records.people import Driver
from flows.typed.characters import plain

Channel = Literal["sms", "ussd", "agent"]
DRIVERS: tuple[Driver, ...] = ("worker", "agent")

LONGEST = 480
"""Characters of a message that are read: three SMS, several times the longest registration in one go."""

_PLAIN_ID = re.compile(r"[\x21-\x7e]{1,64}")


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message or one USSD request.

    `address` is the line as `+52` and ten digits. `provider_id` names this one request: the same id again is
    the same request again. `answers` are the pieces typed; `begins` tells that a USSD code was just dialled.
    `single` tells that another id is always another message: so say the demo phones, which lose nothing on the way.
    Each `driver` has a dialog of their own on a line; what comes by the channel `agent` is always an agent's.
    """

    channel: Channel
    address: str
    provider: str
    provider_id: str
    answers: tuple[str, ...]
    begins: bool = False
    single: bool = False
    driver: Driver = "worker"

    def __post_init__(self) -> None:
        """Nobody but an agent has that channel."""
        if self.channel == "agent" and self.driver == "worker":
            object.__setattr__(self, "driver", "agent")

    @property
    def talker(self) -> str:
        """Whose dialog it is: the line's own number, or the agent's on that line."""
        return talker(self.address, self.driver)

    @property
    def pieces(self) -> tuple[str, ...]:
        """The answers in plain characters, without what no keypad types."""
        return tuple([plain(answer) for answer in self.answers])

    @property
    def opts_out(self) -> bool:
        """Whether it is one of the words by which everybody may stop what they are sent."""
        word = exact(" ".join(self.pieces), "en")
        return word is not None and word[0].leads == "optout.start"

    @property
    def length(self) -> int:
        """Characters typed."""
        return sum(map(len, self.answers))

    @property
    def plain_id(self) -> bool:
        """Whether the provider's id can be kept as it is: up to 64 printable ASCII characters."""
        return _PLAIN_ID.fullmatch(self.provider_id) is not None


def talker(address: str, driver: Driver) -> str:
    """What a dialog is kept under: a line and who drives it."""
    return address if driver == "worker" else f"{driver} {address}"
