"""The console's pages as pictures for the docs, of a call centre that has been at work for some days."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page
from sqlalchemy import insert

from flows.turn.turn import INSTITUTION_TIME
from models.agents import people
from models.cases import canned, counts
from models.columns import table
from models.database import Database
from models.tables.board import CaseResult, DayCount, HourCount
from models.tables.cases import CaseRow
from tests.browser import running
from tests.browser.hand import Hand

FOLDER = running.ROOT / "docs" / "images"
DESK = {"width": 1280, "height": 800}
TALL = {"width": 1280, "height": 960}
WAITING = (
    ("stolen-phone", 2, True),
    ("employer", 48, False),
    ("not-understood", 31, False),
    ("cannot-pay", 26, False),
    ("worker-asked", 17, False),
    ("complaint", 9, False),
    ("employer", 6, False),
)
"""Reason, minutes, urgent."""
FUNNELS = {
    "payment.amount": (412, 371),
    "registration.identity": (350, 268),
    "nip.question": (96, 71),
    "which": (88, 80),
}


def console_pictures(chromium: Browser, address: str, hand: Hand, data: Path) -> None:
    """Every page, after a case has been taken and its caller verified."""
    hand.page.locator("#hang-up").click()
    hand.page.get_by_role("button", name="Mensajes").click()
    for text in ("ASESOR", "no me aparece lo de mi patron de octubre"):
        hand.send(text)
    _furnish(next(data.glob("*.sqlite3")))
    page = chromium.new_page(viewport=DESK, device_scale_factor=1.5, reduced_motion="reduce")
    page.goto(address)
    page.get_by_role("link", name="Consola de asesores").click()
    page.get_by_role("button", name="Entrar como agente de la demostración").wait_for()
    _taken(page, "door")
    page.get_by_role("button", name="Entrar como agente de la demostración").click()
    page.locator(".open").first.wait_for()
    _taken(page, "queue")
    page.get_by_role("link", name="Todos").click()
    page.locator("tr", has_text="0001").get_by_role("link").click()
    page.get_by_role("button", name="Tomar").click()
    page.get_by_role("button", name="AHORRO").click()
    page.locator(".say").wait_for()
    page.set_viewport_size(TALL)
    _taken(page, "case")
    page.set_viewport_size(DESK)
    for name, link in (("board", "Tablero"), ("answers", "Respuestas"), ("audit", "Bitácora")):
        page.get_by_role("link", name=link).click()
        page.get_by_role("heading", name=link).wait_for()
        _taken(page, name, whole=name == "board")


def _furnish(file: Path) -> None:
    """Cases of others, and the counts of a week."""
    now, dice, database = datetime.now(UTC), random.Random(1), Database(f"sqlite:///{file}")
    hour, today = now.replace(minute=0, second=0, microsecond=0), now.astimezone(INSTITUTION_TIME).date()
    with database.transaction() as connection:
        people.add(connection, "Sofía", "agent", "x", b"x", now)
        sofia = people.named(connection, "Sofía")
        assert sofia
        for place, (reason, minutes, urgent) in enumerate(WAITING):
            since = now - timedelta(minutes=minutes)
            row = {
                "folio": f"K{place}M2Q9",
                "line": f"+52552000{1000 + 37 * place}",
                "reason": reason,
                "urgent": urgent,
            }
            held = {"agent_id": sofia.id, "lease_until": now + timedelta(hours=1)} if place == 4 else {}
            connection.execute(insert(table(CaseRow)).values(**row, **held, opened_at=since, waiting_since=since))
        for back in range(1, 24):
            came = round(40 + 30 * abs(12 - (hour - timedelta(hours=back + 6)).hour % 24) * -0.1 + dice.random() * 20)
            for kind, label, number in (("in", "sms", came), ("out", "delivered", came + dice.randrange(9))):
                row = {"hour": hour - timedelta(hours=back), "kind": kind, "label": label, "number": max(1, number)}
                connection.execute(insert(table(HourCount)).values(row))
        for kind, at in (("reached", 0), ("went_on", 1)):
            for state, numbers in FUNNELS.items():
                row = {"day": today - timedelta(days=1), "kind": kind, "label": state, "number": numbers[at]}
                connection.execute(insert(table(DayCount)).values(row))
        numbers = {"solved_in_time": 31, "solve_seconds": 34 * 2900, "replied": 30, "replied_in_time": 27}
        result = {"day": today - timedelta(days=1), "agent_id": sofia.id, "reason": "employer", "closed": 34}
        connection.execute(insert(table(CaseResult)).values(**result, **numbers, reply_seconds=30 * 260))
        canned.keep(connection, "saludo", "Hola {nombre}, soy {asesor} de Infonavit. Veo tu caso {folio}.", now)
        canned.keep(connection, "patron", "Ya avisamos a tu patron. En 5 dias habiles te decimos que contesto.", now)
    with database.connect() as connection:
        counts.recount(connection, now)
    database.close()


def _taken(page: Page, name: str, *, whole: bool = False) -> None:
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=FOLDER / f"console-{name}.png", full_page=whole)
