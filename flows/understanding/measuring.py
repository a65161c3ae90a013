"""How well sentences are understood, measured over a corpus that the weights were not learned from.

A corpus has one JSON object a line: `text`, `want` (services parted by `|`) and who says it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.understanding.meaning import Meaning, understand
from flows.understanding.phrases import NOISE
from flows.understanding.words import heard

ALIKE = (
    {"info.withdrawal", "info.retirement"},
    {"menu", "help", "info.who"},
    {"leave", "thanks"},
    {"alerts.start", "optin.start"},
    {"alerts.start", "optout.start"},
    {"payment.start", "info.where_to_pay"},
    {"freeze.start", "info.stolen_phone"},
    {"insurance.start", "info.insurance"},
    {"appointment.start", "info.office"},
    {"after.start", "info.deeds"},
)
"""Services whose answers serve whoever asked for the other."""
UNNAMED = frozenset({"menu", "help"})
"""What somebody gets of whom nothing was understood."""
LENGTHS = ((1, 2, "1–2 words"), (3, 4, "3–4 words"), (5, 99, "5 words and more"))


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence of a corpus and what it came to."""

    text: str
    wanted: frozenset[str]
    meaning: Meaning

    @property
    def verdict(self) -> str:
        """`right`, `asked` (a question that contains the right one), `lost` (one that does not), or `wrong`."""
        if self.meaning.outcome == "unsure" and self.wanted & (UNNAMED | {NOISE}):
            return "right"
        named = any(_serves(service, self.wanted) for service in self.meaning.services)
        if self.meaning.outcome == "sure":
            return "right" if named else "wrong"
        return "asked" if named else "lost"

    @property
    def length(self) -> str:
        """Which row of the table its number of words puts it in."""
        words = len(heard(self.text, {}))
        return next(name for least, most, name in LENGTHS if words <= most or most == LENGTHS[-1][1])


def cases(lines: Iterable[str], names: Mapping[str, str] | None = None) -> Iterator[Labelled]:
    """The cases of a corpus; `names` says which services of ours its own names stand for, parted by `|`."""
    for line in lines:
        told = json.loads(line)
        own = str(told["want"]).split("|")
        wanted = frozenset(ours for name in own for ours in (names or {}).get(name, name).split("|"))
        yield Labelled(told["text"], wanted, understand(told["text"]))


def figures(found: Iterable[Labelled]) -> dict[str, float]:
    """The share of each verdict, 0 to 1."""
    counted = Counter(case.verdict for case in found)
    whole = sum(counted.values()) or 1
    return {verdict: counted[verdict] / whole for verdict in ("right", "asked", "lost", "wrong")}


def heading(first: str) -> str:
    """The head of a Markdown table of figures, whose rows are named by `first`."""
    columns = (first, "sentences", "right", "asked, with the right one", "asked, without", "wrong")
    return f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n"


def figures_table(found: Iterable[Labelled], by: str) -> str:
    """A Markdown table of the figures, a row for each value of `by`: `length` or `service`."""
    rows: dict[str, list[Labelled]] = defaultdict(list)
    for case in found:
        rows[case.length if by == "length" else min(case.wanted)].append(case)
    order = [name for *_, name in LENGTHS] if by == "length" else sorted(rows)
    return heading(by) + "".join(_row(name, rows[name]) for name in order if rows[name])


def confusions(found: Iterable[Labelled]) -> str:
    """A list of what was taken for what, with the sentence."""
    return "".join(
        f"- `{case.text}` is {' or '.join(sorted(case.wanted))}, "
        f"taken for {' or '.join(case.meaning.services) or 'nothing'} ({case.verdict})\n"
        for case in found
        if case.verdict in ("wrong", "lost")
    )


def _row(name: str, found: list[Labelled]) -> str:
    shares = " | ".join(f"{share:.0%}" for share in figures(found).values())
    return f"| {name} | {len(found)} | {shares} |\n"


def _serves(service: str, wanted: frozenset[str]) -> bool:
    return service in wanted or any(service in both and both & wanted for both in ALIKE)
