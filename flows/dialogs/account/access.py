"""Who may see what: the door that every dialog with amounts or data passes first.

Levels: a stranger; a pending account; a known line whose NIP is not proved; and, for ten minutes, a proved NIP.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from flows.keywords.words import GOALS, PERIODIC
from flows.readers import periods
from flows.readers.secrets import NIP, spare
from flows.turn.answers import Refused
from flows.turn.states import Do
from flows.turn.turn import Turn

AMOUNTS = GOALS[: GOALS.index("details")]
"""Goals that show amounts: first the privacy notice is agreed to as it is now."""

SETTLED = (*AMOUNTS, "details", "rights", "closing", "questions")
"""What a line that has just taken an account over may not do yet."""

BEFORE = {"renewal": "renewal.ask", "settling": "entrance.settling"}
"""Where `door` may lead besides the goal."""

_SIX = re.compile(r"(?<!\S)\d{6}(?!\S)")


def locked(turn: Turn) -> bool:
    """Whether too many wrong NIPs have closed the account for now."""
    until = turn.account.locked_until
    return until is not None and until > turn.now


FOR_GOOD = timedelta(days=36525)
"""A century: how long an account is closed that its holder asked to close, unless it is opened before."""


def frozen(turn: Turn) -> bool:
    """Whether the account was closed for good, and not for some hours by wrong NIPs."""
    return _for_good(turn, turn.account.locked_until)


def disputed(turn: Turn) -> bool:
    """Whether the line that had the account before closed it: only an agent opens it again."""
    return _for_good(turn, turn.account.settled_at)


def _for_good(turn: Turn, until: datetime | None) -> bool:
    return until is not None and until - turn.now > timedelta(days=365)


FIRST_NIP = {"nip": "entrance.nip", "call": "call.start", "locked": "entrance.locked"}
"""Where `ask_first` may lead, besides `open`."""


def _call(turn: Turn, goal: str) -> str:
    """An agent asks nobody's NIP: who is on the telephone is verified in another way."""
    turn.answers.drop()
    turn.data["goal"] = goal
    return "call"


def settling(turn: Turn, goal: str) -> bool:
    """Whether the line has the account too recently for this."""
    until = turn.account.settled_at
    return goal in SETTLED and until is not None and until > turn.now


def still_before(turn: Turn, goal: str) -> str:
    """What still stands before a goal once the NIP is proved: `renewal`, `settling`, or nothing: the goal itself."""
    if settling(turn, goal):
        return "settling"
    if goal in AMOUNTS and turn.account.privacy != turn.house.privacy_version:
        turn.data["goal"] = goal
        if turn.answers:
            turn.data["unread"] = turn.answers.next()
            turn.answers.drop()
        return "renewal"
    return goal


def gate(
    goal: str,
    keeps: Callable[[Turn], str] = lambda turn: "",
    *,
    anew: bool = False,
    stranger: str = "entrance.stranger",
) -> Do:
    """The state `<goal>.start`: lets in, asks for the NIP first, or says what is missing.

    `keeps` gives what of the answers at hand is to be read once the NIP is right. `anew`: the NIP is asked
    for though it is proved. `stranger` is where a line without an account is led.
    """

    def decide(turn: Turn) -> str:
        if turn.who == "stranger":
            return turn.who
        if goal in PERIODIC:
            periods.take(turn)
        if turn.who == "pending":
            turn.answers.drop()  # the NIP of `AHORRO 482913` is not the code that is asked for next
            return turn.who
        if frozen(turn) and turn.driver == "agent":
            return _call(turn, "reopening")
        if locked(turn):
            return "locked"
        if turn.proved and not anew:
            take_spare_nip(turn)
            return still_before(turn, goal)
        if settling(turn, goal):
            return "settling"
        if turn.driver == "agent":
            return _call(turn, goal)
        turn.data.pop("ahead", None)
        turn.data["goal"] = goal
        if turn.answers:
            _nip_first(turn)
            if kept := keeps(turn):
                turn.data["ahead"] = kept
        return "nip"

    return Do(
        f"{goal}.start",
        decide,
        leads={
            goal: f"{goal}.open",
            **BEFORE,
            **FIRST_NIP,
            "pending": "activation.waiting",
            "stranger": stranger,
        },
    )


def ask_first(turn: Turn, goal: str) -> str:
    """In the middle of a dialog: `open` where the NIP is proved, else it is asked, and `<goal>.open` comes after it."""
    if locked(turn):
        return "locked"
    if not turn.proved and turn.driver == "agent":
        return _call(turn, goal)
    turn.data["goal"] = goal
    return "open" if turn.proved else "nip"


def _nip_first(turn: Turn) -> None:
    """`PAGO 1500 482913` is `PAGO 482913 1500`."""
    typed = turn.answers.next()
    if isinstance(NIP.read(typed, turn), Refused) and len(found := _SIX.findall(typed)) == 1:
        turn.answers.reword(f"{found[0]} {_SIX.sub('', typed)}")


def take_spare_nip(turn: Turn, *, keep: bool = False) -> None:
    """`PAGO 482913 1500` sent again within ten minutes: the NIP must not be read as an amount, nor be tried.

    To `keep` it is to read it after the other answers, where it may be asked for.
    """
    if turn.answers and (rest := spare(turn.answers.next())) is not None:
        nip = turn.answers.next().removesuffix(rest)
        turn.answers.take(rest, "••••••")
        if keep and turn.answers:
            turn.answers.after_all(nip)
