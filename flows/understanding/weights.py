"""The weights of what was said, for each service; kept in a file, and added up as one whole number each.

A feature's weights stand side by side in one integer, 16 bits for each service, so that adding what a sentence has is
one addition a feature, whatever the number of services.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("weights.bin")
SCALE = 16
"""Parts of one that weights are kept in."""
LEAST = 4
"""Parts that a feature must weigh somewhere to be kept."""
_ZERO = 128
"""What a weight of nothing is stored as, since lanes have no sign."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`features` maps each feature to its parts for each of `services`.

    `known` are the words it was learned with, those said most first.
    """

    digest: str
    services: tuple[str, ...]
    known: tuple[str, ...]
    features: dict[str, list[int]]

    def write(self, path: Path = FILE) -> None:
        """Keep them: a line of JSON with the names, then a byte for each weight; packed."""
        names = sorted(self.features)
        head = {"digest": self.digest, "services": self.services, "known": self.known, "features": names}
        body = b"".join(bytes(min(max(part + _ZERO, 0), 255) for part in self.features[name]) for name in names)
        path.write_bytes(zlib.compress(json.dumps(head).encode() + b"\n" + body, 9))


class Scales:
    """The weights as they are used: read once, added up quickly."""

    def __init__(self, path: Path = FILE) -> None:
        head, _, body = zlib.decompress(path.read_bytes()).partition(b"\n")
        told = json.loads(head)
        self.digest: str = told["digest"]
        self.services: tuple[str, ...] = tuple(told["services"])
        self.known: tuple[str, ...] = tuple(told["known"])
        self._lanes = len(self.services)
        self._packed = {
            name: self._pack(body[at * self._lanes : (at + 1) * self._lanes])
            for at, name in enumerate(told["features"])
        }

    def _pack(self, parts: bytes) -> int:
        wide = bytearray(2 * self._lanes)
        wide[::2] = parts
        return int.from_bytes(wide, "little")

    def add(self, features: list[str]) -> list[float]:
        """The score of each service for these features."""
        found = [packed for one in features if (packed := self._packed.get(one)) is not None]
        total = sum(found[:250]).to_bytes(2 * self._lanes, "little")
        zero = _ZERO * len(found[:250])
        return [(part - zero) / SCALE for part in memoryview(total).cast("H")]

    def weight(self, feature: str, service: int) -> float:
        """How much one feature speaks for a service; 0 where it is not known."""
        packed = self._packed.get(feature)
        return 0.0 if packed is None else ((packed >> 16 * service & 0xFFFF) - _ZERO) / SCALE
