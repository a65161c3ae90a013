"""Writes the table of `docs/privacy.md` from the rules, or with `--check` says whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from config.docs.pages import keep
from config.settings import Settings
from config.settings_checks import name
from models.keeping.rule import Rule
from models.keeping.rules import RULES

PAGE = Path(__file__).parent.parent.parent / "docs" / "privacy.md"
BEGIN, END = "<!-- written from models/keeping/rules.py by `make docs` -->\n", "<!-- until here -->\n"


def table() -> str:
    """The rules as a table."""
    head = "| what | where | form | until |\n| --- | --- | --- | --- |\n"
    return head + "".join(f"| {rule.what} | {rule.where} | {rule.form} | {_until(rule)} |\n" for rule in RULES)


def page() -> str:
    """The page as it is, with the table of now."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


def _until(rule: Rule) -> str:
    if not isinstance(rule.kept, str) or not rule.kept:
        return rule.until
    field = Settings.model_fields[rule.kept]
    return rule.until.format(days=f"{field.default} days (`{name(rule.kept)}`)")


if __name__ == "__main__":
    sys.exit(keep(PAGE, page(), "models/keeping/rules.py"))
