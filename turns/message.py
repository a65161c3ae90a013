"""What a worker sent, in the one shape every channel brings it in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from flows.characters import plain

Channel = Literal["sms", "ussd", "agent"]

LONGEST = 480
"""Characters of a message that are read: three SMS, several times the longest registration in one go."""

_PLAIN_ID = re.compile(r"[\x21-\x7e]{1,64}")


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message or one USSD request.

    `address` is the line as `+52` and ten digits. `provider_id` names this one request: the same id again is
    the same request again. `answers` are the pieces typed; `begins` tells that a USSD code was just dialled.
    `single` tells that another id is always another message: so say the demo phones, which lose nothing on the way.
    """

    channel: Channel
    address: str
    provider: str
    provider_id: str
    answers: tuple[str, ...]
    begins: bool = False
    single: bool = False

    @property
    def pieces(self) -> tuple[str, ...]:
        """The answers in plain characters, without what no keypad types."""
        return tuple([plain(answer) for answer in self.answers])

    @property
    def length(self) -> int:
        """Characters typed."""
        return sum(map(len, self.answers))

    @property
    def plain_id(self) -> bool:
        """Whether the provider's id can be kept as it is: up to 64 printable ASCII characters."""
        return _PLAIN_ID.fullmatch(self.provider_id) is not None
