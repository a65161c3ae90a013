"""Whether a migration would hold the service up: `python -m tests.ops.downtime`, part of `make check`.

Each migration's SQL for PostgreSQL, as text and for itself, under squawk (https://squawkhq.com/docs/rules).
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from models.migrate import LOCK, configuration

NOWHERE = "postgresql+psycopg://nobody@/nothing"
LEFT_OUT = {
    "prefer-text-field": "a length of ours is a bound that the tables in the code name too, and is only ever raised",
    "prefer-bigint-over-int": "numbers of 32 bits are where two thousand million are out of the question",
    "prefer-bigint-over-smallint": "the same, of bits",
    "prefer-identity": "SQLAlchemy reads `SERIAL` and identities alike, and a test compares them",
}
"""Rules about taste, and why ours is another."""
SINCE_FIRST_RELEASE = "0022"
"""Nobody has rows in a table when a migration before this one runs: nothing was released until then."""
ON_EMPTY_TABLES = ("require-concurrent-index-creation", "require-concurrent-index-deletion")
ALLOWED = {"0010": ("changing-column-type", "a longer varchar changes the catalogue alone and reads no row")}
"""By migration: a rule, and why it may be broken there."""


def write(folder: Path) -> list[Path]:
    """Put the SQL of each migration into a file named by its revision."""
    written = []
    for revision in ScriptDirectory.from_config(configuration(NOWHERE)).walk_revisions():
        config = configuration(NOWHERE)
        config.output_buffer = io.StringIO()
        command.upgrade(config, f"{revision.down_revision or 'base'}:{revision.revision}", sql=True)
        # Alembic's own table is none of ours; the limits are set on the connection, by models/migrations/env.py.
        parts = config.output_buffer.getvalue().split(";")
        sql = ";".join(part for part in parts if "alembic_version" not in part)
        path = folder / f"{revision.revision}.sql"
        path.write_text(f"SET lock_timeout = {LOCK}; SET statement_timeout = 0;\n{sql}")
        written.append(path)
    return written


def allowed(revision: str) -> list[str]:
    """The rules that this migration may break."""
    rules = [*LEFT_OUT, *(ON_EMPTY_TABLES if revision < SINCE_FIRST_RELEASE else ())]
    return rules + [rule for of, (rule, _) in ALLOWED.items() if of == revision]


def main() -> int:
    """Say what is wrong; 1 when anything is."""
    squawk, bad = Path(sys.executable).with_name("squawk"), 0
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder))
        for path in files:
            line = [squawk, "--pg-version=15", f"--exclude={','.join(allowed(path.stem))}", path]
            told = subprocess.run(line, capture_output=True, text=True, check=False)
            if told.returncode:
                bad += 1
                print(told.stdout + told.stderr)
    print(f"{len(files)} migrations, {bad} that would hold the service up")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
