"""What a prompt can understand. A reader gets a piece of text and takes its beginning, or says why not.

The identifiers' own readers are in `identifiers.scan`; those of NIPs and codes in `flows.readers.secrets`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.saying.text import PART, T, Text
from flows.turn.answers import Refused, Took
from flows.turn.states import Reader
from flows.typed import numbering, yes_no
from flows.typed.folding import near, simplify

if TYPE_CHECKING:
    from flows.turn.turn import Turn


FIRST_WORD = re.compile(r"[\s,;]*([^\s,;]+)")
YES = T("Sí", PART)
NO = T("No", PART)
TOO_LONG = T("Esa respuesta es muy larga. Escríbela en pocas palabras.")
_EVERY_WORDS = frozenset({"todo", "todos", "todas", "all"})
_COUNTED = {
    "los 3": 3,
    "las 3": 3,
    "los tres": 3,
    "las tres": 3,
    "los 4": 4,
    "las 4": 4,
    "los cuatro": 4,
    "las cuatro": 4,
}
_NUMBERS = re.compile(r"[\s,;]*[1-9](?:\s*(?:[,;]|y|e|and|&)?\s*[1-9])*(?!\d)")
_MY = re.compile(r"^(?:mi|mis|my) ")
_LIKE_ANOTHER = re.compile(r"[\d@]")

Options = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few options, by its number or its label; both are understood, typed with slips too.

    `options` maps outcomes to labels, or gives that map for the turn; then `longest` lists the sets of labels
    it may give at their longest, so that budgets can be proved. `other` may read what is not an option (an
    amount, an address) and its value is the outcome's own; why it refuses is told only of what looks like that.
    `before` is asked first, for what an option's number must not be seen in: the 2 of `2,500`.
    """

    options: Options | Callable[[Turn], Options]
    other: Reader | None = None
    before: Reader | None = None
    longest: tuple[tuple[str, ...], ...] = ()

    def labels(self, turn: Turn) -> Options:
        """The options as they stand now."""
        return self.options(turn) if callable(self.options) else self.options

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """A number first, then a label, whole or as the first word; nothing but the next answer may follow."""
        options = self.labels(turn)
        if text.isdecimal() and text.isascii() and len(text) < 3 and 1 <= int(text) <= len(options):
            return Took(list(options)[int(text) - 1], "", text)
        if self.before and isinstance(read := self.before.read(text, turn), Took):
            return read
        found = FIRST_WORD.match(text)
        first = found[1] if found else ""
        shown = [_label(turn.say(label)) for label in options.values()]
        if (numbered := numbering.number(text, *(label.said for label in shown))) and 1 <= numbered[0] <= len(options):
            return Took(list(options)[numbered[0] - 1], numbered[1], str(numbered[0]))
        if agreed := yes_no.said(text):
            meant, rest = agreed
            for number, (value, label) in enumerate(zip(options, shown, strict=True), 1):
                if label.agrees == meant:
                    return Took(value, "" if simplify(rest) == str(number) else rest, str(number))
        for typed, rest in ((text, ""), (first, text[found.end() :] if found else "")):
            meaning = _labelled(typed)
            if not meaning.said or (rest and meaning.agrees) or not numbering.follows(rest):
                continue
            for number, (value, label) in enumerate(zip(options, shown, strict=True), 1):
                if label.meant_by(meaning):
                    return Took(value, rest, str(number))
        read = self.other.read(text, turn) if self.other else Refused()
        return read if isinstance(read, Took) or _LIKE_ANOTHER.search(text) else Refused()

    def named(self, text: str) -> bool:
        """Whether the text can only be what the other readers look for."""
        return any(named(text) for reader in (self.before, self.other) if (named := getattr(reader, "named", None)))


@dataclass(frozen=True, slots=True)
class _Label:
    """An option's label as it is compared: folded, what it begins with, without its `por`, and its first word."""

    said: str
    agrees: str
    bare: str
    first: str

    def meant_by(self, typed: _Label) -> bool:
        """Whether it was typed, or without its `mi`, its first word, or near it; a slip never turns a no into a yes."""
        if typed.agrees != self.agrees:
            return False
        return (
            typed.bare in (self.bare, _MY.sub("", self.bare))
            or near(typed.bare, self.bare)
            or (len(typed.bare) > 3 and typed.bare == self.first)
        )


def _labelled(text: str) -> _Label:
    said = simplify(text)
    bare = said.removeprefix("por ").removeprefix("by ")
    return _Label(said, yes_no.begins(said), bare, bare.split(" ", 1)[0])


_label = lru_cache(maxsize=1024)(_labelled)
"""Only what we say ourselves is remembered."""


@dataclass(frozen=True, slots=True)
class Several(Choice):
    """Some of a few options, as `1 3`, `13`, `1 y 3` or one's label; the value is their outcomes, parted by spaces."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """Numbers first, in any order, then a label."""
        outcomes = list(self.labels(turn))
        if (said := simplify(text)) in _EVERY_WORDS or _COUNTED.get(said) == len(outcomes):
            return Took(" ".join(outcomes), "", said.upper())
        found = _NUMBERS.match(text)
        if found is None:
            return Choice.read(self, text, turn)
        numbers = sorted(set(re.sub(r"\D", "", found[0])))
        if int(numbers[-1]) > len(outcomes) or not numbering.follows(text[found.end() :]):
            return Refused()
        return Took(" ".join(outcomes[int(n) - 1] for n in numbers), text[found.end() :], " ".join(numbers))


YES_NO = Choice({"yes": YES, "no": NO})


@dataclass(frozen=True, slots=True)
class Free:
    """Words of the worker's own, up to a comma or a line's end; at least `least` letters or digits."""

    too_short: Text
    least: int = 2
    most: int = 60

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The words as typed."""
        words = re.split(r"[,;\n]", text.strip(" ,;\n"), maxsplit=1)[0]
        size = len(simplify(words).replace(" ", ""))
        if not self.least <= size <= self.most:
            return Refused(TOO_LONG if size > self.most else self.too_short)
        return Took(words.strip(), text[text.index(words) + len(words) :].strip(), "[…]")
