"""What the assisted dialog told last, which may be sent to the worker's own phone or mailbox: as we told it, not typed.

It is read from the turn as it was written down, so that nothing else can pass for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from sqlalchemy import Connection, select

from config.vault import Unreadable
from console.desk.context import Desk
from console.desk.replying import MOST, Weight, after_quiet, opted_out
from console.wording import Words
from flows.machine.register import STATES
from flows.turn.states import Ask, Tell
from models import journal
from models.cases import holding
from models.cases.holding import Held
from models.columns import table
from models.outbox.owing import Owed, enqueue, known
from models.tables.accounts import ACTIVE, AccountRow
from models.tables.outbox import URGENT
from turns.envelope import unpack

FRESH = timedelta(minutes=10)
"""How long it may be sent, which is as long as a proof lasts."""

_account = table(AccountRow)


@dataclass(frozen=True, slots=True)
class ToldResult:
    """The last turn of an agent's dialog. `sendable`: it answers something; `mail`: the proved address, if any."""

    state: str
    asked: tuple[str, ...]
    text: str
    language: str
    sendable: bool
    mail: str | None


def last_result(desk: Desk, connection: Connection, case: Held) -> ToldResult | None:
    """What the agent was given to say last; None where there is nothing, or nothing of this version."""
    sealed = journal.latest(connection, desk.vault.mark(case.line), "agent")
    try:
        envelope = unpack(desk.vault.open(sealed)) if sealed else None
    except (Unreadable, ValueError):
        return None
    if envelope is None or envelope.dialog is None or envelope.dialog.state not in STATES:
        return None
    dialog = envelope.dialog
    state = STATES[dialog.state]
    answers = isinstance(state, Tell) or (isinstance(state, Ask) and state.rests)
    fresh = dialog.heard_at > (desk.clock() - FRESH).timestamp()
    sendable = answers and fresh and dialog.state not in ("menu", "leave.done")
    mine = _account.c.line == case.line, _account.c.status == ACTIVE, _account.c.email_proved_at.is_not(None)
    mail = connection.execute(select(_account.c.email).where(*mine)).scalar() if sendable else None
    return ToldResult(dialog.state, tuple(dialog.history), envelope.screen.text, dialog.language, sendable, mail)


def send_result(
    desk: Desk, connection: Connection, case: Held, told: ToldResult | None, by: Literal["sms", "email"], once: str
) -> str:
    """Owe it, once however often the button is pressed; the name of the words that say what came of it."""
    if told is None or not told.sendable or (by == "email" and told.mail is None):
        return "result_gone"
    key, now = f"result {case.folio} {once}", desk.clock()
    if known(connection, key):
        return "result_sent"
    subject = Words("en" if told.language == "en" else "es")["result_subject"]
    owed = Owed("case", URGENT, by, told.mail or "", told.text, subject, dedupe_key=key, account_id=case.account_id)
    if by == "sms":
        weight = Weight.of(told.text, desk.segment_price)
        if weight.segments > MOST:
            return "result_long"
        if opted_out(connection, case.line):
            return "opted_out"
        leaves = after_quiet(case.line, now, desk.quiet)
        owed = replace(owed, recipient=case.line, text=weight.text, subject=None, not_before=leaves)
    enqueue(connection, desk.vault, owed, now)
    holding.answered(connection, case.folio, now)
    desk.note_down(connection, "result-sent", case, f"{by} {told.state}")
    desk.ring(case.folio)
    return "result_sent"
