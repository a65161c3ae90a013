"""Twilio's request signature: base64 of an HMAC (SHA-1) over the address called and every parameter sent.

The address comes from the configured public URL, never from headers a caller can write, followed by the raw
query. Each distinct name in sorted order, and under it each distinct value, is appended as `name` + `value`,
decoded. (Twilio's "Security" page; checked against Twilio's own validator in the tests.)
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hmac import compare_digest, digest
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}

Pairs = Iterable[tuple[str, str]]


def sign(token: bytes, url: bytes, pairs: Pairs, algorithm: str = "sha1") -> bytes:
    """The signature of a form posted to `url`; duplicate pairs count once."""
    return _signature(token, url + _joined(pairs), algorithm)


def _joined(pairs: Pairs) -> bytes:
    return "".join([name + value for name, value in sorted(set(pairs))]).encode(errors="replace")


def _signature(token: bytes, signed: bytes, algorithm: str) -> bytes:
    return b64encode(digest(token, signed, algorithm))


class SignatureCheck:
    """Whether a request to one address was signed with any of several tokens, for rotation.

    Twilio signs the port of some addresses and leaves it out of others, so both spellings are accepted.
    Without tokens nothing passes, unless it is `open`, as in the demo: then everything does.
    """

    def __init__(self, tokens: Iterable[str], address: str, *, open: bool = False) -> None:  # noqa: A002 - reads well
        self._tokens = tuple(token.encode() for token in tokens)
        self._open = open and not self._tokens
        self._addresses = tuple(spelling.encode() for spelling in _spellings(address))

    @property
    def refuses_unsigned(self) -> bool:
        """Whether a request without a signature has no chance."""
        return not self._open

    def accepts(self, signature: str | None, query: str, pairs: Pairs, settings: str | None = None) -> bool:
        """`query` is the raw query string as WSGI gives it (Latin-1); a missing signature is refused.

        `settings` is the header by which Twilio says that it signed with a shared key and SHA-256 instead.
        """
        if self._open:
            return True
        if not signature:
            return False
        given = signature.encode(errors="replace")
        tail = b"?" + query.encode("latin-1", errors="replace") if query else b""
        tail += _joined(pairs)
        algorithm = "sha256" if settings and "algorithm=HMAC_SHA256" in settings else "sha1"
        return any(
            compare_digest(_signature(token, address + tail, algorithm), given)
            for token in self._tokens
            for address in self._addresses
        )


def _spellings(address: str) -> tuple[str, ...]:
    """The address without and with its port; first the one that was configured."""
    parts = urlsplit(address)
    login, at, host = parts.netloc.rpartition("@")
    name, colon, port = host.rpartition(":")
    if not colon or not port.isdigit():
        name, port = host, str(_DEFAULT_PORTS.get(parts.scheme, ""))
    bare = parts._replace(netloc=f"{login}{at}{name}").geturl()
    ported = parts._replace(netloc=f"{login}{at}{name}:{port}").geturl() if port else bare
    return (ported, bare) if address == ported else (bare, ported)
