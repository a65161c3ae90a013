"""The fuzzer's own process: `python -m tests.fuzz.guided FOLDER [libFuzzer's options]`."""

from __future__ import annotations

import sys


def main() -> None:
    """Fuzz, with the dialogs and what they understand instrumented; libFuzzer ends the process."""
    import atheris  # type: ignore[import-not-found, unused-ignore]  # has no wheel everywhere

    with atheris.instrument_imports(include=["flows", "gsm7", "identifiers"]):
        from tests.fuzz.turn import run

    atheris.Setup(sys.argv, run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
