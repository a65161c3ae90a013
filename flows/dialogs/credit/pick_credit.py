"""Which of the worker's credits is meant: none, the only one, or one they choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.readers.readers import Choice
from flows.records.credit import Credit
from flows.saying.text import T, labels
from flows.turn.answers import Refused
from flows.turn.states import Ask, Do, State, Tell
from flows.turn.turn import Gone, Turn

MOST = 4
WHICH = T("Tienes más de un crédito. ¿De cuál?")
STATE_NAMES = labels(vigente="vigente", vencido="con atraso", prorroga="en prórroga", liquidado="liquidado")
NO_CREDIT = T("No tienes un crédito con nosotros. Si quieres saber cuánto te podemos prestar, manda PUNTOS.")
ALL_SETTLED = T("Tu crédito ya está liquidado: no debes nada. ¡Felicidades!")

_LONGEST = ("..9999 con atraso",) * MOST


def ending(number: str) -> str:
    """A credit number as it is shown on a phone that others can read: `..7890`."""
    return f"..{number[-4:]}"


def chosen(turn: Turn) -> Credit:
    """The credit in question, as it stands now. Raises Gone if it has left the records."""
    for credit in turn.facts.credits(turn.account.nss):
        if credit.number == turn.data["credit"]:
            return credit
    raise Gone


def pick_credit(
    dialog: str, then: str, settled: bool = True, keeps: Callable[[Turn], str] = lambda turn: ""
) -> tuple[State, ...]:
    """The states that settle which credit `dialog` is about, ending at `then`.

    Without `settled`, credits already paid off are not offered, and a worker who has only those is told so.
    `keeps` gives what of the answers at hand is to be read once the credit is chosen.
    """

    def offered(turn: Turn) -> list[Credit]:
        all_of_them = turn.facts.credits(turn.account.nss)
        return [credit for credit in all_of_them if settled or credit.state != "liquidado"][:MOST]

    def decide(turn: Turn) -> str:
        found = offered(turn)
        if not found:
            return "settled" if turn.facts.credits(turn.account.nss) else "none"
        turn.data["credit"] = found[0].number
        if len(found) == 1:
            return "one"
        turn.data.pop("ahead", None)
        if turn.answers and isinstance(reads.read(turn.answers.next(), turn), Refused) and (kept := keeps(turn)):
            turn.data["ahead"] = kept
            turn.answers.drop()
        return "many"

    def options(turn: Turn) -> Mapping[str, str]:
        return {
            credit.number: f"{ending(credit.number)} {turn.say(STATE_NAMES[credit.state])}" for credit in offered(turn)
        }

    def choose(turn: Turn, number: str) -> str:
        turn.data["credit"] = number
        ahead = turn.data.pop("ahead", None)
        if ahead and not turn.answers:
            turn.answers.after_all(ahead)
        return "chosen"

    reads = Choice(options, longest=(_LONGEST,))
    return (
        Do(
            f"{dialog}.open",
            decide,
            leads={"one": then, "many": f"{dialog}.which", "none": f"{dialog}.none", "settled": f"{dialog}.settled"},
        ),
        Ask(f"{dialog}.which", WHICH, reads=reads, decide=choose, leads={"chosen": then}),
        Tell(f"{dialog}.none", NO_CREDIT),
        Tell(f"{dialog}.settled", ALL_SETTLED),
    )
