"""What the gateways hand on to."""

from __future__ import annotations

import pytest

from tests.gateways.ussd_world import Listener


@pytest.fixture
def listener() -> Listener:
    return Listener()
