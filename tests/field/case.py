"""The mark of a field case: something real systems were seen to send, and what happens now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., object])


def field_case(*, kind: str, sends: str, now: str) -> Callable[[Test], Test]:
    """Mark a test as a case of `docs/field-cases.md`, which is written from these three by reading, not running.

    `kind` says what it is one of, `sends` the smallest thing that shows it, `now` what happens. All three are
    literals, without a line break; backquotes set what was typed apart.
    """
    del kind, sends, now
    return lambda test: test
