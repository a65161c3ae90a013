"""Every conversation through the real service: SQLite, Redis, the outbox; the same replies, and no secret at rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import text

from tests.conversations.reading import files, read
from tests.conversations.tables import Service

SECRETS = (b"482913", b"771204", b"39089002156", b"PUFL900215", b"Guadalajara", b"guadalajara", b"Benito")


def _remembers(path: Path) -> bool:
    """Whether the institution's own system is away and was seen before: `tests/source` has one to ask before."""
    return any(fact.startswith("sistema caído, visto") for fact in read(path).given)


@pytest.mark.parametrize(
    "path", [path for path in files() if not _remembers(path)], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_the_service_answers_the_same_and_keeps_no_secret(path: Path, sqlite: str, redis: Redis) -> None:
    """Replies are those of the file; no NIP, answer, NSS, CURP or RFC can be read in the journal or in Redis."""
    script = read(path)
    service = Service(script, sqlite, redis)
    try:
        assert service.replies(script) == [said for mark, said in script.lines if mark == "<"]
        with service.database.connect() as connection:
            journal = [bytes(str(row), "utf-8") for row in connection.execute(text("SELECT * FROM journal"))]
    finally:
        service.database.close()
    kept = [bytes(key) + bytes(redis.get(key) or b"") for key in redis.scan_iter(_type="string")]
    assert journal
    assert kept
    assert [secret for secret in SECRETS for place in journal + kept if secret in place] == []
