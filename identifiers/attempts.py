"""Guessing what somebody meant by a malformed identifier, so that it can be refused with its own reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from identifiers import curp, nss, rfc
from identifiers.curp import STATES
from identifiers.errors import InvalidIdentifier, Reason
from identifiers.text import is_digits
from identifiers.tokens import Token

Sought = Literal["nss", "curp", "rfc"]

LENGTHS: dict[int, Sought] = {curp.LENGTH: "curp", rfc.LENGTH: "rfc", nss.LENGTH: "nss"}
_LONGEST = 20
_DATE = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_COMPANY = re.compile(r"[A-ZÑ&]{3}[0-9]{6}[0-9A-Z]{3}")


class Extent(NamedTuple):
    """Tokens up to but not including `after`, joined."""

    after: int
    text: str


class Attempt(NamedTuple):
    """A stretch of tokens that was probably meant as an identifier."""

    kind: Sought
    after: int
    text: str


def reason(kind: Sought, text: str, today: date | None = None) -> Reason | None:
    """Why `text` is refused as `kind`; None when it is accepted. With `today`, nobody is born after it."""
    try:
        if kind == "curp":
            curp.validate(text, today=today, issued=True)
        elif kind == "rfc":
            rfc.validate(text, issued=True)
        else:
            nss.validate(text)
    except InvalidIdentifier as refused:
        return refused.reason
    return None


def extents(tokens: Sequence[Token], first: int, taken: Sequence[bool] = ()) -> Iterator[Extent]:
    """Every way to join the token `first` with those after it that may belong to it."""
    text = ""
    for index in range(first, len(tokens)):
        token = tokens[index]
        if (token.apart and index > first) or (taken and taken[index]):
            return
        text += token.text
        if len(text) > _LONGEST:
            if index == first:
                yield Extent(index + 1, text)
            return
        yield Extent(index + 1, text)


def attempt(tokens: Sequence[Token], first: int, taken: Sequence[bool] = ()) -> Attempt | None:
    """What was meant by the tokens from `first` on: an exact length if there is one, else the longest likely."""
    ways = list(extents(tokens, first, taken))
    head = tokens[first].text
    if not ways or "@" in head:
        return None
    if head[0].isdigit():
        return _number(ways, tokens)
    return _named(ways, tokens, first)


def _number(ways: list[Extent], tokens: Sequence[Token]) -> Attempt | None:
    """Nine to fifteen characters, mostly digits: an NSS. Eleven is best, then one token alone, then all of them."""
    fitting = [
        way
        for way in ways
        if 9 <= len(way.text) <= 15 and sum(map(str.isdigit, way.text)) >= 8 and _each_has_a_digit(tokens, way)
    ]
    if not fitting:
        return None
    exact = [way for way in fitting if len(way.text) == nss.LENGTH]
    alone = fitting[:1] if fitting[0] is ways[0] else []
    way = (alone or exact or fitting[-1:])[0]
    return Attempt("nss", *way)


def _each_has_a_digit(tokens: Sequence[Token], way: Extent) -> bool:
    length, index = 0, way.after
    while length < len(way.text):
        index -= 1
        length += len(tokens[index].text)
        if not any(map(str.isdigit, tokens[index].text)):
            return False
    return True


def _named(ways: list[Extent], tokens: Sequence[Token], first: int) -> Attempt | None:
    """Letters of a name, then a date: a CURP or an RFC."""
    likely = [way for way in ways if _begins_as_person(way.text)]
    if not likely or (tokens[first].text.isalpha() and not _letters_alone(tokens, first)):
        return None
    by_length = {len(way.text): way for way in reversed(likely)}
    full = by_length.get(curp.LENGTH)
    if full and sum(map(str.isalpha, full.text[10:16])) >= 4:
        return Attempt("curp", *full)
    tax = by_length.get(rfc.LENGTH)
    if tax and (not _continues_as_curp(tax.text) or tax is ways[0]):
        return Attempt("rfc", *tax)
    company = by_length.get(12)
    if company and _COMPANY.fullmatch(company.text):
        return Attempt("rfc", *company)
    way = likely[0]
    if not _DATE.search(likely[-1].text, 3, 12):
        return None
    for longer in likely[1:]:
        added = longer.text[len(way.text) :]
        if not (_continues_as_curp(longer.text) or (len(added) <= 4 and any(map(str.isdigit, added)))):
            break
        way = longer
    letters = sum(map(str.isalpha, way.text[10:]))
    is_curp = _continues_as_curp(way.text) or (len(way.text) > 14 and letters >= 3)
    return Attempt("curp" if is_curp else "rfc", *way)


def _letters_alone(tokens: Sequence[Token], first: int) -> bool:
    """Whether a token of letters can be the four of a name, with a date next: not `mi 39089002156`."""
    following = tokens[first + 1].text
    number = is_digits(following) and len(following) > 7
    return 3 <= len(tokens[first].text) <= 5 and following[0].isdigit() and not number


def _begins_as_person(text: str) -> bool:
    letters = sum(map(str.isalpha, text[:4])) + text[:4].count("&")
    return len(text) >= 8 and letters >= 3 and sum(map(str.isdigit, text[4:10])) >= 4


def _continues_as_curp(text: str) -> bool:
    """Whether a sex letter and a state follow the date, as far as the text goes."""
    return len(text) > 12 and text[10] in "HMX" and text[11:13] in STATES
