"""The options that commands which serve have in common, and the settings they end in."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from config import logs
from config.settings import Settings
from config.settings_checks import name


def with_settings(*wanted: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command its settings, and options for those `wanted` of `host`, `port` and `data`."""
    options = {
        "data": click.option(
            "--data", type=click.Path(path_type=Path), help="Folder of everything kept (default var)."
        ),
        "port": click.option("--port", type=int, help="Port of the web server (default 8000)."),
        "host": click.option("--host", help="Address of the web server (default 127.0.0.1)."),
    }

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def command(*arguments: Any, **given: Any) -> None:
            chosen = {setting: given.pop(setting) for setting in wanted}
            function(settings_of(chosen), *arguments, **given)

        for option in wanted:
            command = options[option](command)
        return command

    return decorate


def settings_of(chosen: dict[str, Any]) -> Settings:
    """The settings with what the command line chose. That goes into the environment, where our children find it."""
    for setting, value in chosen.items():
        if value is not None:
            os.environ[name(setting)] = str(value.absolute() if isinstance(value, Path) else value)
    settings = Settings()
    logs.set_up(settings.log_format, settings.log_level, messages=settings.log_messages)
    return settings
