"""The console's processes let messages go first."""

from __future__ import annotations

import os
import subprocess
import sys

from config.settings import Settings
from serving.front.giving_way import NICENESS
from serving.live import live_command
from serving.web import console_command, web_command

TELL = "import os; from serving.front.giving_way import give_way; give_way(3); print(os.nice(0))"


def test_a_process_that_gives_way_is_nicer_than_who_started_it() -> None:
    told = subprocess.run([sys.executable, "-c", TELL], capture_output=True, text=True, check=True).stdout

    assert int(told) == min(19, os.nice(0) + 3)


def test_the_console_and_its_stream_give_way_and_the_web_server_does_not() -> None:
    settings = Settings(env="test")

    assert console_command(settings)[-1] == str(NICENESS)
    assert "serving.front.giving_way" in live_command(settings)
    assert web_command(settings)[-1] == "app:create_app"
