"""The push that is played sends everything once, keeps the night, and writes its page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from redis import Redis

from bench.national.__main__ import page, value
from bench.national.picture import picture
from bench.national.push import BEGINS, QUIET, push
from notices.zones import ZONES, is_quiet
from tests.ops.fences import ROOT

WORKERS = 200_000


def test_everything_leaves_and_nothing_at_night(redis: Redis) -> None:
    played = push(redis, WORKERS, rate=5, step=300)
    assert played.total == pytest.approx(WORKERS, rel=1e-4)
    assert played.retried > 0
    asleep = [
        sent
        for hours, sent in zip(played.minutes, played.sent, strict=True)
        if all(is_quiet(zone, BEGINS + timedelta(hours=hours, seconds=-300), QUIET) for zone in ZONES)
    ]
    assert asleep
    assert set(asleep) == {0.0}
    assert max(played.sent) <= 4
    written = page(played, played)
    assert "## What breaks first" in written
    drawn = picture("Sent", played.minutes, {"sent": played.sent})
    assert drawn.count("<polyline") == 1


def test_the_page_counts_with_the_turn_that_was_measured_last() -> None:
    told = (ROOT / "docs" / "performance.md").read_text("utf-8")
    found = re.search(r"^\| signed turn.*?\| (\d+) µs \(web \d+, SQL (\d+), Redis (\d+)\)", told, re.MULTILINE)
    assert found, "the row of the webhook's turn"
    assert tuple(map(float, found.groups())) == tuple(map(value, ("turn_cpu_us", "turn_sql_us", "turn_redis_us")))
