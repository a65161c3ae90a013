"""Carrying out what a turn wants done: every effect of `flows.effects`, inside the turn's own transaction.

Updates are conditional, so that an effect thought out on facts that have changed since is refused and the turn is
taken again, never half done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from flows import effects as wanted
from flows.names import first_name
from flows.text import ONE, T
from identifiers import curp
from models.outbox import Sealer, enqueue
from models.tables import accounts, institution
from models.tables.outbox import URGENT

MOVED = T("Tu cuenta de Mi Cuenta pasó a otro celular. Si no fuiste tú, llama ya a Infonatel: {infonatel}.", ONE)


class EffectRefused(Exception):
    """What the effect rests on is no longer so; take the turn again with fresh facts."""


@dataclass(frozen=True, slots=True)
class Act:
    """Where and when effects are carried out. `owes` is set once there is a message to send."""

    connection: Connection
    line: str
    now: datetime
    channel: str
    vault: Sealer
    owes: list[str]

    def run(self, statement: object, **values: object) -> int:
        """Execute; how many rows it touched."""
        return self.connection.execute(statement, values or None).rowcount  # type: ignore[call-overload, no-any-return]

    @property
    def account_id(self) -> int:
        """The account bound to the line. Raises EffectRefused when there is none any more."""
        found = self.connection.execute(select(_account.c.id).where(_account.c.line == self.line)).scalar()
        if found is None:
            raise EffectRefused("the line has no account")
        return int(found)

    def send(self, kind: str, channel: str, recipient: str, text: str, **more: object) -> None:
        """Owe a message that somebody waits for."""
        row = enqueue(
            self.connection,
            self.vault,
            kind=kind,
            lane=URGENT,
            channel=channel,  # type: ignore[arg-type]  # `sms` or `email`
            recipient=recipient,
            text=text,
            now=self.now,
            **more,  # type: ignore[arg-type]  # keyword arguments of `enqueue`
        )
        self.owes.append(row)

    def consent(self, kind: str, given: bool, version: str, account_id: int | None) -> None:
        """Add to the ledger."""
        self.run(
            insert(_consent).values(
                line=self.line,
                account_id=account_id,
                kind=kind,
                given=given,
                channel=self.channel,
                version=version[:40],
                at=self.now,
            )
        )


def _table(model: type) -> Table:
    return model.__table__  # type: ignore[attr-defined, no-any-return]  # SQLModel tables have one


_account = _table(accounts.Account)
_question = _table(accounts.SecurityQuestion)
_code = _table(accounts.OneTimeCode)
_line = _table(accounts.TalkingLine)
_consent = _table(accounts.Consent)
_case = _table(accounts.Case)
_reference = _table(accounts.GivenReference)
_worker = _table(institution.WorkerRow)


def apply(
    connection: Connection,
    line: str,
    effects: Sequence[wanted.Effect],
    now: datetime,
    vault: Sealer,
    *,
    channel: str = "sms",
) -> bool:
    """Carry all of them out; True when a message is owed. Raises EffectRefused, and then nothing may be committed."""
    act = Act(connection, line, now, channel, vault, [])
    try:
        for effect in effects:
            _carry_out(effect, act)
    except IntegrityError as error:
        raise EffectRefused(type(error.orig).__name__) from error
    return bool(act.owes)


@singledispatch
def _carry_out(effect: object, act: Act) -> None:
    raise TypeError(f"no way to carry out {type(effect).__name__}")


def _mine(act: Act) -> object:
    return _account.c.line == act.line


def _on_line(act: Act, **values: object) -> None:
    """Write to the line's own row, which may not exist yet."""
    if not act.run(update(_line).where(_line.c.number == act.line).values(**values)):
        act.run(insert(_line).values(**{"mismatches": 0, **values, "number": act.line}))


