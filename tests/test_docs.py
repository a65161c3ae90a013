"""The documents keep up with what they describe: links lead somewhere, every command and setting in them exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli import HERE
from config.settings import Settings
from config.settings_checks import name

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)")
ALL = "\n".join(page.read_text("utf-8") for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = [target for target in LINK.findall(page.read_text("utf-8")) if not (page.parent / target).exists()]
    assert broken == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen, todo = set[Path](), [ROOT / "README.md", ROOT / "CHANGELOG.md"]
    while todo:
        page = todo.pop().resolve()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        todo += [page.parent / target for target in LINK.findall(page.read_text("utf-8"))]
    assert {page.resolve() for page in PAGES} - seen == set()


@pytest.mark.parametrize("path", sorted(HERE.glob("[!_]*.py")), ids=lambda path: path.stem)
def test_every_command_is_told_of(path: Path) -> None:
    command = path.stem.rstrip("_").replace("_", "-")
    assert f"micuenta {command}" in ALL


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", ALL)) - targets == set()


def test_every_setting_that_is_named_exists() -> None:
    known = {name(field) for field in Settings.model_fields}
    assert set(re.findall(r"MICUENTA_[A-Z_]*[A-Z]", ALL)) - known == set()


def test_the_readme_is_one_screen() -> None:
    """Somebody who opens it sees what this is and how to try it without scrolling far."""
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 80


def test_every_file_that_is_named_exists() -> None:
    """A path in a document is where a newcomer looks: it moves with its file."""
    named = set(re.findall(r"`((?:[a-z_0-9]+/)+[a-z_0-9.]*)`", ALL))
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir()}
    assert {path for path in named if path.split("/")[0] in rooms and not (ROOT / path).exists()} == set()


def test_every_test_that_the_security_page_names_exists() -> None:
    """What stops an attack is shown, not told."""
    named = set(re.findall(r"`(test_[a-z_]+)`", (ROOT / "docs" / "security.md").read_text("utf-8")))
    written = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"def (test_\w+)", file.read_text("utf-8"))
    }
    assert named
    assert named - written == set()


def test_the_guide_is_the_same_in_both_languages() -> None:
    """As many sections, rows and commands, and the same commands but for what the reader puts in."""

    def shape(page: str) -> tuple[list[str], list[int], int]:
        text = (ROOT / "docs" / "operating" / page).read_text("utf-8")
        commands = re.findall(r"`(micuenta [^`]*|systemctl [^`]*|git [^`]*)`", text)
        told = [re.sub(r"\b[A-ZÑ]{2,}\b", "X", command) for command in commands]
        rows = [part.count("\n|") for part in text.split("\n## ")]
        return told, rows, text.count("```")

    assert shape("guide.md") == shape("guia.md")
