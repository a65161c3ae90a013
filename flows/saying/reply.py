"""What the service says back, before any channel has rendered it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of the service, in correct Spanish or English, accents and all.

    `options` are labels the channel numbers from 1. `hint` is shown only where what is typed stays visible
    on the phone (SMS). `kind` sets the budget: a prompt is one SMS segment, an answer at most two.
    `by_ussd` takes the place of `text` there.
    `keepable` answers (references, lists) may be sent on by SMS from a channel that does not keep its text.
    """

    text: str
    options: tuple[str, ...] = ()
    hint: str = ""
    by_ussd: str = ""
    kind: Literal["prompt", "answer"] = "answer"
    back: bool = False
    ends: bool = False
    keepable: bool = False