@_carry_out.register
def _(effect: wanted.OpenAccount, act: Act) -> None:
    worker = act.connection.execute(
        select(_worker.c.names, _worker.c.curp).where(_worker.c.nss == effect.nss)
    ).first()
    if worker is None:
        raise EffectRefused("the worker is no longer in the records")
    replaced = (_account.c.nss == effect.nss) | (_account.c.line == act.line)
    act.run(delete(_account).where(replaced, _account.c.status == accounts.PENDING))
    row = act.connection.execute(
        insert(_account)
        .values(
            nss=effect.nss,
            line=act.line,
            status=accounts.PENDING,
            first_name=first_name(worker[0]),
            birth_date=curp.birth_date(worker[1]),
            email=effect.email,
            language=effect.language,
            nip_hash=effect.nip_hash,
            wrong_nips=0,
            wrong_answers=0,
            locks=0,
            sms_alerts="sms" in effect.alerts,
            email_alerts="email" in effect.alerts,
            created_at=act.now,
        )
        .returning(_account.c.id)
    ).scalar_one()
    for question in effect.questions:
        act.run(insert(_question).values(account_id=row, key=question.key, answer_hash=question.answer_hash))
    act.consent("privacy", True, effect.privacy, row)
    for channel in ("sms", "email"):
        act.consent(f"alerts.{channel}", channel in effect.alerts, "REGISTRO", row)
    _on_line(act, mismatches=0, blocked_until=None)


@_carry_out.register
def _(effect: wanted.ActivateAccount, act: Act) -> None:
    pending = _mine(act), _account.c.status == accounts.PENDING
    if not act.run(update(_account).where(*pending).values(status=accounts.ACTIVE, activated_at=act.now)):
        raise EffectRefused("no account waits for activation")


