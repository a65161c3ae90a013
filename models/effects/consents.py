"""Effects on what a line wants to be sent, each with its row in the ledger."""

from __future__ import annotations

from sqlalchemy import false, or_, select, update

from flows.records import effects as wanted
from flows.records.service import TOPICS, USUAL
from models.effects.act import Act, carry_out
from models.notices.topics import packed
from models.rows import ACCOUNT, LINE, NOTICE


@carry_out.register
def _set_alerts(effect: wanted.SetAlerts, act: Act) -> None:
    account, sms, email = act.account_id, effect.alerts.sms, effect.alerts.email
    act.run(
        update(ACCOUNT)
        .where(ACCOUNT.c.id == account)
        .values(sms_alerts=bool(sms), sms_topics=packed(sms), email_alerts=bool(email), email_topics=packed(email))
    )
    for channel, topics in (("sms", sms), ("email", email)):
        if topics in ((), USUAL):
            act.consent(f"alerts.{channel}", bool(topics), effect.words, account)
        else:
            for topic in TOPICS:
                act.consent(f"{topic}.{channel}", topic in topics, effect.words, account)
    if sms or email:
        act.on_line(opted_out_at=None)


@carry_out.register
def _opt_out(effect: wanted.OptOut, act: Act) -> None:
    already = LINE.c.number == act.line, LINE.c.opted_out_at.is_not(None)
    if act.connection.execute(select(LINE.c.number).where(*already)).first():
        return  # nothing changes, so nobody can fill the ledger by saying it again
    act.on_line(opted_out_at=act.now)
    act.consent("messages", False, effect.words, act.account_or_none)


@carry_out.register
def _opt_in(effect: wanted.OptIn, act: Act) -> None:
    act.on_line(opted_out_at=None)
    account = act.account_or_none
    if account is not None:
        nothing = ACCOUNT.c.sms_alerts.is_(False), ACCOUNT.c.email_alerts.is_(False)  # a choice of mail alone stands
        act.run(update(ACCOUNT).where(ACCOUNT.c.id == account, *nothing).values(sms_alerts=True))
    act.consent("messages", True, effect.words, account)


@carry_out.register
def _answer_notice(effect: wanted.AnswerNotice, act: Act) -> None:
    open_to = or_(NOTICE.c.answer.is_(None), NOTICE.c.answer == "yes" if effect.answer == "no" else false())
    mine = NOTICE.c.account_id == act.account_of(effect.nss), NOTICE.c.folio == effect.folio
    answered = {"answer": effect.answer, "answered_at": int(act.now.timestamp())}
    act.run(update(NOTICE).where(*mine, open_to).values(**answered))
