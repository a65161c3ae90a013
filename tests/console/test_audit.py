"""The audit stands: the database refuses changes, and whoever gets round that is found by the signatures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from config.vault import Vault
from console.wording import WORDS
from models.agents import audit
from models.agents.audit import Deed
from tests.conftest import NOW
from tests.console.conftest import Console


@pytest.fixture
def written(database: str, console: Console) -> Console:
    with console.database.transaction() as connection:
        for folio in ("A", "B", "C"):
            audit.record(connection, console.vault, Deed("claimed", 1, folio, "mark"), NOW)
    return console


@pytest.mark.parametrize("change", ["UPDATE audit SET did = 'nothing'", "DELETE FROM audit WHERE folio = 'B'"])
def test_the_database_refuses_changes(written: Console, change: str) -> None:
    with pytest.raises(DBAPIError, match="the audit stands"), written.database.transaction() as connection:
        connection.execute(text(change))

    assert _broken(written) is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET detail = 'x' WHERE folio = 'B'",
        "DELETE FROM audit WHERE folio = 'B'",
        "DELETE FROM audit WHERE folio = 'A'",
    ],
)
def test_whoever_gets_round_it_is_found(written: Console, change: str) -> None:
    with written.database.transaction() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_update"))
            connection.execute(text("DROP TRIGGER audit_delete"))
        else:
            connection.execute(text("DROP TRIGGER audit_stands ON audit"))
        connection.execute(text(change))

    assert _broken(written) is not None


def test_a_new_key_still_reads_what_the_former_signed(written: Console) -> None:
    newer = Vault("another key of the tests", [written.settings.secret_key])
    with written.database.transaction() as connection:
        audit.record(connection, newer, Deed("released", 1, "A"), NOW)
        assert audit.broken(connection, newer) is None
        assert audit.broken(connection, Vault("a key that signed nothing")) is not None


def _broken(console: Console) -> audit.RecordedDeed | None:
    with console.database.connect() as connection:
        return audit.broken(connection, console.vault)


def test_every_deed_has_words_on_the_audits_page() -> None:
    """Found by reading the code: each name that is written down anywhere."""
    root = Path(__file__).parents[2]
    code = "".join(path.read_text("utf-8") for room in ("console", "models") for path in (root / room).rglob("*.py"))
    written = set(re.findall(r'(?:note_down\(connection, |Deed\()"([a-z-]+)"', code))
    written.update(*re.findall(r'"([a-z-]+)" if \S+ else "([a-z-]+)", (?:found|here)', code))

    assert len(written) > 15
    assert {did for did in written if f"did-{did}" not in WORDS} == set()
