"""Beyond the first thousand, people who live as those did, under names they share and identifiers of their own.

Whoever is drawn costs a hundred draws; the next with the same last three digits has the same rows, with other numbers
in the same places. So a million people are written as fast as their files.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from flows.records.people import Worker
from identifiers import curp, nss, rfc
from models.demo.people import prefix
from models.importing.files import FILES

DRAWN = 1000
"""People who are drawn; the others come in rounds of as many."""

_ROUND, _MARK = "\x01", "\x02"
"""Stand in a row for the number of the round, and for an NSS."""
_NUMBERED = {"folio", "numero_credito"}
"""Columns with the person's number in them, its last eight digits in a row."""
_NSS = {"nss": 0, "nss_vigente": 0, "nss_anterior": 1}
"""Columns that are an NSS: the person's own, or the one before."""
_PEOPLE, *_OTHERS = FILES
_STATES = sorted(curp.STATES)
_DAYS = [f"{date(2001, 1, 1) + timedelta(days=day):%m%d}" for day in range(365)]
_STEP = 37
"""Days between the birthdays of two who live alike; after a year of them the state is another."""

# Check digits add up: that of a number is the sum of those of its parts, with zeros in all other places.
_CURP_DAYS = [int(curp.calc_check_digits(f"000000{day}0000000")) for day in _DAYS]
_CURP_STATES = [int(curp.calc_check_digits(f"{'0' * 11}{state}0000")) for state in _STATES]
_TAX_DIGITS = "0123456789A"
_TAX_DAYS = [_TAX_DIGITS.index(rfc.calc_check_digits(f"000000{day}00")) for day in _DAYS]


class _Kept(NamedTuple):
    """The parts of a person that stay, each code's with its share of the check digit."""

    born: int
    day: int
    state: int
    nss: tuple[str, int]
    curp: tuple[str, str, str, int]
    rfc: tuple[str, str, int]
    names: str


class Crowd:
    """Remembers the people who were drawn, and writes those who live as they did."""

    def __init__(self) -> None:
        self._people: dict[int, _Kept] = {}
        self._texts: dict[str, dict[int, str]] = {file.name: {} for file in _OTHERS}
        self._pieces = lru_cache(maxsize=4)(self._parted)

    def remember(self, index: int, who: Worker, rows: list[tuple[str, list[str]]]) -> None:
        """Keep a person with all their rows."""
        place = index % DRAWN
        self._people[place] = _kept(who, place)
        for file in _OTHERS:
            if own := [_marked(file.name, fields, index) for name, fields in rows if name == file.name]:
                self._texts[file.name][place] = _csv(own)

    def texts(self, last: int) -> Iterator[tuple[int, dict[str, str]]]:
        """Lines of each file for the people after those drawn, up to number `last`; with the number reached."""
        for turn in range(1, last // DRAWN + 1):
            places = range(1 if turn == 1 else 0, min(DRAWN, last + 1 - turn * DRAWN))
            if places:
                yield turn * DRAWN + places[-1], self._round(turn, places)

    def _round(self, turn: int, places: range) -> dict[str, str]:
        people = [self._people[place] for place in places]
        numbers, lines = _registered(people, turn)
        before = (f"77{turn:05d}{place:03d}" for place in places)
        numbers += [body + nss.calc_check_digits(body) for body in before]
        texts = {_PEOPLE.name: "".join(lines)}
        for name, (pieces, owners) in self._pieces(places).items():
            filled = chain.from_iterable(zip(pieces, map(numbers.__getitem__, owners), strict=False))
            texts[name] = "".join([*filled, pieces[-1]]).replace(_ROUND, f"{turn:05d}")
        return texts

    def _parted(self, places: range) -> dict[str, tuple[list[str], list[int]]]:
        """Of each file what stands between the numbers, and whose those are: everybody's own, then those before."""
        found = {}
        for file in _OTHERS:
            here = [_NSS[column.spanish] * len(places) for column in file.columns if column.spanish in _NSS]
            texts = [self._texts[file.name].get(place, "") for place in places]
            owners = [at + past for at, text in enumerate(texts) for _ in range(text.count("\n")) for past in here]
            found[file.name] = "".join(texts).split(_MARK), owners
        return found


def _registered(people: list[_Kept], turn: int) -> tuple[list[str], list[str]]:
    """Everybody's NSS in this round, and their lines in the file of people."""
    heads = {born: f"{prefix(born, turn // 10)}" for born in {one.born for one in people}}
    shares = {born: int(nss.calc_check_digits(f"{head}00{turn % 10}000")) for born, head in heads.items()}
    numbers, lines = [], []
    for born, day, state, (tail, share), (letters, sex, rest, digit), (root, code, tax), names in people:
        day, state = (day + _STEP * turn) % len(_DAYS), (state + turn // len(_DAYS)) % len(_STATES)
        own = f"{heads[born]}{tail[:2]}{turn % 10}{tail[2:]}{(shares[born] + share) % 10}"
        digit = (digit + _CURP_DAYS[day] + _CURP_STATES[state]) % 10
        tax = (tax + _TAX_DAYS[day]) % 11
        when = _DAYS[day]
        numbers.append(own)
        lines.append(
            f"{own},{letters}{when}{sex}{_STATES[state]}{rest}{digit},{root}{when}{code}{_TAX_DIGITS[tax]},{names}"
        )
    return numbers, lines


def _kept(who: Worker, place: int) -> _Kept:
    letters, year, when, sex, state, rest = (
        who.curp[slice(*part)] for part in ((0, 6), (4, 6), (6, 10), (10, 11), (11, 13), (13, 17))
    )
    root, code = who.rfc[:6], who.rfc[10:12]
    return _Kept(
        born=int(year) + (1900 if rest[-1] <= "9" else 2000),
        day=_DAYS.index("0228" if when == "0229" else when),
        state=_STATES.index(state),
        nss=(f"{year}{place:03d}", int(nss.calc_check_digits(f"0000{year}0{place:03d}"))),
        curp=(letters, sex, rest, int(curp.calc_check_digits(f"{letters}0000{sex}00{rest}"))),
        rfc=(root, code, _TAX_DIGITS.index(rfc.calc_check_digits(f"{root}0000{code}"))),
        names=_csv([[who.names, who.first_surname, who.second_surname]]),
    )


def _marked(name: str, fields: list[str], index: int) -> list[str]:
    """A row with marks where the next who lives alike has another number."""
    columns = next(file.columns for file in _OTHERS if file.name == name)
    own, alike = f"{index:08d}", f"{_ROUND}{index % DRAWN:03d}"
    return [
        _MARK if column.spanish in _NSS else field.replace(own, alike, 1) if column.spanish in _NUMBERED else field
        for column, field in zip(columns, fields, strict=True)
    ]


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
