"""Effects that leave something behind: a payment reference, a case for an agent, a paper."""

from __future__ import annotations

import json

from sqlalchemy import delete, insert, select, update

from flows.records import effects as wanted
from flows.turn.turn import INSTITUTION_TIME
from models.agents import audit
from models.agents.audit import Deed
from models.cases import whose
from models.cases.thread import note
from models.effects.act import Act, EffectRefused, carry_out
from models.rows import ACCOUNT, CASE, PAPER, REFERENCE, RIGHT
from models.tables import rights
from models.tables.outbox import KEY_KIND
from models.tallies import scams, unheard

URGENT_REASONS = frozenset({"stolen-phone", "not-me", "not-mine", "registration-replaced"})
"""Cases in which somebody else may be at work in the worker's name."""


@carry_out.register
def _give_reference(effect: wanted.GiveReference, act: Act) -> None:
    today = act.now.astimezone(INSTITUTION_TIME).date()
    mine = REFERENCE.c.credit_number == effect.credit_number
    act.run(delete(REFERENCE).where(mine, REFERENCE.c.expires_on < today))
    act.run(
        insert(REFERENCE).values(
            account_id=act.account_or_none,
            credit_number=effect.credit_number,
            choice=effect.choice,
            line=effect.line,
            centavos=int(effect.amount.scaleb(2)),
            expires_on=effect.expires_on,
            given_at=act.now,
        )
    )


@carry_out.register
def _open_case(effect: wanted.OpenCase, act: Act) -> None:
    waiting = select(CASE.c.folio).where(whose.of_line(act.line), CASE.c.closed_at.is_(None))
    if effect.reason == "worker-asked" and act.connection.execute(waiting).first():
        raise EffectRefused("a case is open already")
    case = {"folio": effect.folio, "reason": effect.reason, "urgent": effect.reason in URGENT_REASONS}
    of = {"line": act.line, "account_id": act.account_or_none}
    act.run(insert(CASE).values(**case, **of, opened_at=act.now, waiting_since=act.now))


@carry_out.register
def _ask_right(effect: wanted.AskRight, act: Act) -> None:
    today = act.now.astimezone(INSTITUTION_TIME).date()
    nss = act.connection.execute(select(ACCOUNT.c.nss).where(ACCOUNT.c.line == act.line)).scalar()
    if nss is None:
        raise EffectRefused("the line has no account")
    asked = {"folio": effect.folio, "nss": nss, "kind": effect.kind, "asked_on": today, "answer_by": effect.answer_by}
    if effect.answered:
        asked |= {"answered_on": today, "outcome": rights.GRANTED, "effect_by": today, "done_on": today}
        act.run(update(CASE).where(CASE.c.folio == effect.folio).values(closed_at=act.now))
    act.run(insert(RIGHT).values(**asked))


@carry_out.register
def _send_export(effect: wanted.SendExport, act: Act) -> None:
    email = _proved_mail(act)
    act.run(update(RIGHT).where(RIGHT.c.folio == effect.folio).values(key=act.vault.seal(effect.key.encode())))
    act.send("export", "email", email, effect.mail, subject=effect.subject, attachment=effect.folio)
    act.send(KEY_KIND, "sms", act.line, effect.sms)


@carry_out.register
def _send_mail(effect: wanted.SendMail, act: Act) -> None:
    email = act.connection.execute(select(ACCOUNT.c.email).where(act.mine)).scalar()
    if email is None:
        raise EffectRefused("the account has no e-mail any more")
    act.send("document", "email", email, effect.text, subject=effect.subject)


def _proved_mail(act: Act) -> str:
    proved = act.mine, ACCOUNT.c.email_proved_at.is_not(None)
    email: str | None = act.connection.execute(select(ACCOUNT.c.email).where(*proved)).scalar()
    if email is None:
        raise EffectRefused("the account has no proved e-mail any more")
    return email


@carry_out.register
def _note_case(effect: wanted.NoteCase, act: Act) -> None:
    note(act.connection, effect.folio, None, act.vault.seal(effect.text.encode()), act.now)


@carry_out.register
def _verify_caller(effect: wanted.VerifyCaller, act: Act) -> None:
    """On the case that an agent holds, and in the audit, in the turn's own transaction."""
    held = whose.of_line(act.line), CASE.c.closed_at.is_(None), CASE.c.lease_until > act.now
    verified = update(CASE).where(*held).values(verified_by=effect.by, verified_at=act.now)
    for folio, agent in act.connection.execute(verified.returning(CASE.c.folio, CASE.c.agent_id)).all():
        deed = Deed("verified", agent, folio, act.vault.mark(act.line), effect.by)
        audit.record(act.connection, act.vault, deed, act.now)


@carry_out.register
def _count_scam(effect: wanted.CountScam, act: Act) -> None:
    scams.count(act.connection, act.vault, act.line, effect.text, act.now)


@carry_out.register
def _keep_unheard(effect: wanted.KeepUnheard, act: Act) -> None:
    unheard.keep(act.connection, act.vault, effect.text, act.now)


@carry_out.register
def _issue_paper(effect: wanted.IssuePaper, act: Act) -> None:
    proved = act.mine, ACCOUNT.c.email_proved_at.is_not(None)
    found = act.connection.execute(select(ACCOUNT.c.id, ACCOUNT.c.nss, ACCOUNT.c.email).where(*proved)).first()
    if found is None or found.email is None:
        raise EffectRefused("the account has no proved e-mail any more")
    paper = {"folio": effect.folio, "check_code": effect.check, "kind": effect.kind, "year": effect.year}
    about = act.vault.seal(json.dumps([found.nss, effect.key]).encode())
    of = {"account_id": found.id, "about": about, "language": effect.language}
    act.run(insert(PAPER).values(**paper, **of, issued_at=act.now))
    more = {"subject": effect.subject, "account_id": found.id, "attachment": effect.folio}
    act.send("document", "email", found.email, effect.text, **more)
