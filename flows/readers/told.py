"""Words that go into a case: all of what was written, whatever it is made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.keywords import words
from flows.readers.readers import Free
from flows.turn.answers import Refused, Took
from flows.typed import doubts

if TYPE_CHECKING:
    from flows.turn.turn import Turn

_ALONE = re.compile(r"(?<![^\W_])\d{6}(?![^\W_])")
"""Six digits that stand alone may be a NIP or a code; inside a CURP they are a date."""

FEW = 4
"""Words from which on a doubt is told for the case, and is no question about ours."""


class Told(Free):
    """A name as it should be, an NSS, what is wrong; without what may be a NIP or a code."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The words, unless they are a service's or say that the question was not understood."""
        if words.asked(text, turn.dialog.language) or (len(text.split()) < FEW and doubts.heard(text)):
            return Refused()
        if len(text.strip()) < self.least:
            return Refused(self.too_short)
        return Took(_ALONE.sub("······", text.strip())[:400], "", "[…]")
