"""Masks by pattern what must not rest in a log: identifiers, telephones, mail addresses, NIPs and codes.

The end of an identifier is kept, so that two lines about one worker can be told to be so; of a NIP, a code or an
address nothing is. Our own ids and the providers' are long hexadecimal words, and stay whole: they are how an operator
finds a message.
"""

from __future__ import annotations

import re

KEPT = 3
"""Last characters of an identifier that stay readable."""

_PATTERN = re.compile(
    r"""
      (?P<id>   \b(?:[A-Z]{2})?(?=\d*[a-f])[0-9a-f]{20,}\b )
    | (?P<CURP> \b[A-ZÑ&]{4}\d{6}[A-Z]{6}[0-9A-Z]\d\b )
    | (?P<RFC>  \b[A-ZÑ&]{3,4}\d{6}(?:[0-9A-Z]{3})?\b )
    | (?P<MAIL> [\w.+-]+@[\w-]+(?:\.[\w-]+)+ )
    | (?P<NUM>  \+?(?<!\d\.)(?:\d[ -]?){9,}\d(?!\.\d) )  # telephone, NSS, credit number, CLABE, payment line
    | (?P<SIX>  (?<!\d)(?<!\d\.)\d{6}(?!\d)(?!\.\d) )    # NIP or code
    """,
    re.VERBOSE | re.IGNORECASE,
)


def redact(text: str) -> str:
    """The text with everything that looks personal masked: `<NUM…431>` for an NSS, `<SIX>` for a NIP."""
    return _PATTERN.sub(_mask, text)


def _mask(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "id":
        return found[0]
    return f"<{kind}>" if kind in ("MAIL", "SIX") else f"<{kind}…{found[0][-KEPT:]}>"
