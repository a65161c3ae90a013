"""An end is recorded for the attempt it ended, and for no other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.outbox.claims import Settlement, settle
from models.tables.outbox import SENDING, SENT
from tests.outbox.world import World


@pytest.mark.parametrize("verdict", ["sent", "delivered", "failed", "later", "unsure"])
@pytest.mark.parametrize(("attempt", "owner", "counts"), [(2, "one", True), (1, "one", False), (2, "two", False)])
def test_the_end_of_another_attempt_or_anothers_settles_nothing(
    outbox: World, verdict: str, attempt: int, owner: str, counts: bool
) -> None:
    message = outbox.owe()
    outbox.change(message, status=SENDING, owner="one", attempts=2, lease_until=outbox.now, reason=None)
    before = outbox.row(message)
    ended = Settlement(message, attempt, verdict, "timeout", "SM9", outbox.now + timedelta(minutes=1))
    with outbox.database.transaction() as connection:
        settle(connection, owner, [ended], outbox.now)
    assert (outbox.row(message) != before) == counts
    if verdict == "sent" and counts:
        assert (outbox.row(message).status, outbox.row(message).provider_ref) == (SENT, "SM9")
