"""The connection itself."""

from __future__ import annotations

import time

from models.database import Database, seconds_ahead


def test_a_clock_that_is_off_is_seen(postgresql: str) -> None:
    database = Database(postgresql)
    with database.connect() as connection:
        assert abs(seconds_ahead(connection, time.time())) < 60
        assert 540 < seconds_ahead(connection, time.time() + 600) < 660
    database.close()
