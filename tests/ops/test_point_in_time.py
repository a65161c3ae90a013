"""A mistake is undone: the database as it was the moment before."""

from __future__ import annotations

from config.settings import Settings
from tests.ops.point_in_time import rehearse
from tests.servers import FAST


def test_what_stood_before_a_mistake_stands_again(settings: Settings, redis_url: str) -> None:
    found = rehearse(settings.model_copy(update={"redis_url": redis_url}), turns=2, server=FAST)
    assert found.mistaken != found.before
    assert found.restored == found.before
