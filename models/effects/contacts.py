"""Effects that reach every contact of an account: told of a change, or asked whether it was the worker's."""

from __future__ import annotations

from sqlalchemy import insert, select

from flows.records import effects as wanted
from models.effects.act import Act, EffectRefused, carry_out
from models.rows import ACCOUNT, NOTICE
from models.tables.notices import QUEUED
from models.tables.outbox import ASKED_KIND, TOLD_KIND

OWN_CHANGE = "own_change"
"""The kind of notice that asks about a change of the account itself; it is written with the change."""


@carry_out.register
def _tell_contacts(effect: wanted.TellContacts, act: Act) -> None:
    contacts = select(ACCOUNT.c.email, ACCOUNT.c.former_line).where(act.of(effect.nss))
    email, former = act.connection.execute(contacts).one_or_none() or (None, None)
    if act.channel != "sms":
        act.send(TOLD_KIND, "sms", act.line, effect.sms)
    if effect.former and former:
        act.send(TOLD_KIND, "sms", former, effect.sms)
    if email and effect.mail:
        act.send(TOLD_KIND, "email", email, effect.mail, subject=effect.subject)


@carry_out.register
def _ask_contacts(effect: wanted.AskContacts, act: Act) -> None:
    whose = select(ACCOUNT.c.id, ACCOUNT.c.nss, ACCOUNT.c.email).where(act.mine)
    account = act.connection.execute(whose).one_or_none()
    if account is None:
        raise EffectRefused("the line has no account")
    owed = len(act.owes)
    if effect.leaving or act.channel == "agent":
        act.send(ASKED_KIND, "sms", act.line, effect.asks, folio=effect.folio)
    elif act.channel != "sms":
        act.send(TOLD_KIND, "sms", act.line, effect.tells, folio=effect.folio)
    if account.email and effect.mail:
        act.send(ASKED_KIND, "email", account.email, effect.mail, subject=effect.subject, folio=effect.folio)
    if len(act.owes) == owed:
        return  # nobody else could hear of it
    moment = int(act.now.timestamp())
    about = {"kind": OWN_CHANGE, "subject": f"{effect.change}:{effect.folio}", "folio": effect.folio, "topics": 0}
    times = {"due_at": moment, "ends_at": moment, "planned_at": moment}
    whom = {"nss": account.nss, "account_id": account.id, "zone": "", "status": QUEUED}
    act.run(insert(NOTICE).values(**about, **times, **whom))
