"""A form is read as Python's own reader reads it, whatever was posted."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from hypothesis import given
from hypothesis import strategies as st

from sms.gateways.forms import pairs

BITS = st.sampled_from(["&", "=", "+", "%", "%2B", "%C3%A9", "%ff", "%4", "a", "é", " ", ";", "\x00", "😀"])


@given(st.lists(BITS, max_size=30).map("".join) | st.text(max_size=60))
def test_pairs_are_those_of_the_standard_library(form: str) -> None:
    assert pairs(form) == parse_qsl(form, keep_blank_values=True, errors="replace")


@given(st.lists(st.tuples(st.text(min_size=1), st.text())))
def test_what_was_encoded_comes_back(written: list[tuple[str, str]]) -> None:
    encodable = [(name, value) for name, value in written if _encodes(name + value)]
    assert pairs(urlencode(encodable)) == encodable


def _encodes(text: str) -> bool:
    return text.encode(errors="ignore").decode() == text
