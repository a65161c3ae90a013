"""The worlds that field cases are tried in are those of the other folders."""

from tests.outbox.conftest import _twilio, outbox, small, twilio

__all__ = ["_twilio", "outbox", "small", "twilio"]
