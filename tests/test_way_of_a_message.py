"""The way of a message as the architecture page tells it: who reads those files has followed what is run for it."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from pathlib import Path
from types import FrameType

import pytest
from sqlalchemy import insert

from app import create_app
from config.hashing import Hasher
from config.settings import Settings
from models.columns import table
from models.database import Database
from models.tables.institution import CreditRow
from simulator.practice import CREDIT
from tests.attacks.people import NIP, People, Victim
from turns import parts

pytestmark = pytest.mark.usefixtures("redis")
ROOT = Path(__file__).parent.parent
MOST = 25
"""Files that somebody who has never seen the program reads on the way."""

_PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PAGE = _PAGE.partition("\n## The way of `PAGO")[2].partition("\n## ")[0]
WAY = re.findall(r"^\d+\. `([a-z0-9_/]+\.py)`", PAGE, re.MULTILINE)

AT_HAND = "flows/turn/turn.py"
"""What each of them is given; asking it for something is no step of the way."""
HANDS_OVER = ("serving/", "sms/gateways/webhooks.py", "sms/gateways/answering.py")
"""The web server and what stands around every webhook: where the way begins."""


@pytest.fixture
def worker(settings: Settings, sqlite: str) -> Victim:
    """Somebody with an account and one credit."""
    database = Database(sqlite)
    hasher = Hasher(settings.pepper, settings.hash_costs)
    worker = People(database, hasher, parts.vault(settings)).registered()
    with database.transaction() as connection:
        connection.execute(insert(table(CreditRow)), {**asdict(CREDIT), "nss": worker.nss})
    database.close()
    return worker


def test_the_page_names_files_that_exist_and_no_more_than_can_be_read_at_a_sitting() -> None:
    assert WAY
    assert len(WAY) <= MOST
    assert [path for path in WAY if not (ROOT / path).is_file()] == []


def test_what_the_page_names_is_what_is_run_in_that_order(settings: Settings, sqlite: str, worker: Victim) -> None:
    """And what it leaves out leads nowhere: it answers whoever called it, and calls nothing that is named."""
    client = create_app(settings.model_copy(update={"database_url": sqlite, "env": "demo"})).test_client()
    form = {"From": worker.line, "MessageSid": "SM1", "Body": "hola"}
    client.post("/sms/twilio", data=form)
    run: list[str] = []
    astray: set[tuple[str, str]] = set()

    def ours(frame: FrameType | None) -> str:
        name = frame.f_code.co_filename if frame else ""
        return name.removeprefix(f"{ROOT}/") if name.startswith(f"{ROOT}/") and "site-packages" not in name else ""

    def look(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and (called := ours(frame)):
            run.append(called)
            caller = ours(frame.f_back)
            if (
                called in WAY
                and called != AT_HAND
                and caller
                and caller not in WAY
                and not caller.startswith(HANDS_OVER)
            ):
                astray.add((caller, called))

    sys.setprofile(look)
    try:
        answer = client.post("/sms/twilio", data={**form, "MessageSid": "SM2", "Body": f"PAGO {NIP} 1500"})
    finally:
        sys.setprofile(None)
    assert "Paga $1,500.00" in answer.text
    assert [path for path in dict.fromkeys(run) if path in WAY] == WAY
    assert astray == set()
