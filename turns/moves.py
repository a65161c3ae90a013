"""What a message comes to, before anything is written: keys of pages first, then the dialogs, then the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from flows.engine.engine import Engine
from flows.machine.standing import asks
from flows.records.effects import Effect
from flows.records.facts import Chance, Facts
from flows.saying.text import T
from flows.turn.dialog import Dialog
from flows.turn.turn import Meant
from flows.turn.turned import Turned
from flows.typed.meant import meant
from gsm7 import fold, segments
from turns.echoes import Echo
from turns.envelope import NO_ECHO, Envelope, Screen
from turns.message import LONGEST, Inbound
from turns.paging import Pages, turn_pages
from turns.render import KEYS, sms_text, spoken, ussd_pages

TOO_LONG = T("Tu mensaje es muy largo y no lo pude leer. Mándalo más corto, o escribe AYUDA.")
SENT_ON = T("Te lo mandamos por SMS.")


SILENT = Screen("", True, 0)
"""Nothing at all: what a machine gets that would answer."""


@dataclass(slots=True)
class Move:
    """A turn that is thought out and not yet committed. `keep` is a text that goes on by SMS."""

    now: datetime
    screen: Screen
    dialog: Dialog
    pages: Pages | None
    effects: tuple[Effect, ...]
    said: str
    keep: str = ""
    heard: Meant = None
    echo: Echo = NO_ECHO


def say(engine: Engine, language: str, text: str) -> Screen:
    """One of the carrier's own texts as a screen that leaves the conversation where it stands."""
    said = fold(engine.voice(language).say(text))
    return Screen(said, True, segments(said))


def move(
    engine: Engine, chance: Chance, inbound: Inbound, before: Envelope | None, facts: Facts, now: datetime
) -> Move:
    """Think out the turn; the same inbound, envelope, facts, time and chance give the same move.

    The dialog in `before` is used up: it is changed in place.
    """
    silence = seconds_since(before, now)
    move = _think(engine, chance, inbound, before, facts, now)
    if inbound.channel != "sms":
        return move
    known = before.echo if before else NO_ECHO
    echo = known.then(inbound.pieces, move.screen.text, silence, done=bool(move.effects))
    move.echo = echo
    if echo.quiet:
        move.screen = SILENT
    return move


def repeated(inbound: Inbound, before: Envelope, now: datetime) -> Envelope | None:
    """The same message under another id: what the last left, to be kept for this id too. None for a new message."""
    dialog = before.dialog
    if inbound.channel != "sms" or inbound.single or dialog is None:
        return None
    if not before.echo.repeats(inbound.pieces, seconds_since(before, now)):
        return None
    dialog.heard_at = int(now.timestamp())
    echo = before.echo.again()
    return replace(before, echo=echo, screen=SILENT if echo.quiet else before.screen)


def _think(
    engine: Engine, chance: Chance, inbound: Inbound, before: Envelope | None, facts: Facts, now: datetime
) -> Move:
    dialog = before.dialog if before else None
    pages = before.pages if before and inbound.channel == "ussd" and not inbound.begins else None
    answers = inbound.pieces
    if inbound.length > LONGEST:
        return _unread(engine, chance, inbound, dialog, pages, facts, now)
    if dialog and pages and not _closed(facts, now):
        turned_to, answers, keep = turn_pages(pages, answers)
        if not answers and inbound.pieces:
            return _page(engine, dialog, turned_to or pages, keep, " ".join(inbound.pieces), now)
    if inbound.channel == "sms":
        answers = tuple([meant(piece, before.screen.text if before else "") for piece in answers])
        if dialog and any(inbound.pieces) and not any(answers) and not asks(dialog):
            return _unmeant(inbound, dialog, now)
    turned = engine.turn(dialog, answers, facts, now, chance, inbound.begins, inbound.driver)
    screen, pages = _rendered(engine, turned, inbound.channel)
    return Move(now, screen, turned.dialog, pages, turned.effects, turned.said, heard=turned.heard)


def _closed(facts: Facts, now: datetime) -> bool:
    """Whether the account was closed, for a while or for good, since the pages were written, which may tell of it."""
    account = facts.line().account
    return account is not None and account.locked_until is not None and account.locked_until > now


def _unread(
    engine: Engine,
    chance: Chance,
    inbound: Inbound,
    dialog: Dialog | None,
    pages: Pages | None,
    facts: Facts,
    now: datetime,
) -> Move:
    """Too much to be an answer: say so, and stay."""
    if dialog is None:
        dialog = engine.turn(None, (), facts, now, chance).dialog
    else:
        dialog.turn += 1
    return Move(now, say(engine, dialog.language, TOO_LONG), dialog, pages, (), f"[{inbound.length}]")


def _unmeant(inbound: Inbound, dialog: Dialog, now: datetime) -> Move:
    """A reaction to what asked nothing: nobody waits for an answer."""
    dialog.turn += 1
    dialog.heard_at = int(now.timestamp())
    return Move(now, SILENT, dialog, None, (), f"[{inbound.length}]")


def _page(engine: Engine, dialog: Dialog, pages: Pages, keep: bool, said: str, now: datetime) -> Move:
    """Another page of the same answer; the dialog only notes that somebody is there."""
    dialog.turn += 1
    dialog.heard_at = int(now.timestamp())
    send = pages.keep if keep and not pages.sent else ""
    if send:
        back = say(engine, dialog.language, KEYS.back).text
        told = f"{say(engine, dialog.language, SENT_ON).text}\n{back}"
        pages = replace(pages, texts=(*pages.texts, told), sent=True)
    if keep:
        pages = replace(pages, at=len(pages.texts) - 1)
    return Move(now, Screen(pages.text, pages.leads_on, 1), dialog, pages, (), said, send)


def _rendered(engine: Engine, turned: Turned, channel: str) -> tuple[Screen, Pages | None]:
    """The reply as the channel shows it; pages only where there is more to ask for."""
    reply = turned.reply
    if channel == "agent":
        return Screen(spoken(reply), not reply.ends, 0), None
    if channel != "ussd":
        text = sms_text(reply)
        return Screen(text, not reply.ends, segments(text)), None
    texts = tuple(ussd_pages(reply, engine.voice(turned.dialog.language).say))
    pages = Pages(texts, 0, not reply.ends, sms_text(reply) if reply.keepable else "")
    return Screen(pages.text, pages.leads_on, 1), pages if len(texts) > 1 or pages.keep else None


def seconds_since(before: Envelope | None, now: datetime) -> int:
    """How long ago the line was last heard, in seconds; a line never heard is silent for ever."""
    return int(now.timestamp()) - (before.dialog.heard_at if before and before.dialog else 0)
