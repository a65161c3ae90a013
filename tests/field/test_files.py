"""What the institution's files look like after people and programs have had them.

Sources: spreadsheets that drop zeros and write 1.23E+10 (Microsoft KB Q66033, edoceo's CSV notes on `="0306703"`),
browsers' second downloads, decomposed accents of macOS, DB2's and Oracle's 9999-12-31, MySQL's 0000-00-00.
"""

from __future__ import annotations

import errno
import os
import resource
from pathlib import Path
from typing import Any

import pytest

from models.importing import Summary, import_paths
from models.tables import institution as tables
from tests.institution_files import BOTH, loaded
from tests.models.importing.files import CREDIT, LORENA, PAID, ROW, WORKERS, put, records, refusals
from tests.models.importing.test_commands import data, run

__all__ = ["data"]


def test_what_is_left_aside_is_named(sqlite: str, tmp_path: Path) -> None:
    """A file under a name that is nearly right.

    Sends: a folder with `Creditos.csv`, `trabajadores.CSV`, `aportaciones (1).csv`, `avisos.xlsx`
    Now: capitals do not matter; whatever else is left aside is named, and the command ends with 1
    """
    put(tmp_path, "Creditos.csv", CREDIT)
    put(tmp_path, "trabajadores.CSV", WORKERS + LORENA)
    put(tmp_path, "aportaciones (1).csv", PAID + ROW)
    put(tmp_path, "avisos.xlsx", b"PK")
    put(tmp_path, ".DS_Store", b"")
    put(tmp_path, "~$avisos.xlsx", b"")
    summary = import_paths(sqlite, [tmp_path])
    said = {count.path.name: count.unusable for count in summary.counts}

    assert not summary.clean
    assert (said["Creditos.csv"], said["trabajadores.CSV"]) == ("", "")
    assert "aportaciones.csv" in said["aportaciones (1).csv"]
    assert "avisos.csv" in said["avisos.xlsx"]
    assert len(said) == 4
    assert not list(tmp_path.glob("rechazos-*"))
    assert len(records(sqlite, tables.CreditRow)) == 1


@pytest.mark.parametrize(
    "name",
    ["creditos - copia.csv", "creditos.csv.bak", "creditos.csv.txt", "nomina.csv", "creditos.zip", "creditos_2026.csv"],
)
def test_a_name_nobody_agreed_on_is_not_guessed(sqlite: str, tmp_path: Path, name: str) -> None:
    """Other things in the folder.

    Sends: `ahorro - copia.csv`, `creditos.csv.bak`, a folder `creditos.csv`, two that differ in capitals
    Now: each is named with what to do; none is loaded
    """
    put(tmp_path, "trabajadores.csv", WORKERS + LORENA)
    put(tmp_path, name, CREDIT)
    summary = import_paths(sqlite, [tmp_path])

    assert not summary.clean
    assert [count.path.name for count in summary.counts if count.unusable] == [name]
    assert records(sqlite, tables.CreditRow) == []


def test_a_folder_with_a_files_name_and_twins_are_named_too(sqlite: str, tmp_path: Path) -> None:
    """A folder is opened only when it is given; of two files that differ in capitals neither is taken for the newer."""
    (tmp_path / "creditos.csv").mkdir()
    put(tmp_path, "Trabajadores.csv", WORKERS + LORENA)
    put(tmp_path, "trabajadores.csv", WORKERS + LORENA.replace("LORENA", "ELENA"))
    summary = import_paths(sqlite, [tmp_path])

    assert sorted(count.path.name for count in summary.counts if "aparte" in count.unusable) == [
        "Trabajadores.csv",
        "creditos.csv",
        "trabajadores.csv",
    ]
    assert records(sqlite, tables.WorkerRow) == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EPERM])
def test_refusals_that_cannot_be_written_stop_nothing(
    sqlite: str, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that takes no list of refusals.

    Sends: files on a read-only share, in a folder of somebody else, a folder where the list should be
    Now: the good rows go in; the command says where the list could not go and shows its beginning
    """
    opened = Path.open

    def held(path: Path, mode: str = "r", **more: Any) -> Any:
        if mode == "a":
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, mode, **more)

    monkeypatch.setattr(Path, "open", held)
    summary = loaded(sqlite, tmp_path, trabajadores=BOTH)

    assert_loaded_without_a_list(summary, os.strerror(number))


def assert_loaded_without_a_list(summary: Summary, why: str) -> None:
    (count,) = summary.counts
    assert (count.written, count.refused) == (1, 1)
    assert [(report.path.name, report.count) for report in count.unwritten] == [("rechazos-trabajadores.csv", 1)]
    assert (count.unwritten[0].first[0].line, count.unwritten[0].unwritten) == (3, why)
    assert not summary.clean


def test_a_folder_where_the_list_should_be_stops_nothing(sqlite: str, tmp_path: Path) -> None:
    """Nor one that cannot be made."""
    (tmp_path / "rechazos-trabajadores.csv").mkdir()
    assert_loaded_without_a_list(loaded(sqlite, tmp_path, trabajadores=BOTH), "Is a directory")

    (tmp_path / "rechazos-trabajadores.csv").rmdir()
    nowhere = import_paths(sqlite, [tmp_path], rejects=Path("/proc/nowhere"))
    assert [report.path.parent for report in nowhere.counts[0].unwritten] == [Path("/proc/nowhere")]


def test_a_full_disk_under_the_list_stops_nothing(postgresql: str, tmp_path: Path) -> None:
    """The rows go to another machine's disk; ours takes not a byte more."""
    put(tmp_path, "trabajadores.csv", BOTH)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        summary = import_paths(postgresql, [tmp_path])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert_loaded_without_a_list(summary, os.strerror(errno.EFBIG))


def test_a_list_has_the_files_own_name(sqlite: str, tmp_path: Path) -> None:
    """However the file itself is written."""
    put(tmp_path, "Trabajadores.CSV", BOTH)
    import_paths(sqlite, [tmp_path])

    assert refusals(tmp_path, "trabajadores")[0]["archivo"] == "Trabajadores.CSV"


def test_refusals_go_where_they_are_wanted(data: Path, tmp_path: Path) -> None:
    """A list of refusals somewhere else.

    Sends: `micuenta import /mnt/institution --rejects /tmp/lists`
    Now: the folder is made and has the list; the institution's own folder stays as it was
    """
    put(tmp_path, "trabajadores.csv", BOTH)
    told = run("import", tmp_path / "trabajadores.csv", "--rejects", tmp_path / "lists" / "today", "--data", data)

    assert told.exit_code == 1
    assert "observaciones" not in told.output
    assert refusals(tmp_path / "lists" / "today", "trabajadores")[0]["linea"] == "3"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix) == ["trabajadores.csv"]


def test_the_command_shows_what_it_could_not_write(data: Path, tmp_path: Path) -> None:
    """And ends with 1."""
    put(tmp_path, "trabajadores.csv", BOTH)
    told = run("import", tmp_path / "trabajadores.csv", "--rejects", "/proc/nowhere", "--data", data)

    assert told.exit_code == 1
    assert "--rejects DIR" in told.output
    assert "line 3 nss" in told.output
