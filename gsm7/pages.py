"""A text with its choices as USSD pages."""

from __future__ import annotations

from collections.abc import Sequence

from gsm7.atoms import Atom, atoms, cut, pack_atoms
from gsm7.count import septets

USSD_PAGE = 182
"""Septets of one USSD string: 160 octets (3GPP TS 23.038, 6.1.2.3)."""


def pages(
    text: str,
    choices: Sequence[str],
    *,
    more: str,
    back: str,
    first_back: bool = False,
    always: str = "",
    limit: int = USSD_PAGE,
) -> list[str]:
    """The folded text and its choices (lines such as `1 Si`) on pages of at most `limit` septets.

    `more` is the line that leads to the next page, `back` to the one before; `first_back` shows `back` on the
    first page too; `always` is a line for every page. No word, amount, grouped reference or choice is cut.
    """

    def page_foot(index: int, last: bool) -> str:
        lines = ("" if last else more, back if index or first_back else "", always)
        return "".join(f"\n{line}" for line in lines if line)

    text = text.strip()
    whole = "\n".join(filter(None, (text, *choices))) + page_foot(0, True)
    if septets(whole) <= limit:
        return [whole.lstrip("\n")]
    narrow = limit - septets(page_foot(1, False))
    pieces = [piece for atom in atoms(text) for piece in cut(atom, narrow, septets)]
    pieces += [piece for choice in choices for piece in cut(Atom("\n", choice), narrow, septets)]
    bodies = pack_atoms(pieces, septets, lambda index, last: limit - septets(page_foot(index, last)), by_lines=True)
    return [body + page_foot(index, index == len(bodies) - 1) for index, body in enumerate(bodies)]