@_carry_out.register
def _(effect: wanted.SendCode, act: Act) -> None:
    account = act.account_id
    alive = _code.c.account_id == account, _code.c.purpose == effect.purpose, _code.c.spent_at.is_(None)
    act.run(update(_code).where(*alive, _code.c.expires_at > act.now).values(expires_at=act.now))
    act.run(
        insert(_code).values(
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
        to = act.connection.execute(select(_account.c.email).where(_account.c.id == account)).scalar()
        if to is None:
            raise EffectRefused("the account has no e-mail any more")
    subject = {"subject": effect.subject} if effect.by == "email" else {}
    act.send("code", effect.by, to or act.line, effect.text, expires_at=effect.expires_at, account_id=account, **subject)


@_carry_out.register
def _(effect: wanted.SpendCode, act: Act) -> None:
    usable = _code.c.id == effect.code_id, _code.c.spent_at.is_(None), _code.c.tries_left > 0
    if not act.run(update(_code).where(*usable).values(spent_at=act.now)):
        raise EffectRefused("the code was used meanwhile")


@_carry_out.register
def _(effect: wanted.MissCode, act: Act) -> None:
    act.run(update(_code).where(_code.c.id == effect.code_id).values(tries_left=_code.c.tries_left - 1))


@_carry_out.register
def _(effect: wanted.MissIdentity, act: Act) -> None:
    if effect.blocked_until:
        _on_line(act, mismatches=0, blocked_until=effect.blocked_until)
    elif not act.run(update(_line).where(_line.c.number == act.line).values(mismatches=_line.c.mismatches + 1)):
        act.run(insert(_line).values(number=act.line, mismatches=1))


@_carry_out.register
def _(effect: wanted.MissNip, act: Act) -> None:
    missed = {"wrong_nips": _account.c.wrong_nips + 1}
    if effect.locked_until:
        missed = {"wrong_nips": 0, "locks": _account.c.locks + 1, "locked_until": effect.locked_until}  # type: ignore[dict-item]
    act.run(update(_account).where(_mine(act)).values(**missed))


@_carry_out.register
def _(effect: wanted.MissAnswer, act: Act) -> None:
    missed = {"wrong_answers": _account.c.wrong_answers + 1}
    act.run(update(_account).where(_mine(act)).values(**missed))
    if effect.locked_until:
        act.run(update(_account).where(_mine(act)).values(locked_until=effect.locked_until))


@_carry_out.register
def _(effect: wanted.ProveNip, act: Act) -> None:
    act.run(update(_account).where(_mine(act)).values(wrong_nips=0, locks=0))


@_carry_out.register
def _(effect: wanted.SetNip, act: Act) -> None:
    fresh = {"nip_hash": effect.nip_hash, "wrong_nips": 0, "wrong_answers": 0, "locks": 0, "locked_until": None}
    if not act.run(update(_account).where(_mine(act)).values(**fresh)):
        raise EffectRefused("the line has no account")


@_carry_out.register
def _(effect: wanted.SetEmail, act: Act) -> None:
    act.run(update(_account).where(_mine(act)).values(email=effect.email))


@_carry_out.register
def _(effect: wanted.SetLine, act: Act) -> None:
    waiting = _account.c.line == effect.line, _account.c.status == accounts.PENDING
    act.run(delete(_account).where(*waiting))
    if not act.run(update(_account).where(_mine(act)).values(line=effect.line)):
        raise EffectRefused("the line has no account")
    act.send("line-changed", "sms", act.line, MOVED.format(infonatel="800 008 3900"))


@_carry_out.register
def _(effect: wanted.SetLanguage, act: Act) -> None:
    _on_line(act, language=effect.language)
    act.run(update(_account).where(_mine(act)).values(language=effect.language))


@_carry_out.register
def _(effect: wanted.SetAlerts, act: Act) -> None:
    account = act.account_id
    act.run(update(_account).where(_account.c.id == account).values(sms_alerts=effect.sms, email_alerts=effect.email))
    act.consent("alerts.sms", effect.sms, effect.words, account)
    act.consent("alerts.email", effect.email, effect.words, account)
    if effect.sms or effect.email:
        _on_line(act, opted_out_at=None)


@_carry_out.register
def _(effect: wanted.OptOut, act: Act) -> None:
    _on_line(act, opted_out_at=act.now)
    act.consent("messages", False, effect.words, _account_or_none(act))


@_carry_out.register
def _(effect: wanted.OptIn, act: Act) -> None:
    _on_line(act, opted_out_at=None)
    account = _account_or_none(act)
    if account is not None:
        act.run(update(_account).where(_account.c.id == account).values(sms_alerts=True))
    act.consent("messages", True, effect.words, account)


@_carry_out.register
def _(effect: wanted.GiveReference, act: Act) -> None:
    act.run(
        insert(_reference).values(
            account_id=_account_or_none(act),
            credit_number=effect.credit_number,
            choice=effect.choice,
            line=effect.line,
            centavos=int(effect.amount.scaleb(2)),
            expires_on=effect.expires_on,
            given_at=act.now,
        )
    )


@_carry_out.register
def _(effect: wanted.OpenCase, act: Act) -> None:
    waiting = select(_case.c.folio).where(_case.c.line == act.line, _case.c.closed_at.is_(None))
    if effect.reason == "worker-asked" and act.connection.execute(waiting).first():
        raise EffectRefused("a case is open already")
    act.run(
        insert(_case).values(
            folio=effect.folio,
            line=act.line,
            account_id=_account_or_none(act),
            reason=effect.reason,
            opened_at=act.now,
        )
    )


@_carry_out.register
def _(effect: wanted.SendMail, act: Act) -> None:
    found = act.connection.execute(
        select(_account.c.id, _account.c.email).where(_account.c.line == act.line)
    ).first()
    if found is None or found[1] is None:
        raise EffectRefused("the account has no e-mail any more")
    act.send("document", "email", found[1], effect.text, subject=effect.subject, account_id=found[0])


def _account_or_none(act: Act) -> int | None:
    found = act.connection.execute(select(_account.c.id).where(_account.c.line == act.line)).scalar()
    return None if found is None else int(found)
