"""Measures every text in every language at its longest against its segments and the USSD page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.engine.engine import CHANGED
from flows.engine.puzzled import NOT_UNDERSTOOD, NUMBER
from flows.machine.register import STATES
from flows.proving.worst_case import all_texts, worst
from flows.readers.readers import Choice
from flows.saying.reply import Reply
from flows.saying.text import ASKED_ROOM, MAIL, NOTICE_ROOM, PART, Budget, Text
from flows.saying.voice import Catalogue
from flows.turn.states import Ask
from gsm7 import USSD_PAGE, encoding, segments, septets
from turns.render import sms_text, ussd_pages


@dataclass(frozen=True, slots=True)
class Measure:
    """One text at its longest. `over` says what it breaks, or nothing."""

    where: str
    language: str
    text: str
    encoding: str
    septets: int
    segments: int
    pages: int
    over: str


_ROOMS = {Budget.NOTICE: NOTICE_ROOM, Budget.ASKED: ASKED_ROOM}


def measures(catalogues: Mapping[str, Catalogue]) -> Iterator[Measure]:
    """Each text alone, then each question together with its options and the excuse before them."""
    for language, catalogue in {"es": {}, **catalogues}.items():
        for text in all_texts():
            if text.budget not in (PART, MAIL):
                longest = worst(text, catalogue.get(text, text))
                yield _measure(text[:40], language, Reply(longest), text.budget, catalogue)
        for name, state in STATES.items():
            if isinstance(state, Ask) and isinstance(state.reads, Choice):
                yield from _questions(name, state, state.reads, language, catalogue)


def _questions(name: str, ask: Ask, reads: Choice, language: str, catalogue: Catalogue) -> Iterator[Measure]:
    excuses = [NOT_UNDERSTOOD, CHANGED if name == "menu" else NOT_UNDERSTOOD, *([] if ask.explains else [NUMBER])]
    never = name == "which" or (ask.rests and name != "menu")  # never refused
    excuse = "" if never else max((catalogue.get(text, text) for text in excuses), key=len)
    asked = ask.texts if callable(ask.says) else (ask.says,)
    said = [(f"{excuse} " if excuse else "", text) for text in asked]
    said += [("", ask.explains)] if isinstance(ask.explains, Text) else []
    label_sets = reads.longest if callable(reads.options) else (tuple(reads.options.values()),)
    for before, text in said:
        for labels in label_sets:
            options = tuple(worst(label, catalogue.get(label, label)) for label in labels)
            longest = f"{before}{worst(text, catalogue.get(text, text))}"
            budget = text.budget if ask.rests and isinstance(text, Text) else Budget.ONE
            yield _measure(name, language, Reply(longest, options=options, kind="prompt", back=True), budget, catalogue)


def _measure(where: str, language: str, reply: Reply, budget: Budget, catalogue: Catalogue) -> Measure:
    sms = sms_text(reply)
    pages = ussd_pages(reply, lambda text: catalogue.get(text, text))
    count = segments(sms)
    over = ""
    if encoding(sms) != "GSM7":
        over = "not GSM-7 after folding"
    elif budget in (Budget.ONE, Budget.TWO) and count > budget.value:
        over = f"{septets(sms)} septets, {count} segments where {budget.value} may be"
    elif septets(sms) > _ROOMS.get(budget, USSD_PAGE * 99):
        over = f"{septets(sms)} septets where a notice has room for {_ROOMS[budget]}"
    elif any(septets(page) > USSD_PAGE for page in pages):
        over = f"a USSD page over {USSD_PAGE} septets"
    return Measure(where, language, sms, encoding(sms), septets(sms), count, len(pages), over)
