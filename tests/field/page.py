"""Writes `docs/field-cases.md` from the tests beside it, or with `--check` says whether it is up to date.

A test is a case when its docstring has the kind as its first line, then `Sends:` and `Now:`; backquotes set what was
typed apart.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.docs.pages import keep

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "field-cases.md"
TOP = """# What real phones, files, gateways and machines send

Written from the tests in `tests/field/` by `make docs`; change them there. Each line was seen in the field, in public
reports of people who run services like this one, and is kept as a test with its right outcome.
"""
_CASE = re.compile(r"(.+?)\.?\n\nSends: (.+?)\nNow: (.+?)(?:\n\n.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Case:
    """What the docstring of a test tells: the kind, the smallest thing that shows it, what happens now."""

    kind: str
    sends: str
    now: str

    @property
    def row(self) -> str:
        """Its line of the table."""
        return "| " + " | ".join(text.replace("|", "\\|") for text in (self.kind, self.sends, self.now)) + " |\n"


def page() -> str:
    """The whole page: a section for each file of tests, headed by the first line of its docstring."""
    return TOP + "".join(map(_section, sorted(HERE.glob("test_*.py"))))


def _section(path: Path) -> str:
    tree = ast.parse(path.read_text("utf-8"))
    rows = [case.row for case in _cases(tree, path)]
    if not rows:
        raise ValueError(f"{path.name} tells no case: give each test a docstring with `Sends:` and `Now:`")
    about = (ast.get_docstring(tree) or path.stem).splitlines()[0].rstrip(".")
    return f"\n## {about}\n\n| kind | what comes | what happens now |\n| --- | --- | --- |\n{''.join(rows)}"


def _cases(tree: ast.Module, path: Path) -> Iterator[Case]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        told = ast.get_docstring(node) or ""
        if match := _CASE.fullmatch(told):
            yield Case(*(" ".join(text.split()) for text in match.groups()))
        elif re.search(r"^(Sends|Now):", told, re.MULTILINE):
            raise ValueError(f"{path.name}:{node.lineno}: a case is its kind, an empty line, `Sends:` and `Now:`")


if __name__ == "__main__":
    sys.exit(keep(PAGE, page(), "tests/field/"))
