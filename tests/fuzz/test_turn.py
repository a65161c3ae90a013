"""The turn under inputs found by a fuzzer: those kept, always; new ones for a few seconds where there is a fuzzer."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.turn import run

CORPUS = Path(__file__).parent / "corpus"
KEPT = sorted(path for path in CORPUS.rglob("*") if path.is_file())
SECONDS = 10
"""Of fuzzing in a run of the tests; `python -m tests.fuzz.turn tests/fuzz/corpus` goes on until it is stopped."""


@pytest.mark.parametrize(
    "kept", sorted(path for path in CORPUS.rglob("*") if path.is_file()), ids=lambda path: path.name
)
def test_every_input_kept_holds(kept: Path) -> None:
    run(kept.read_bytes())


def test_a_short_guided_run_finds_nothing(tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("no guided fuzzing here: atheris has no wheel for this Python or machine")
    limits = [f"-max_total_time={SECONDS}", "-max_len=600", "-timeout=5", f"-artifact_prefix={tmp_path}/"]
    fuzzing = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.turn", tmp_path, CORPUS, *limits],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert fuzzing.returncode == 0, fuzzing.stderr[-4000:]
