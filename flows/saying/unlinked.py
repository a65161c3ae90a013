"""What employers call themselves in our messages: what is no name is taken out of it.

Our texts promise that we send no link and no number to call but Infonatel's; what looks like either is how fraud looks.
"""

from __future__ import annotations

import re

from flows.typed.characters import plain

_PLAIN = re.compile(r"[A-Za-z ,]*(?:\d{1,6}[A-Za-z ,]*)?")
"""Nothing to look at: letters and one short number."""
_SCHEME = re.compile(r"\b\w+\s*:\s*/+|\bwww\b\.?", re.IGNORECASE)
_DOT = re.compile(r"(?<=[^\W_])\.(?=[^\W_]{2})|(?<=\d)\.(?=\d)")
"""Between two words; not in `S.A. de C.V.`, whose letters stand alone."""
_SIGNS = re.compile(r"[/@?]+")
_NUMBER = re.compile(r"\+?\d(?:[ ().-]{0,2}\d){6,}")


def unlinked(name: str) -> str:
    """The name without what a phone makes a link of, or somebody would call.

    >>> unlinked("GANA BIT.LY/X"), unlinked("HTTPS://WWW.MAL.MX"), unlinked("CIA.NORTE S.A. DE C.V.")
    ('GANA BIT. LY X', 'MAL. MX', 'CIA. NORTE S.A. DE C.V.')
    >>> unlinked("PREMIOS LLAME 55 1234-5678"), unlinked("VENTAS@MAL.MX"), unlinked("TALLER 2000")
    ('PREMIOS LLAME', 'VENTAS MAL. MX', 'TALLER 2000')
    """
    if _PLAIN.fullmatch(name):
        return name
    name = _NUMBER.sub(" ", _SCHEME.sub(" ", plain(name)))
    name = _SIGNS.sub(" ", _DOT.sub(". ", name))
    return " ".join(name.split())
