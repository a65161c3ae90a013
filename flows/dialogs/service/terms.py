"""A request over one's data: a case with the day by which the law wants it answered."""

from __future__ import annotations

from flows.records.effects import AskRight, OpenCase
from flows.records.service import RightKind
from flows.turn.turn import Turn


def ask_right(turn: Turn, kind: RightKind, *, answered: bool = False) -> str:
    """`asked`, or `already` where one of its kind is open; its folio and day are then in the data.

    `answered`: this very turn answers it, so that nobody has to.
    """
    found = turn.facts.right(turn.account.nss, kind)
    if found and found.answered_on is None:
        turn.data["folio"], turn.data["by"] = found.folio, turn.voice.day(found.answer_by)
        return "already"
    folio = turn.data["folio"] = turn.chance.folio()
    by = turn.house.terms.after(turn.today, turn.house.terms.answer)
    turn.data["by"] = turn.voice.day(by)
    turn.do(OpenCase(folio, f"arco-{kind}"))
    turn.do(AskRight(folio, kind, by, answered))
    return "asked"
