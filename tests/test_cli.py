"""The command line: quick to list, told by its files, and wrong settings are a sentence."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from config.errors import Mistake
from flows.proving import proof

FILES = cli.files()


def micuenta(*line: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli", *line], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_the_list_imports_no_command(tmp_path: Path) -> None:
    """Whoever only wants to know what there is does not wait for Flask, Celery and SQLAlchemy."""
    program = "import sys, cli\ntry:\n    cli.main()\nexcept SystemExit:\n    print(sorted(set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", program, "--help"], capture_output=True, text=True, check=True)
    shown, _, modules = told.stdout.rpartition("\n[")
    assert "flask" not in modules
    assert "commands.run" not in modules
    for path in FILES:
        assert f"  {path.stem.rstrip('_').replace('_', '-')} " in shown


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_command_explains_itself(path: Path) -> None:
    """The first line of its file is what the list says, so it is one sentence that fits."""
    first = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n")[0]
    assert first.endswith(".")
    assert len(first) <= 115
    context = cli.micuenta.make_context("micuenta", ["--help"], resilient_parsing=True)
    command = cli.micuenta.get_command(context, path.stem.rstrip("_").replace("_", "-"))
    assert command is not None
    assert command.help


def test_a_flaw_of_the_dialogs_ends_their_check_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that `make check` stops."""
    monkeypatch.setattr(proof, "flaws", lambda _: iter(["nowhere: leads to no state"]))
    told = CliRunner().invoke(cli.micuenta, ["flows", "--check"])
    assert told.exit_code == 1
    assert "nowhere: leads to no state" in told.output


def test_a_wrong_setting_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    told = micuenta("web", cwd=tmp_path, MICUENTA_SMS_RATE="much")
    assert told.returncode == 2
    assert told.stderr.startswith("micuenta: MICUENTA_SMS_RATE is 'much'")
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("line", "environment", "told"),
    [
        (("notices", "status"), {"DATABASE_URL": "postgresql+psycopg://a@127.0.0.1:1/x"}, "see that it is up"),
        (("notices", "status"), {"DATABASE_URL": "sqlite:///nowhere/x.db"}, "see that it is up"),
        (("notices", "status"), {"DATABASE_URL": "sqlite:///x.db"}, "run `micuenta db upgrade`"),
        (("db", "upgrade"), {"DATABASE_URL": "postgresql+psycopg://a@127.0.0.1:1/x"}, "MICUENTA_DATABASE_URL"),
    ],
)
def test_what_does_not_answer_is_one_sentence_that_says_what_to_do(
    tmp_path: Path, line: tuple[str, ...], environment: dict[str, str], told: str
) -> None:
    result = micuenta(*line, cwd=tmp_path, **{f"MICUENTA_{name}": value for name, value in environment.items()})
    assert result.returncode == 2
    assert result.stderr.startswith("micuenta: the database ")
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_wrong_setting_in_the_dot_env_file_is_found_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("MICUENTA_ENV=production\n", "utf-8")
    told = micuenta("run", cwd=tmp_path)
    assert told.returncode == 2
    assert told.stderr.startswith("micuenta: MICUENTA_SECRET_KEY must be a secret of your own in production")


def test_an_unknown_command_says_how_to_get_help(tmp_path: Path) -> None:
    told = micuenta("fly", cwd=tmp_path)
    assert told.returncode == 2
    assert "No such command 'fly'" in told.stderr


def test_a_mistake_anywhere_ends_with_its_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def mistaken() -> None:
        raise Mistake("the folder is full: make room")

    monkeypatch.setattr(cli, "micuenta", mistaken)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == "micuenta: the folder is full: make room\n"
