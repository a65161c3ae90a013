"""Pictures for the board: where each bar of an SVG stands. They are drawn on the server, each beside its table."""

from __future__ import annotations

from collections.abc import Sequence

from flows.records.record import Record

HEIGHT = 120
STEP = 28
"""Width of a group of bars, in the picture's own units."""
BAR = 11


class Bar(Record):
    """A rectangle: `series` names its colour."""

    x: int
    y: int
    width: int
    height: int
    series: str


class Picture(Record):
    """Bars over marks on the axis (x, words); `top` is the value at its upper edge."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    marks: tuple[tuple[int, str], ...]
    top: int


def grouped(groups: Sequence[tuple[str, Sequence[tuple[str, int]]]], every: int = 1) -> Picture:
    """Bars beside each other in groups: its mark (every so many are shown), and each series with its value.

    >>> grouped([("9h", [("came", 10), ("went", 5)])]).bars[1]
    Bar(x=13, y=60, width=11, height=60, series='went')
    """
    top = max((value for _, values in groups for _, value in values), default=0) or 1
    bars = [
        Bar(place * STEP + 2 + at * BAR, HEIGHT - tall, BAR, tall, series)
        for place, (_, values) in enumerate(groups)
        for at, (series, value) in enumerate(values)
        if (tall := round(HEIGHT * value / top))
    ]
    marks = [(place * STEP + 2, mark) for place, (mark, _) in enumerate(groups) if place % every == 0]
    return Picture(max(1, len(groups)) * STEP, HEIGHT, tuple(bars), tuple(marks), top)
