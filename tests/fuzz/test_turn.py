"""The turn under inputs found by a fuzzer: those kept, always; new ones for a few seconds where there is a fuzzer."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.fuzz import corpus
from tests.fuzz.turn import fuzz, run

KEPT = corpus.kept()
SECONDS = 3
"""Of fuzzing in a run of the tests."""


@pytest.mark.parametrize("data", KEPT.values(), ids=KEPT)
def test_every_input_kept_holds(data: bytes) -> None:
    run(data)


@pytest.mark.timeout(400)
def test_a_short_guided_run_finds_nothing(tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("no guided fuzzing here: atheris has no wheel for this Python or machine")
    fuzzing = fuzz(tmp_path, SECONDS)
    assert fuzzing.returncode == 0, fuzzing.stderr[-4000:]
