"""What a worker sent, in the one shape every channel brings it in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Channel = Literal["sms", "ussd", "agent"]

LONGEST = 480
"""Characters of a message that are read: three SMS, several times the longest registration in one go."""

# Control characters (but a line break) and halves of surrogate pairs: no keypad types them, no database keeps them.
_NOISE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PLAIN_ID = re.compile(r"[\x21-\x7e]{1,64}")


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message or one USSD request.

    `address` is the line as `+52` and ten digits. `provider_id` names this one request: the same id again is
    the same request again. `answers` are the pieces typed; `begins` tells that a USSD code was just dialled.
    """

    channel: Channel
    address: str
    provider: str
    provider_id: str
    answers: tuple[str, ...]
    begins: bool = False

    @property
    def pieces(self) -> tuple[str, ...]:
        """The answers without what no keypad types."""
        return tuple([_NOISE.sub(" ", answer) for answer in self.answers])

    @property
    def length(self) -> int:
        """Characters typed."""
        return sum(map(len, self.answers))

    @property
    def plain_id(self) -> bool:
        """Whether the provider's id can be kept as it is: up to 64 printable ASCII characters."""
        return _PLAIN_ID.fullmatch(self.provider_id) is not None
