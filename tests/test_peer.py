"""The benchmark's peer: its packages are pinned by hash, wherever they are fetched from."""

from __future__ import annotations

import json
from pathlib import Path

LOCK = Path(__file__).parent.parent / "bench" / "peer" / "package-lock.json"


def test_every_package_is_pinned_by_hash_and_comes_from_no_named_registry() -> None:
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    fetched = {path: package for path, package in packages.items() if path}
    assert fetched
    assert [path for path, package in fetched.items() if not package.get("integrity")] == []
    assert "http" not in "".join(str(package.get("resolved", "")) for package in fetched.values())
