"""Writes `docs/settings.md` from `config/settings.py`, or with `--check` says whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from config.docs.pages import keep
from config.settings import Settings
from config.settings_alerts import AlertSettings
from config.settings_checks import name

PAGE = Path(__file__).parent.parent.parent / "docs" / "settings.md"
TOP = """# Settings

Written from `config/settings.py` by `make docs`; change it there. All are read from the environment or from a file
`.env` in the folder the service is started in. A bad value stops the start with a sentence that names the setting.

| setting | default | meaning |
| --- | --- | --- |
"""


def page() -> str:
    """The whole page."""
    listed = sorted(Settings.model_fields.items(), key=lambda named: named[0] in AlertSettings.model_fields)
    return TOP + "".join(_row(field, about) for field, about in listed)


def _row(field: str, about: FieldInfo) -> str:
    return f"| `{name(field)}` | {_default(about)} | {about.description} |\n"


def _default(about: FieldInfo) -> str:
    extra = about.json_schema_extra if isinstance(about.json_schema_extra, dict) else {}
    if shown := extra.get("shown"):
        return str(shown)
    value = about.default
    if value in (None, (), PydanticUndefined):
        return "none"
    if isinstance(value, tuple):
        value = ",".join(map(str, value))
    if extra.get("secret") and " " in str(value):
        return "one for the demo"
    return f"`{value}`"


if __name__ == "__main__":
    sys.exit(keep(PAGE, page(), "config/settings.py"))
