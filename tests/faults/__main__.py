"""Plant each fault in a copy of the tree, run the tests that should find it, and write what found each.

`python -m tests.faults` plants all of them, in two copies at a time; `python -m tests.faults PART …` those whose file
has one of the parts in its path, and writes nothing. It takes some minutes and is no part of `make test`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PAGE = ROOT / "docs" / "development" / "planted-faults.md"
COPIES = 2
LONGEST = 900
"""Seconds for the tests of one fault."""

TOP = """# Planted faults

Each row is one change to the code that means harm, and the test that failed first when it was planted. Written by
`python -m tests.faults`, which plants them again in a copy of the tree; the changes themselves are in `tests/faults/`.
What says *nothing* is a hole in the tests.

| where | what it would mean | found by |
| --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One change: `was`, which stands once in `file`, `becomes` something else; one of `tests` should fail."""

    file: str
    was: str
    becomes: str
    means: str
    tests: tuple[str, ...]


def faults() -> Iterator[Fault]:
    """All of them. Raises ValueError where the code has gone on, so that there is nothing to plant."""
    for path in sorted(HERE.glob("*.toml")):
        for each in tomllib.loads(path.read_text("utf-8"))["fault"]:
            fault = Fault(**{**each, "tests": tuple(each["tests"])})
            if (ROOT / fault.file).read_text("utf-8").count(fault.was) != 1:
                raise ValueError(f"{path.name}: {fault.file} does not have once: {fault.was}")
            yield fault


def copy(to: Path) -> Path:
    """The tree as git knows it, with what is not committed yet."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, to / name)
    return to


@contextmanager
def planted(fault: Fault, tree: Path) -> Iterator[None]:
    """The fault stands in the tree meanwhile."""
    path = tree / fault.file
    whole = path.read_text("utf-8")
    path.write_text(whole.replace(fault.was, fault.becomes), "utf-8")
    try:
        yield
    finally:
        path.write_text(whole, "utf-8")


def found_by(fault: Fault, tree: Path) -> str:
    """The test that fails first, or `nothing`."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *fault.tests]
    with planted(fault, tree):
        try:
            done = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=LONGEST, check=False)
        except subprocess.TimeoutExpired:
            return "*the tests took too long*"
    failed = re.search(r"^(?:FAILED|ERROR) (\S+?)(?:\[.*)?(?: - .*)?$", done.stdout, re.MULTILINE)
    return (
        f"`{failed[1]}`"
        if failed
        else "*nothing*"
        if done.returncode == 0
        else f"*the tests did not run*: {done.stdout[-200:]}"
    )


def main() -> None:
    """Plant, and tell as it goes."""
    parts = sys.argv[1:]
    wanted = [fault for fault in faults() if not parts or any(part in fault.file for part in parts)]
    trees: SimpleQueue[Path] = SimpleQueue()

    def try_one(fault: Fault) -> str:
        tree = trees.get()
        try:
            found = found_by(fault, tree)
        finally:
            trees.put(tree)
        row = f"| `{fault.file}` | {fault.means} | {found} |"
        print(row, flush=True)
        return row

    with TemporaryDirectory() as folder, ThreadPoolExecutor(COPIES) as pool:
        for number in range(COPIES):
            trees.put(copy(Path(folder) / str(number)))
        rows = list(pool.map(try_one, wanted))
    if not parts:
        PAGE.write_text(TOP + "\n".join(rows) + "\n", "utf-8")
    survived = sum("*nothing*" in row for row in rows)
    print(f"{len(rows)} planted, {survived} found by nothing")
    sys.exit(1 if survived else 0)


if __name__ == "__main__":
    main()
