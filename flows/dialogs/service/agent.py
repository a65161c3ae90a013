"""ASESOR: a person takes over. Opens one case and says how to be reached."""

from __future__ import annotations

from flows import words
from flows.answers import Refused, Took
from flows.effects import OpenCase
from flows.readers import NO, YES, Choice
from flows.states import Ask, Do, Tell
from flows.text import ONE, T
from flows.turn import Turn


def open_case(turn: Turn, reason: str) -> str:
    """`opened`, or `already` where the line's case is still open; its folio is then in the data."""
    case = turn.facts.open_case()
    turn.data["folio"] = case.folio if case else turn.chance.folio()
    if case:
        return "already"
    turn.do(OpenCase(turn.data["folio"], reason))
    return "opened"


def _open(turn: Turn) -> str:
    return open_case(turn, str(turn.data.get("why", "worker-asked")))


class _AnswerAfterAll:
    """What is neither yes nor no nor a word: the answer to the question that was not understood."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """Leave all of it to that question."""
        return Refused() if words.typed(text, turn.dialog.language) else Took("no", text)


def _offer(turn: Turn, answer: str) -> str:
    if answer == "yes":
        turn.data["why"] = "not-understood"
    return answer


def _folio(turn: Turn) -> dict[str, object]:
    return {"folio": turn.data["folio"]}


STATES = (
    Ask(
        name="agent.offer",
        says=T("Parece que esto se complicó. ¿Quieres que te ayude una persona?", ONE),
        reads=Choice({"yes": YES, "no": NO}, other=_AnswerAfterAll()),
        decide=_offer,
        tries=2,
        final=True,
        leads={"yes": "agent.open", "no": "resume.back"},
    ),
    Do(name="agent.start", decide=lambda turn: "ask", leads={"ask": "agent.open"}),
    Do(name="agent.open", decide=_open, leads={"opened": "agent.opened", "already": "agent.already"}),
    Tell(
        name="agent.opened",
        says=T(
            "Tu caso es el {folio}. Un asesor te escribe a este número de lunes a viernes, de 7:30 a 21:00. "
            "Si te urge, llama al {infonatel}.",
            ONE,
        ),
        show=_folio,
    ),
    Tell(
        name="agent.already",
        says=T("Tu caso {folio} sigue abierto y un asesor te va a escribir. Si te urge, llama al {infonatel}.", ONE),
        show=_folio,
    ),
)
