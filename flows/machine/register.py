"""Every dialog the machine is made of, and what is known of their states."""

from __future__ import annotations

from collections.abc import Callable

from flows.dialogs.account import (
    activation,
    call,
    closing,
    codes,
    correction,
    details,
    entrance,
    freeze,
    new_questions,
    nip,
    registration,
    renewal,
    reopening,
)
from flows.dialogs.credit import (
    after_paying,
    benefits,
    certificate,
    credit,
    discounts,
    insurance,
    paid,
    payment,
    reference,
    statement,
    ways,
)
from flows.dialogs.safety import scam, was_it_you
from flows.dialogs.savings import application, contributions, points, savings, work
from flows.dialogs.service import (
    agent,
    alerts,
    appointment,
    away,
    by_mail,
    dropped,
    guide,
    language,
    menu,
    optout,
    privacy,
    proof,
    resume,
    rights,
    topics,
    verify,
    which,
)
from flows.keywords.words import ASKING, WORDS
from flows.turn.states import Ask, Do, State
from flows.turn.turn import Turn

DIALOGS = (
    menu,
    guide,
    registration,
    activation,
    entrance,
    call,
    nip,
    savings,
    contributions,
    credit,
    payment,
    reference,
    paid,
    benefits,
    after_paying,
    insurance,
    ways,
    statement,
    points,
    application,
    work,
    appointment,
    discounts,
    certificate,
    alerts,
    optout,
    details,
    reopening,
    new_questions,
    correction,
    closing,
    renewal,
    language,
    dropped,
    agent,
    verify,
    privacy,
    rights,
    resume,
    topics,
    freeze,
    was_it_you,
    scam,
    which,
    away,
    by_mail,
    proof,
)
STATES: dict[str, State] = {state.name: state for dialog in DIALOGS for state in dialog.STATES}
if len(STATES) < sum(len(dialog.STATES) for dialog in DIALOGS):
    raise ValueError("two states of different dialogs have one name")


AWAITED: dict[str, Callable[[Turn], str]] = {
    "activation.code": lambda turn: codes.renewed(turn, "activation"),
    "nip.code": lambda turn: codes.renewed(turn, "recovery"),
    "details.code": details.renewed,
    "document.prove": by_mail.renewed,
}
"""Questions for a code that was sent, and how another is sent where that one has run out."""


def _where_it_stopped(turn: Turn) -> str:
    place = str(turn.data.pop("resume", "menu"))
    if place in AWAITED and AWAITED[place](turn) == "enough":
        return "activation.enough"
    return place


DROPPED = "dropped.start"
"""Where giving up leads, from any question."""

ASKED = {name: state for name, state in STATES.items() if isinstance(state, Ask)}
"""Every question."""
OPEN = frozenset(name for name, state in ASKED.items() if not state.rests)
"""Every question that waits for an answer; the menu only lists what there is, and so do answers with a choice."""
HOLDING = frozenset(name for name, state in ASKED.items() if state.holds)
"""Questions that are not left for a service."""
STATES["resume.back"] = Do(
    "resume.back", _where_it_stopped, leads={place: place for place in (*ASKED, "activation.enough")}
)
STARTS = (
    frozenset(word.leads for word in WORDS)
    | frozenset(ASKING)
    | {f"info.{topic.name}" for topic in topics.TOPICS}
    | {"info.who", "info.stolen_phone", "info.where_to_pay", DROPPED}
)
"""Where a word or what was meant may lead, from wherever the worker stands."""
