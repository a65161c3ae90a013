"""What can be told apart in a text: whose are the amounts, days, words and numbers in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from config.catalogues import load_all
from flows.dialogs.credit.sums import LEAST
from flows.saying.house import House
from flows.saying.text import REGISTRY
from flows.saying.voice import Voice
from gsm7 import fold
from tests.leaks.neighbours import Neighbour, values

_AMOUNT = re.compile(r"\d[\d,]*\.\d\d(?!\d)")
_DAY = re.compile(r"\d{1,2} [a-z]{3} \d{4}|\d{4}-\d\d-\d\d")
_PERIOD = re.compile(r"[a-z]{3}-[a-z]{3} \d{4}")
_WORD = re.compile(r"(?<![a-zñ0-9])(?<!\d\.)[a-zñ0-9]{4,}(?![a-zñ0-9]|\.\d)")
_GROUPS = re.compile(r"(?<=\d)[ -](?=\d)")
CATALOGUES = {"es": {}, **load_all()}
VOICES = tuple(Voice(language, texts, House()) for language, texts in CATALOGUES.items())


def amounts(text: str) -> set[str]:
    """The sums of money in a text: `1,955.26`."""
    return set(_AMOUNT.findall(text))


def marks(text: str) -> set[str]:
    """Everything in a text that can be somebody's, in one form: also numbers in groups, and parts of long ones."""
    low = fold(text).lower()
    whole = _GROUPS.sub("", low.replace(",", ""))
    found = amounts(low) | set(_DAY.findall(low)) | set(_PERIOD.findall(low)) | set(_WORD.findall(whole))
    for long in re.findall(r"\d{9,}", whole):
        found |= {long[at : at + size] for size in (8, 9, 10, 11) for at in range(len(long) - size + 1)}
    return found


def _shown(value: object) -> Iterable[str]:
    """The forms that a value of the records can take in a text."""
    if isinstance(value, Decimal):
        yield f"{abs(value):,.2f}"
    elif isinstance(value, date):
        yield from (fold(voice.day(value)).lower() for voice in VOICES)
        yield value.isoformat()
    elif isinstance(value, int) and value > 999:
        yield str(value)
    elif isinstance(value, str) and re.fullmatch(r"\d{4}-[1-6]", value):
        yield from (fold(voice.period(value)).lower() for voice in VOICES)
    elif isinstance(value, str):
        yield from marks(value)
        yield value[-4:].lower()


class Owners:
    """Whose each mark is. What two people have, or what a text of ours says to everybody, is nobody's."""

    def __init__(self, people: Iterable[Neighbour]) -> None:
        holders = defaultdict[str, set[int]](set)
        self.own: Mapping[int, set[str]] = defaultdict(set)
        for each in people:
            for value in values(each):
                for shown in _shown(value):
                    holders[shown].add(each.number)
                    self.own[each.number].add(shown)
        ours = {mark for text in REGISTRY for texts in CATALOGUES.values() for mark in marks(texts.get(text, text))}
        self.of = {mark: next(iter(who)) for mark, who in holders.items() if len(who) == 1 and mark not in ours}
        self.said_to_all = {mark for text in ours for mark in amounts(text)} | {f"{LEAST:,.2f}"}

    def foreign(self, text: str, whose: int, typed: set[str]) -> set[str]:
        """The marks of others in a text that goes to one, but for those that this one typed."""
        return {mark for mark in marks(text) if self.of.get(mark, whose) != whose} - typed
