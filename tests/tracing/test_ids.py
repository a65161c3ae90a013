"""Every process finds the same trace for a message, and agrees whether it is followed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.tracing.ids import as_shown, root_of, sampled, span_of, trace_of
from config.vault import Vault

MARK = Vault("a secret key for traces").mark


def test_a_trace_is_the_name_of_its_request_after_eight_zeros() -> None:
    name = MARK("twilio SM1")
    assert as_shown(trace_of(name)) == "0" * 8 + name


def test_a_notice_has_the_trace_of_its_own_id() -> None:
    assert as_shown(trace_of("01a22b2a6bdf7d7abcb4ab59f7c41b05")) == "01a22b2a6bdf7d7abcb4ab59f7c41b05"


@given(st.text(max_size=40))
def test_any_name_has_a_trace_and_a_root_that_collectors_take(name: str) -> None:
    assert 0 < trace_of(name) < 1 << 128
    assert 0 < root_of(name) < 1 << 64
    assert trace_of(name) == trace_of(name)


def test_spans_of_other_names_are_others() -> None:
    assert len({span_of("claim", "m", 1), span_of("call", "m", 1), span_of("claim", "m", 2), root_of("m")}) == 4


@pytest.mark.parametrize("ratio", [0.01, 0.25, 0.5])
def test_so_many_are_followed_as_are_to_be_whatever_made_the_id(ratio: float) -> None:
    """The digits of a uuid7 that tell its time and its version are never chance."""
    for names in (
        [MARK(str(each)) for each in range(4000)],
        [f"01a22b2a6bdf7d7abc{MARK(str(n))[:14]}" for n in range(4000)],
    ):
        part = sum(sampled(trace_of(name), ratio) for name in names) / len(names)
        assert part == pytest.approx(ratio, abs=0.03)


def test_all_or_none_are_followed_at_the_ends() -> None:
    assert sampled((1 << 128) - 1, 1.0)
    assert not sampled(1 << 127, 0.0)
