"""The `micuenta` command: joins the files of `commands/`, and says what is wrong in one sentence."""

from __future__ import annotations

import ast
import importlib
import os
import sys
from pathlib import Path

import click

HERE = Path(__file__).parent / "commands"


class Commands(click.Group):
    """Finds a command's file by its name and imports it only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command there is a file for, by name."""
        del ctx
        return sorted(path.stem.rstrip("_").replace("_", "-") for path in files())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the file of this command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        path = _file(cmd_name).relative_to(HERE.parent).with_suffix("")
        command = importlib.import_module(".".join(path.parts)).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by the first line of their files, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(_file(name))) for name in self.list_commands(ctx)])


def files() -> list[Path]:
    """The files of commands; in which folder one lies is for whoever reads them."""
    return sorted(path for path in HERE.rglob("*.py") if path.stem != "__init__")


def _file(name: str) -> Path:
    stem = name.replace("-", "_")
    return next(path for path in files() if path.stem in (stem, f"{stem}_"))


def _summary(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n")[0].rstrip(".")


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="micuenta")
def micuenta() -> None:
    """Mi Cuenta Infonavit by text message and USSD."""


def main() -> None:
    """Entry point. What an operator can mend is said in a sentence, without a traceback."""
    from config.errors import Mistake

    os.umask(0o077)  # whatever is written, by this process or those it starts, nobody else may read
    try:
        micuenta()
    except Mistake as mistake:
        _wrong(str(mistake))
    except Exception as error:
        from serving.away import sentence

        if told := sentence(error):
            _wrong(told)
        raise


def _wrong(what: str) -> None:
    click.echo(f"micuenta: {what}", err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
