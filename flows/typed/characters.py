r"""One reader of characters for words, numbers and secrets alike: what keyboards, autocorrection and copying put in.

>>> plain("4829\u200b13"), plain("48\u00a029\u201313"), plain("1\ufe0f\u20e3"), plain("１")
('482913', '48 29-13', '1', '1')
>>> plain("“482913”"), plain("‹Sí›…")
('"482913"', '"Sí"...')
"""

from __future__ import annotations

import re
import unicodedata

# Control characters (but a line break) and halves of surrogate pairs: no keypad types them, no database keeps them.
_NOISE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SAME = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("“”„‟«»‹›″＂", '"'),
    **dict.fromkeys("‘’‚‛′´＇", "'"),
    **dict.fromkeys("\u2028\u2029\x85", "\n"),
    **dict.fromkeys("\u1680\u2800\u3164\u115f\u1160", " "),
    # The frame of a keycap, and what chooses between a letter and its picture.
    **dict.fromkeys("\u20e3\ufe0e\ufe0f", ""),
}
_PLAIN = str.maketrans(_SAME)


def plain(text: str) -> str:
    """The text in the plainest characters that say the same.

    Full-width and circled forms, exotic blanks, dashes and quotation marks become the usual ones; what is invisible
    is left out; control characters become blanks.
    """
    if not text.isascii():
        text = text.replace("\r\n", "\n").translate(_PLAIN)
        text = unicodedata.normalize("NFKC", text).translate(_PLAIN)
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return _NOISE.sub(" ", text)
