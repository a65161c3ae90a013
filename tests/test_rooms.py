"""Every folder with Python is a package that the import rules know, and they see an illegal import in each."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
BESIDE = {"tests", "bench", "docs"}
CONFIGURED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
RULES = CONFIGURED["importlinter"]
MOST_FILES = 20
"""Directly in one folder: as many as can be read at a glance."""
MOST_LINES = 300

MADE = {"__pycache__", "node_modules", "build", "data"}
"""Folders that the project does not write by hand."""

TOP = "commands"
"""Nothing stands above it; what it must not import are the tests."""


def folders(root: Path = ROOT) -> Iterator[Path]:
    """Folders of the product with Python in them, from its rooms down."""
    for room in sorted(root.iterdir()):
        if room.is_dir() and room.name not in BESIDE and not room.name.startswith(".") and any(room.rglob("*.py")):
            yield from sorted({path.parent for path in room.rglob("*.py")} | {room})


FOLDERS = [str(folder.relative_to(ROOT)) for folder in folders() if not folder.name.endswith(".egg-info")]
ROOTS = [ROOT / f"{name}.py" for name in ("app", "app_console", "cli")]
SOURCES = [path for folder in FOLDERS for path in (ROOT / folder).glob("*.py")] + ROOTS


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_with_python_is_a_package(folder: str) -> None:
    """The import rules do not look into a folder without `__init__.py`."""
    assert (ROOT / folder / "__init__.py").exists()


def test_every_room_is_known_to_whatever_looks_at_rooms() -> None:
    rooms = {folder.partition("/")[0] for folder in FOLDERS}
    layers = set(chain(*(layer.split(" : ") for layer in RULES["contracts"][0]["layers"])))
    assert set(RULES["root_packages"]) == layers == rooms
    assert set(CONFIGURED["mypy"]["packages"]) == rooms
    assert {name.rstrip("*") for name in CONFIGURED["setuptools"]["packages"]["find"]["include"]} == rooms
    tests_are_forbidden_to = next(each for each in RULES["contracts"] if "tests" in each.get("forbidden_modules", ()))
    assert set(tests_are_forbidden_to["source_modules"]) == rooms


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the import check says of a copy in which each folder has a file with an illegal import."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for room in {folder.partition("/")[0] for folder in FOLDERS}:
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in FOLDERS:
        (copy / folder / "planted.py").write_text(
            f"import {'tests' if folder.partition('/')[0] == TOP else 'commands.run'}\n", "utf-8"
        )
    rules = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"]
    done = subprocess.run(rules, cwd=copy, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_illegal_import_in_any_room_fails_the_check(folder: str, told: str) -> None:
    """Somebody who imports upwards is told, wherever they do it; a room nobody looks into is found here."""
    assert f"{folder.replace('/', '.')}.planted -> " in told


def test_the_check_for_people_runs_the_import_rules() -> None:
    assert "lint-imports" in (ROOT / "Makefile").read_text("utf-8").partition("\ncheck:")[2].partition("\n\n")[0]


def test_files_are_small() -> None:
    """So that each holds one idea, and a reader finds it."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in (*SOURCES, *(ROOT / "tests").rglob("*.py"))}
    assert median(lengths[path] for path in SOURCES) < 80
    long = {str(path.relative_to(ROOT)) for path, length in lengths.items() if length > MOST_LINES}
    assert not long


def test_an_exception_to_a_rule_says_why_on_its_line() -> None:
    """What is not checked is a decision; without its reason nobody can tell whether it still holds."""
    silent = re.compile(r"# (?:type: ignore(?:\[[^]]*\])?|noqa(?:: ?[A-Z0-9, ]+)?)$", re.MULTILINE)
    found = (*SOURCES, *(path for room in BESIDE for path in (ROOT / room).rglob("*.py")))
    assert [str(path.relative_to(ROOT)) for path in found if silent.search(path.read_text("utf-8"))] == []


def test_no_folder_is_too_full_to_be_read_at_a_glance() -> None:
    full = {}
    for room in [ROOT / name for name in {folder.partition("/")[0] for folder in FOLDERS} | BESIDE]:
        for folder in [room, *(path for path in room.rglob("*") if path.is_dir())]:
            files = [path for path in folder.iterdir() if path.is_file()]
            if len(files) > MOST_FILES and not MADE.intersection(folder.parts):
                full[str(folder.relative_to(ROOT))] = len(files)
    assert full == {}


@cache
def _taken() -> frozenset[str]:
    """Names that some file takes out of a module to use them by themselves, each after its module."""
    return frozenset(
        f"{node.module} {alias.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname is None
    )


def test_a_name_that_is_used_by_itself_means_one_thing() -> None:
    """Whoever searches for a class, or a function imported by its name, finds one; `module.verb` may recur."""
    means = defaultdict[str, set[str]](set)
    for path in SOURCES:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.parse(path.read_text("utf-8")).body:
            taken = isinstance(node, ast.FunctionDef) and f"{module} {node.name}" in _taken()
            if (isinstance(node, ast.ClassDef) or taken) and not node.name.startswith("_"):
                means[node.name].add(module)
    rooms = {name: {module.rpartition(".")[0] for module in modules} for name, modules in means.items()}
    assert {name: sorted(means[name]) for name, found in rooms.items() if len(found) > 1} == {}


def test_a_web_process_holds_nothing_it_has_no_use_for() -> None:
    """What is imported is held by every process for good; and a thread would not be in a process that is a copy."""
    names = "print(*{name.partition('.')[0] for name in sys.modules}, threading.active_count())"
    code = f"import sys, threading, app, serving.front.process; app.read_ahead(); {names}"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    elsewhere = {"alembic", "celery", "console", "kombu", "requests", "rich", "simulator", "twilio", "typst", "worker"}
    assert {"flask", "1"} <= set(told.stdout.split())
    assert elsewhere.isdisjoint(told.stdout.split())
