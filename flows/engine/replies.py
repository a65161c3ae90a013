"""What a state says in the worker's language, as a reply."""

from __future__ import annotations

from flows.dialogs.service import away
from flows.readers.readers import Choice
from flows.saying.reply import Reply
from flows.turn.states import Ask, Says, Tell
from flows.turn.turn import Turn


def told(turn: Turn, here: Tell) -> Reply:
    """The answer of a state, with how old it is where it had to be given from memory."""
    text = here.says(turn) if callable(here.says) else turn.say(here.says, **here.show(turn))
    if seen := turn.facts.as_seen():
        text += away.from_memory(turn, seen)
    return Reply(text, back=not here.ends, ends=here.ends, keepable=here.keepable)


def asked(turn: Turn, here: Ask, excuse: str = "", says: Says | None = None) -> Reply:
    """The question of a state, after an excuse, or with an explanation in its place."""
    said = says or here.says
    text = said(turn) if callable(said) else turn.say(said, **here.show(turn))
    if here.rests and (seen := turn.facts.as_seen()):
        text += away.from_memory(turn, seen)
    labels = here.reads.labels(turn).values() if isinstance(here.reads, Choice) else ()
    return Reply(
        f"{excuse} {text}" if excuse else text,
        options=tuple(turn.say(label) for label in labels),
        hint=turn.say(here.hint) if here.hint else "",
        by_ussd=here.by_ussd(turn) if here.by_ussd and not (excuse or says) else "",
        kind="answer" if here.rests else "prompt",
        back=bool(turn.dialog.history),
        keepable=here.keepable,
    )


def refused(turn: Turn, reason: str) -> Reply:
    """Why an answer will not do."""
    return Reply(turn.say(reason), kind="prompt", back=bool(turn.dialog.history))


def unanswered(turn: Turn) -> Reply:
    """The institution's system is away. A question stays on the table, for the same answer in a while."""
    return Reply(turn.say(away.AWAY), kind="prompt", back=bool(turn.dialog.history))
