"""Effects on what protects an account: codes, NIPs, answers, and the count of wrong ones."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from flows.records import effects as wanted
from models.database import writing
from models.effects.act import Act, EffectRefused, carry_out
from models.outbox.owing import Sealer
from models.outbox.watch import withdraw
from models.rows import ACCOUNT, CODE, LINE
from models.tables.outbox import CODE_KIND
from models.tallies import guesses

COUNTED = timedelta(days=1)
"""How long a code counts against the day's limit (`Facts.codes_sent`); older ones are forgotten."""


@carry_out.register
def _send_code(effect: wanted.SendCode, act: Act) -> None:
    account = act.account_id
    act.run(delete(CODE).where(CODE.c.account_id == account, CODE.c.created_at < act.now - COUNTED))
    alive = CODE.c.account_id == account, CODE.c.purpose == effect.purpose, CODE.c.spent_at.is_(None)
    act.run(update(CODE).where(*alive, CODE.c.expires_at > act.now).values(expires_at=act.now))
    act.run(
        insert(CODE).values(
            account_id=account,
            purpose=effect.purpose,
            hash=effect.code_hash,
            tries_left=5,
            created_at=act.now,
            expires_at=effect.expires_at,
        )
    )
    to = effect.to
    if to is None and effect.by == "email":
        to = act.connection.execute(select(ACCOUNT.c.email).where(ACCOUNT.c.id == account)).scalar()
        if to is None:
            raise EffectRefused("the account has no e-mail any more")
    subject = {"subject": effect.subject} if effect.by == "email" else {}
    act.send(
        CODE_KIND, effect.by, to or act.line, effect.text, expires_at=effect.expires_at, account_id=account, **subject
    )


@carry_out.register
def _spend_code(effect: wanted.SpendCode, act: Act) -> None:
    usable = CODE.c.id == effect.code_id, CODE.c.spent_at.is_(None), CODE.c.tries_left > 0, CODE.c.expires_at > act.now
    if not act.run(update(CODE).where(*usable).values(spent_at=act.now)):
        raise EffectRefused("the code was used or replaced meanwhile")


@carry_out.register
def _miss_code(effect: wanted.MissCode, act: Act) -> None:
    left = CODE.c.id == effect.code_id, CODE.c.tries_left > 0
    if not act.run(update(CODE).where(*left).values(tries_left=CODE.c.tries_left - 1)):
        raise EffectRefused("the code has no tries left")


@carry_out.register
def _miss_identity(effect: wanted.MissIdentity, act: Act) -> None:
    if effect.blocked_until:
        act.on_line(mismatches=0, blocked_until=effect.blocked_until)
    elif not act.run(update(LINE).where(LINE.c.number == act.line).values(mismatches=LINE.c.mismatches + 1)):
        act.run(insert(LINE).values(number=act.line, mismatches=1))
    guesses.add(act.connection, {effect.nss, effect.curp} - {""}, act.now)


@carry_out.register
def _miss_nip(effect: wanted.MissNip, act: Act) -> None:
    missed: dict[str, Any] = {"wrong_nips": ACCOUNT.c.wrong_nips + 1}
    if effect.locked_until:
        missed = {"wrong_nips": 0, "locks": ACCOUNT.c.locks + 1, "locked_until": effect.locked_until}
    _counted(act, ACCOUNT.c.wrong_nips, effect.seen, missed)


@carry_out.register
def _miss_answer(effect: wanted.MissAnswer, act: Act) -> None:
    missed = {"wrong_answers": ACCOUNT.c.wrong_answers + 1}
    _counted(act, ACCOUNT.c.wrong_answers, effect.seen, missed)
    if effect.locked_until:
        _lock(act, effect.locked_until)


@carry_out.register
def _freeze_account(effect: wanted.FreezeAccount, act: Act) -> None:
    """What was to leave is held back, too: a frozen account is told nothing."""
    which = act.of(effect.nss)
    _lock(act, effect.until, which)
    if effect.disputed:
        act.run(update(ACCOUNT).where(which).values(settled_at=effect.until))
    contacts = select(ACCOUNT.c.id, ACCOUNT.c.line, ACCOUNT.c.email).where(which)
    for account, *recipients in act.connection.execute(contacts).all():
        for recipient in filter(None, recipients):
            withdraw(act.connection, recipient, act.now, "withdrawn", account)


def _lock(act: Act, until: datetime, which: ColumnElement[bool] | None = None) -> None:
    """Close the account, never for a shorter time than it is closed already."""
    shorter = ACCOUNT.c.locked_until.is_(None) | (ACCOUNT.c.locked_until < until)
    act.run(update(ACCOUNT).where(act.mine if which is None else which, shorter).values(locked_until=until))


@carry_out.register
def _prove_nip(effect: wanted.ProveNip, act: Act) -> None:
    _counted(act, ACCOUNT.c.wrong_nips, effect.seen, {"wrong_nips": 0, "locks": 0})


def _counted(act: Act, counter: ColumnElement[int], seen: int | None, values: dict[str, Any]) -> None:
    """Write what a try comes to, unless another try was counted since: then this one was not to be had."""
    unchanged = () if seen is None else (counter == seen,)
    if not act.run(update(ACCOUNT).where(act.mine, *unchanged).values(**values)) and unchanged:
        raise EffectRefused("another try was counted meanwhile")


def count_miss(connection: Connection, line: str, miss: wanted.Miss, now: datetime, vault: Sealer) -> None:
    """Count a wrong try of a turn that came to nothing, in a transaction of its own."""
    if isinstance(miss, wanted.MissNip | wanted.MissAnswer):
        miss = replace(miss, seen=None)
    with suppress(EffectRefused), writing(connection):
        carry_out(miss, Act(connection, line, now, "", vault, []))


@carry_out.register
def _set_nip(effect: wanted.SetNip, act: Act) -> None:
    fresh = {"nip_hash": effect.nip_hash, "wrong_nips": 0, "wrong_answers": 0, "locks": 0, "locked_until": None}
    if not act.run(update(ACCOUNT).where(act.mine).values(**fresh)):
        raise EffectRefused("the line has no account")
