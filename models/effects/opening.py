"""Effects on the account itself: opening, activating, where it can be reached."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update

from flows.records import effects as wanted
from models.cases.whose import CLOSED
from models.effects.act import Act, EffectRefused, carry_out
from models.outbox.watch import withdraw
from models.rows import ACCOUNT, CASE, PROOF, QUESTION, REFERENCE
from models.tables import accounts


@carry_out.register
def _open_account(effect: wanted.OpenAccount, act: Act) -> None:
    first = (ACCOUNT.c.nss == effect.nss) & (ACCOUNT.c.line != act.line) & (ACCOUNT.c.status == accounts.PENDING)
    if loser := act.connection.execute(select(ACCOUNT.c.line).where(first)).scalar():
        if not effect.replaces:
            raise EffectRefused("somebody else began to register this worker meanwhile")
        act.send("registration-replaced", "sms", loser, effect.replaces)
    replaced = (ACCOUNT.c.nss == effect.nss) | (ACCOUNT.c.line == act.line)
    act.run(delete(ACCOUNT).where(replaced, ACCOUNT.c.status == accounts.PENDING))
    whose = {"nss": effect.nss, "first_name": effect.first_name, "birth_date": effect.birth_date}
    reached = {"line": act.line, "email": effect.email, "language": effect.language}
    guarded = {"nip_hash": effect.nip_hash, "wrong_nips": 0, "wrong_answers": 0, "locks": 0}
    told = {"sms_alerts": "sms" in effect.alerts, "email_alerts": "email" in effect.alerts}
    agreed = {"status": accounts.PENDING, "privacy_version": effect.privacy, "created_at": act.now}
    opened = insert(ACCOUNT).values(whose | reached | guarded | told | agreed).returning(ACCOUNT.c.id)
    row = act.connection.execute(opened).scalar_one()
    for question in effect.questions:
        act.run(insert(QUESTION).values(account_id=row, key=question.key, answer_hash=question.answer_hash))
    act.consent("privacy", True, effect.privacy, row)
    for channel in ("sms", "email"):
        act.consent(f"alerts.{channel}", channel in effect.alerts, "REGISTRO", row)


@carry_out.register
def _activate_account(effect: wanted.ActivateAccount, act: Act) -> None:
    pending = act.mine, ACCOUNT.c.status == accounts.PENDING
    proved = act.now if effect.by_mail else None
    active = {"status": accounts.ACTIVE, "activated_at": act.now, "email_proved_at": proved}
    if not act.run(update(ACCOUNT).where(*pending).values(**active)):
        raise EffectRefused("no account waits for activation")


@carry_out.register
def _set_email(effect: wanted.SetEmail, act: Act) -> None:
    act.run(
        update(ACCOUNT).where(act.mine).values(email=effect.email, email_proved_at=act.now if effect.email else None)
    )


@carry_out.register
def _set_line(effect: wanted.SetLine, act: Act) -> None:
    waiting = ACCOUNT.c.line == effect.line, ACCOUNT.c.status == accounts.PENDING
    act.run(delete(ACCOUNT).where(*waiting))
    moved = {"former_line": None if effect.decided else act.line, "settled_at": effect.settled_at}
    if effect.line:
        moved["line"] = effect.line
    if not act.run(update(ACCOUNT).where(act.mine).values(**moved)):
        raise EffectRefused("the line has no account")


@carry_out.register
def _set_questions(effect: wanted.SetQuestions, act: Act) -> None:
    account = act.account_id
    act.run(delete(QUESTION).where(QUESTION.c.account_id == account))
    for question in effect.questions:
        act.run(insert(QUESTION).values(account_id=account, key=question.key, answer_hash=question.answer_hash))


@carry_out.register
def _close_account(effect: wanted.CloseAccount, act: Act) -> None:
    account = act.account_id
    for kind in ("privacy", "alerts.sms", "alerts.email"):
        act.consent(kind, False, effect.words, account)
    email = act.connection.execute(select(ACCOUNT.c.email).where(ACCOUNT.c.id == account)).scalar()
    for recipient in filter(None, (act.line, email)):
        withdraw(act.connection, recipient, act.now, "withdrawn", account)
    act.run(delete(REFERENCE).where(REFERENCE.c.account_id == account))
    act.run(delete(PROOF).where(PROOF.c.account_id == account))
    act.run(update(CASE).where(CASE.c.line == act.line, CASE.c.account_id == account).values(account_id=CLOSED))
    act.run(delete(ACCOUNT).where(ACCOUNT.c.id == account))


@carry_out.register
def _agree_to_notice(effect: wanted.AgreeToNotice, act: Act) -> None:
    act.run(update(ACCOUNT).where(act.mine).values(privacy_version=effect.version))
    act.consent("privacy", True, effect.version, act.account_id)


@carry_out.register
def _set_language(effect: wanted.SetLanguage, act: Act) -> None:
    act.on_line(language=effect.language)
    act.run(update(ACCOUNT).where(act.mine).values(language=effect.language))
