"""A robot splits its guesses in every way: five tries at each secret in all, by the count in SQL, and nothing shown.

The whole of it, 100,000 messages on each database: `python -m tests.attacks.robot 100000 postgresql`.
"""

from __future__ import annotations

import pytest

from tests.attacks.robot import TRIES, Robot
from tests.attacks.service import Service

MESSAGES = 500
"""To ten victims, two of them asked for an answer and two for a code: one alone may by chance be asked for none."""


@pytest.mark.timeout(300)
def test_a_robot_has_five_tries_however_it_splits_them(service: Service) -> None:
    robot = Robot(service)
    robot.run(MESSAGES)
    assert (robot.sent, robot.shown) == (MESSAGES, [])
    for kind in TRIES:
        victims, most, all_five = robot.most(kind)
        assert victims
        assert 1 <= most <= 5, f"the robot did not even try at a {kind}"
        assert all_five or kind != "nip"  # so few messages seldom spend all the tries at a code or an answer
