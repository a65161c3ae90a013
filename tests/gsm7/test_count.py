"""Encodings, septets and segments, at every border where counters go wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsm7 import encoding, measure, segments, septets
from gsm7.alphabet import ALL, BASIC, EXTENSION

BORDERS = [
    ("a" * 160, "GSM7", 160, 1),
    ("a" * 161, "GSM7", 161, 2),
    ("a" * 306, "GSM7", 306, 2),
    ("a" * 307, "GSM7", 307, 3),
    ("a" * 459, "GSM7", 459, 3),
    ("a" * 460, "GSM7", 460, 4),
    ("[" * 80, "GSM7", 160, 1),
    ("[" * 81, "GSM7", 162, 2),
    ("€" * 152, "GSM7", 304, 2),  # 76 pairs fill 152 of a part's 153 septets: the odd one stays empty
    ("€" * 153, "GSM7", 306, 3),
    ("a" * 152 + "{" + "a" * 152, "GSM7", 306, 3),  # the pair would straddle: it moves over whole
    ("a" * 151 + "{" + "a" * 153, "GSM7", 306, 2),
    ("á" * 70, "UCS2", 70, 1),
    ("á" * 71, "UCS2", 71, 2),
    ("á" * 134, "UCS2", 134, 2),
    ("á" * 135, "UCS2", 135, 3),
    ("😀" * 35, "UCS2", 70, 1),
    ("😀" * 36, "UCS2", 72, 2),  # counting code points would say one
    ("á" * 66 + "😀" + "á" * 66, "UCS2", 134, 3),  # the surrogate pair would straddle
    ("", "GSM7", 0, 0),
]

PUBLISHED = [
    ("Tu ahorro es $12,345.67", "GSM7", 23, 1),
    ("Aportación de tu patrón: $1,955.26", "UCS2", 34, 1),
    ("a" * 154 + "€" + "b" * 58, "GSM7", 214, 2),
    ("precio 100€", "GSM7", 12, 1),
    ("«hola»", "UCS2", 6, 1),
]


@pytest.mark.parametrize(("text", "kind", "size", "count"), BORDERS + PUBLISHED)
def test_units_and_segments_at_every_border(text: str, kind: str, size: int, count: int) -> None:
    assert (measure(text), segments(text)) == ((kind, size), count)


def sent(text: str) -> int:
    """Segments found the slow way: letter by letter into parts, as a gateway does."""
    gsm = encoding(text) == "GSM7"
    costs = [1 + (letter in EXTENSION if gsm else ord(letter) > 0xFFFF) for letter in text]
    if sum(costs) <= (160 if gsm else 70):
        return 1 if text else 0
    parts, used = 1, 0
    for cost in costs:
        if used + cost > (153 if gsm else 67):
            parts, used = parts + 1, 0
        used += cost
    return parts


@given(st.text(st.sampled_from("aé{€á😀"), max_size=700) | st.text(st.sampled_from("aé{€"), max_size=700))
def test_segments_are_those_of_a_gateway_that_fills_parts_letter_by_letter(text: str) -> None:
    assert segments(text) == sent(text)


@given(st.text())
def test_any_text_can_be_counted(text: str) -> None:
    assert segments(text) == sent(text)


def test_the_alphabet_has_its_127_letters_and_ten_escaped_ones() -> None:
    assert (len(BASIC), len(EXTENSION), len(ALL)) == (127, 10, 137)


def test_a_text_outside_the_alphabet_has_no_septets() -> None:
    with pytest.raises(ValueError, match="fold it first"):
        septets("Aportación")
