"""The effects of turns, carried out on the practice institution as `models.effects` does it on SQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flows.records import effects as done
from flows.records.credit import PaymentReference
from flows.records.effects import Effect
from flows.records.papers import Issued
from flows.records.people import Account, Code, Secrets
from flows.records.proofs import Proof
from flows.records.service import USUAL, Alerts, AskedNotice, Case, Right
from flows.saying.names import first_name
from flows.turn.turn import INSTITUTION_TIME
from identifiers import curp
from models.effects import EffectRefused

if TYPE_CHECKING:
    from simulator.practice import World


def carry(world: World, effect: Effect) -> None:
    """Do it to the world. Raises EffectRefused where SQL would."""
    account = world.account
    match effect:
        case done.OpenAccount():
            worker = next(w for w in world.workers if w.nss == effect.nss)
            world.account = Account(
                *(1, effect.nss, "pending", first_name(worker.names), effect.email),
                *(0, 0, 0, None, curp.birth_date(worker.curp)),
                privacy=effect.privacy,
            )
            world.sealed = Secrets(effect.nip_hash, effect.questions)
            world.alerts = Alerts(*(USUAL if channel in effect.alerts else () for channel in ("sms", "email")))
        case done.SendCode():
            world.sent_codes.append(effect)
            world.sent_at.append(world.now)
            world.codes[effect.purpose] = Code(len(world.sent_codes), effect.code_hash, 5, effect.expires_at)
        case done.SpendCode():
            _usable(world, effect.code_id)
            world.codes = {p: c for p, c in world.codes.items() if c.id != effect.code_id}
        case done.MissCode():
            _usable(world, effect.code_id)
            world.codes = {
                p: replace(c, tries_left=c.tries_left - 1) if c.id == effect.code_id else c
                for p, c in world.codes.items()
            }
        case done.MissIdentity():
            world.mismatches = 0 if effect.blocked_until else world.mismatches + 1
            world.blocked_until = effect.blocked_until or world.blocked_until
        case done.SetLanguage():
            world.language = effect.language
        case done.OptOut():
            world.opted_out = True
        case done.OptIn():
            world.opted_out = False
            if account and world.alerts == Alerts():
                world.alerts = Alerts(USUAL)
        case done.SetAlerts():
            world.alerts = effect.alerts
            world.opted_out &= effect.alerts == Alerts()
        case done.IssueProof() if account:
            world.proofs[effect.folio] = Proof(effect.folio, account.nss, effect.kind, effect.on, effect.until)
            world.proofs_today += 1
        case done.RevokeProofs():
            world.proofs.clear()
        case done.MissProof():
            world.missed_proofs.append(effect.folio)
        case done.IssuePaper():
            world.papers[effect.folio + effect.check] = Issued(effect.kind, effect.year, world.now.date())
        case done.OpenCase():
            world.case = Case(effect.folio, world.now, effect.reason)
        case done.AskRight():
            today = world.now.date()
            answered = today if effect.answered else None
            world.rights[effect.kind] = Right(effect.folio, today, effect.answer_by, answered)
        case done.AskContacts() if account:
            about = f"own_change {effect.change}:{effect.folio}"
            world.asked_rows.append(
                AskedNotice(effect.folio, about, world.now + timedelta(seconds=1), last=effect.leaving)
            )
        case done.AnswerNotice():
            world.asked_rows = [
                replace(one, answer=effect.answer) if one.folio == effect.folio and one.answer != "no" else one
                for one in world.asked_rows
            ]
        case done.FreezeAccount() if effect.nss and world.left:
            world.left = _closed(world.left, effect.until)
        case done.GiveReference():
            world.references.append(
                PaymentReference(
                    *(effect.credit_number, effect.choice, effect.line, effect.amount, effect.expires_on),
                    given_on=world.now.astimezone(INSTITUTION_TIME).date(),
                )
            )
    if account is None:
        return
    match effect:
        case done.ActivateAccount():
            world.account = replace(account, status="active", email_proved=effect.by_mail)
        case done.ProveNip():
            world.account = replace(account, wrong_nips=0, locks=0)
        case done.MissNip():
            locks = account.locks + (effect.locked_until is not None)
            wrong = 0 if effect.locked_until else account.wrong_nips + 1
            until = effect.locked_until or account.locked_until
            world.account = replace(account, wrong_nips=wrong, locks=locks, locked_until=until)
        case done.FreezeAccount():
            world.account = _closed(account, effect.until)
        case done.MissAnswer():
            world.account = replace(account, wrong_answers=account.wrong_answers + 1)
            if effect.locked_until:
                world.account = _closed(world.account, effect.locked_until)
        case done.SetNip():
            world.sealed = replace(world.sealed, nip_hash=effect.nip_hash)
            world.account = replace(account, wrong_nips=0, wrong_answers=0, locks=0, locked_until=None)
        case done.SetEmail():
            world.account = replace(account, email=effect.email, email_proved=bool(effect.email))
        case done.SetLine():
            moved = replace(account, settled_at=effect.settled_at)
            world.account, world.left = (moved, None) if effect.line == world.number else (None, moved)
        case done.CloseAccount():
            world.account = None
        case done.AgreeToNotice():
            world.account = replace(account, privacy=effect.version)
        case done.SetQuestions():
            world.sealed = replace(world.sealed, questions=effect.questions)


def _usable(world: World, code_id: int) -> None:
    if not any(code.id == code_id and code.tries_left > 0 for code in world.codes.values()):
        raise EffectRefused("the code was used or replaced, or has no tries left")


def _closed(account: Account, until: datetime) -> Account:
    """Never for a shorter time than it is closed already."""
    return replace(account, locked_until=max(until, account.locked_until or until))
