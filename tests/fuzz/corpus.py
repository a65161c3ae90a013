"""The inputs that are kept, one a line of `corpus.txt`: a name, who talks, and the messages, as JSON.

Bytes that are no UTF-8 stand as lone surrogates, so that a line is always text.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

FILE = Path(__file__).parent / "corpus.txt"
BROKE = "broke-"
"""How an input is named that something was wrong with."""
MOST = 40
"""Inputs of one run that are kept, so that the file can still be read."""


def kept() -> dict[str, bytes]:
    """Every input by its name."""
    return dict(map(_read, FILE.read_text("utf-8").splitlines()))


def spread(folder: Path) -> None:
    """Each input as a file of its own, as the fuzzer wants them."""
    for name, data in kept().items():
        (folder / name).write_bytes(data)


def keep(folder: Path) -> int:
    """Write down what the fuzzer left in a folder: what broke something, and the shortest that reach something new."""
    before, names = kept(), {data: name for name, data in kept().items()}
    left = {path.read_bytes(): path.name.startswith(BROKE) for path in folder.iterdir()}
    found = sorted((data for data in left if data and data not in names), key=lambda data: (not left[data], len(data)))
    after = before | {f"found-{sha256(data).hexdigest()[:8]}": data for data in found[:MOST]}
    FILE.write_text("".join(f"{_written(name, after[name])}\n" for name in sorted(after)), "utf-8")
    return len(after) - len(before)


def _read(line: str) -> tuple[str, bytes]:
    name, who, *messages = json.loads(line)
    return name, bytes([who]) + "\n".join(messages).encode("utf-8", "surrogateescape")


def _written(name: str, data: bytes) -> str:
    messages = data[1:].decode("utf-8", "surrogateescape").split("\n")
    return json.dumps([name, data[0], *messages], ensure_ascii=not data.isascii())
