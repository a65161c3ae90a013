"""`micuenta import` and `micuenta demo-data` as an operator meets them: exit codes, the summary, what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import micuenta
from config.errors import Mistake
from models.importing.files import FILES
from models.migrate import upgrade


def run(*arguments: object) -> Result:
    return CliRunner().invoke(micuenta, [str(argument) for argument in arguments])


@pytest.fixture
def data(tmp_path: Path, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with an empty, migrated database."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("MICUENTA_DATA", str(folder))  # the command leaves it set for its children
    monkeypatch.setenv("MICUENTA_REDIS_URL", redis_url)
    monkeypatch.setenv("MICUENTA_DATABASE_URL", f"sqlite:///{folder / 'micuenta.sqlite3'}")
    upgrade(f"sqlite:///{folder / 'micuenta.sqlite3'}")
    return folder


@pytest.mark.parametrize("packed", [False, True])
def test_what_demo_data_writes_import_loads(data: Path, tmp_path: Path, packed: bool) -> None:
    """Plain or packed, all of it, and exit code 0."""
    out = tmp_path / "out"
    made = run("demo-data", "--workers", 50, "--out", out, "--today", "2026-11-20", *(["--gzip"] if packed else []))
    assert made.exit_code == 0, made.output
    assert len(list(out.glob("*.csv.gz" if packed else "*.csv"))) == len(FILES)

    loaded = run("import", out, "--data", data)
    assert loaded.exit_code == 0, loaded.output
    assert "trabajadores.csv" in loaded.output


def test_a_refused_row_ends_the_command_with_1(data: Path, tmp_path: Path) -> None:
    """And the operator is told where to read why."""
    (tmp_path / "calendario.csv").write_text("bimestre,fecha_limite\n2026-1,2026-03-17\n2026-9,2026-03-17\n")
    loaded = run("import", tmp_path / "calendario.csv", "--data", data)

    assert loaded.exit_code == 1
    assert "rechazos-" in loaded.output


def test_a_database_without_tables_is_said_with_what_to_do(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback: the sentence names the command that mends it."""
    monkeypatch.setenv("MICUENTA_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    (tmp_path / "calendario.csv").write_text("bimestre,fecha_limite\n2026-1,2026-03-17\n")
    loaded = run("import", tmp_path / "calendario.csv", "--data", data)

    assert isinstance(loaded.exception, Mistake)
    assert "micuenta db upgrade" in str(loaded.exception)
