"""Seals what rests outside our own tables' columns, and marks what is only looked up.

Sealed text is AES-256-GCM under a key derived from `SECRET_KEY`; a mark is a keyed hash, so that a Redis key tells
nobody which telephone it belongs to. Both are bound to their purpose by HKDF, so neither can stand in for the other.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable, Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12
"""Bytes of AES-GCM's nonce. It is random, which is safe for 2^32 messages under one key: rotate it before that."""
MARK = 24
"""Hex digits of a mark: 96 bits, so that two telephones never share one."""

MARKS = 64
"""Marks at hand: a turn asks for its line's several times."""


class Unreadable(Exception):
    """Sealed under a key we do not have, or altered since."""


class Vault:
    """`old` are former secret keys: they still open what was sealed with them and find what was marked, no more."""

    def __init__(self, secret_key: str, old: Iterable[str] = ()) -> None:
        self._boxes = tuple(AESGCM(_derive(secret, b"seal")) for secret in (secret_key, *old))
        self._mark_keys = tuple(_derive(secret, b"mark") for secret in (secret_key, *old))
        self.mark: Callable[[str], str] = lru_cache(MARKS)(self._mark)
        """A short name for a text that only we can compute again."""
        self._sign_keys = tuple(_derive(secret, b"sign") for secret in (secret_key, *old))

    def seal(self, clear: bytes) -> bytes:
        """Encrypt; the same text never looks the same twice."""
        nonce = os.urandom(NONCE)
        return nonce + self._boxes[0].encrypt(nonce, clear, None)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt what `seal` gave. Raises `Unreadable` rather than give back anything doubtful."""
        for box in self._boxes:
            try:
                return box.decrypt(sealed[:NONCE], sealed[NONCE:], None)
            except (InvalidTag, ValueError):
                continue
        raise Unreadable("this was sealed with another secret key, or was changed since")

    def marks(self, text: str) -> tuple[str, ...]:
        """Its mark of now, and those that rows from before a change of keys may bear."""
        return tuple(_marked(key, text) for key in self._mark_keys)

    def _mark(self, text: str) -> str:
        return _marked(self._mark_keys[0], text)

    def sign(self, text: str) -> str:
        """A signature that only we can make, in hex."""
        return hmac.digest(self._sign_keys[0], text.encode(), "sha256").hex()

    def signed(self, text: str, signature: str) -> bool:
        """Whether one of our keys, present or former, made this signature."""
        made = (hmac.digest(key, text.encode(), "sha256").hex() for key in self._sign_keys)
        return any(hmac.compare_digest(each, signature) for each in made)


def _marked(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()[:MARK]


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"micuenta " + purpose).derive(secret.encode())
