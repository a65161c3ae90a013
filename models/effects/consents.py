"""Effects on what a line wants to be sent, each with its row in the ledger."""

from __future__ import annotations

from sqlalchemy import update

from flows import effects as wanted
from models.effects.act import ACCOUNT, Act, carry_out


@carry_out.register
def _(effect: wanted.SetAlerts, act: Act) -> None:
    account = act.account_id
    act.run(update(ACCOUNT).where(ACCOUNT.c.id == account).values(sms_alerts=effect.sms, email_alerts=effect.email))
    act.consent("alerts.sms", effect.sms, effect.words, account)
    act.consent("alerts.email", effect.email, effect.words, account)
    if effect.sms or effect.email:
        act.on_line(opted_out_at=None)


@carry_out.register
def _(effect: wanted.OptOut, act: Act) -> None:
    act.on_line(opted_out_at=act.now)
    act.consent("messages", False, effect.words, act.account_or_none)


@carry_out.register
def _(effect: wanted.OptIn, act: Act) -> None:
    act.on_line(opted_out_at=None)
    account = act.account_or_none
    if account is not None:
        act.run(update(ACCOUNT).where(ACCOUNT.c.id == account).values(sms_alerts=True))
    act.consent("messages", True, effect.words, account)
