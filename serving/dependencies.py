"""What the service is made of, by its lock file: a bill of materials (CycloneDX 1.5), and what is known against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

LOCK = Path(__file__).parent.parent / "requirements.lock"
ADVISORIES = "https://api.osv.dev/v1/querybatch"
"""OSV's question for many packages at once (osv.dev, API, `querybatch`)."""

_PACKAGE = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Unreachable(Exception):
    """Nobody could be asked what is known: that is no sign that nothing is."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the lock, with the hashes of the files that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name.lower().replace('_', '-')}@{self.version}"


def pinned(text: str) -> list[Package]:
    """The packages of a lock file, in its order."""
    found: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        if package := _PACKAGE.match(line):
            found.append((package[1], package[2], []))
        if found:
            found[-1][2].extend(_HASH.findall(line))
    return [Package(name, version, tuple(hashes)) for name, version, hashes in found]


def bill(packages: list[Package], version: str) -> dict[str, Any]:
    """The bill of materials of this version of ours, as CycloneDX 1.5 wants it."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "micuenta", "version": version}},
        "components": [
            {
                "type": "library",
                "bom-ref": package.purl,
                "name": package.name,
                "version": package.version,
                "purl": package.purl,
                "hashes": [{"alg": "SHA-256", "content": each} for each in package.hashes],
            }
            for package in packages
        ],
    }


def advisories(packages: list[Package], url: str = ADVISORIES) -> Iterator[tuple[Package, str]]:
    """What is known against them, by the advisory's id. Raises Unreachable."""
    question = {"queries": [{"package": {"purl": package.purl}} for package in packages]}
    try:
        answer = requests.post(url, json=question, timeout=20)
        answer.raise_for_status()
        results = answer.json()["results"]
    except (requests.RequestException, ValueError, KeyError, TypeError) as error:
        raise Unreachable(type(error).__name__) from None
    if len(results) != len(packages):
        raise Unreachable("incomplete")
    for package, result in zip(packages, results, strict=True):
        for known in result.get("vulns", ()):
            yield package, str(known["id"])
