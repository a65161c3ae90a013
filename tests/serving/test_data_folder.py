"""One `micuenta run` a data folder; a crash never leaves it closed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from config.errors import Mistake
from serving.data_folder import closed, taken

HOLD = """
import sys, time
from pathlib import Path
from serving.data_folder import taken
with taken(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_on_the_same_folder_is_refused_and_told_whose_it_is(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Mistake, match=rf"process {other.pid}\b.*--data"), taken(tmp_path):
            pass
        other.kill()
        other.wait()
        with taken(tmp_path):
            assert (tmp_path / "lock").read_text("utf-8").isdigit()


def test_the_folder_is_made_and_closed_to_others(tmp_path: Path) -> None:
    with taken(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(Mistake, match="choose another folder with --data"), taken(tmp_path / "file"):
        pass


def test_one_that_others_may_read_is_closed_and_everybodys_is_not(tmp_path: Path) -> None:
    """`--data /tmp` may not take everybody's folder away."""
    folder, shared = tmp_path / "data", tmp_path / "shared"
    for each, mode in ((folder, 0o755), (shared, 0o1777)):
        each.mkdir()
        each.chmod(mode)
        with taken(each):
            pass
    assert (folder.stat().st_mode & 0o777, shared.stat().st_mode & 0o777) == (0o700, 0o777)


def test_the_machines_own_folder_stays_open(tmp_path: Path) -> None:
    """`micuenta db upgrade` at `/` means `/var`, which everybody needs; on Debian it has a link named `lock`."""
    var, run = tmp_path / "var", tmp_path / "run"
    for each in (var / "lib", run / "lock"):
        each.mkdir(parents=True)
    (var / "lock").symlink_to(run / "lock")
    var.chmod(0o755)
    closed(var)
    assert var.stat().st_mode & 0o777 == 0o755
    (var / "micuenta.sqlite3").touch()
    closed(var)
    assert var.stat().st_mode & 0o777 == 0o700
