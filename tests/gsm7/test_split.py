"""Numbered messages and USSD pages: nothing too long, nothing cut, nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsm7 import fold, measure, pages, segments, septets, split

words = st.text(st.sampled_from("abcdeñéZ.,€{"), min_size=1, max_size=30)
amounts = st.integers(0, 10**10).map(lambda cents: f"${cents / 100:,.2f}")
clabes = st.from_regex(r"[0-9]{3} [0-9]{3} [0-9]{11} [0-9]", fullmatch=True)
references = st.lists(st.from_regex(r"[0-9]{4}", fullmatch=True), min_size=2, max_size=8).map(" ".join)
atoms = st.tuples(words | amounts | clabes | references, st.sampled_from(["", "", ".", ","])).map("".join)
# a word between any two, so that a reference is what was written, not what two neighbours look like
texts = st.lists(atoms, max_size=60).map(lambda pieces: " y\n".join(pieces))
choices = st.lists(st.text(st.sampled_from("abcd eñ"), min_size=1, max_size=60).map(str.strip), max_size=9)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(texts)
def test_parts_are_one_segment_each_numbered_and_lose_nothing(text: str) -> None:
    parts = split(text)
    assert all(segments(part) == 1 for part in parts)
    if len(parts) > 1:
        total = len(parts)
        assert [part.split(" ", 1)[0] for part in parts] == [f"{n}/{total}" for n in range(1, total + 1)]
        parts = [part.split(" ", 1)[1] for part in parts]
    assert squeezed("".join(parts)) == squeezed(text)


@given(st.lists(atoms, max_size=60))
def test_no_part_or_page_cuts_a_word_an_amount_or_a_reference(pieces: list[str]) -> None:
    text = " y ".join(pieces)
    for parts in (split(text), pages(text, [], more="98 Mas", back="0 Atras", always="97 Por SMS")):
        for piece in pieces:
            assert any(piece in part for part in parts)


@given(st.text(max_size=600))
def test_any_text_is_split_into_single_segments(text: str) -> None:
    bare = [part.split(" ", 1)[1] for part in split(text)] if len(split(text)) > 1 else split(text)
    assert all(segments(part) == 1 for part in split(text))
    assert squeezed("".join(bare)) == squeezed(text)


def test_a_letter_of_two_octets_never_makes_a_part_too_long() -> None:
    """159 letters, an ñ, 100 letters: a splitter that counts octets sends one part of 261."""
    parts = split("a" * 159 + "ñ" + "a" * 100)
    assert [measure(part)[1] <= 160 for part in parts] == [True, True]


def test_a_folded_spanish_notice_costs_two_segments_not_four() -> None:
    notice = (
        "Infonavit: recibimos la aportación de tu patrón por $1,955.26 del bimestre 5 de 2026. Tu ahorro llegó a "
        "$123,456.78. Si no reconoces este aviso, marca al 800 008 3900 de lunes a viernes."
    )
    assert segments(notice) == 3
    assert len(split(fold(notice))) == segments(fold(notice)) == 2


@pytest.mark.parametrize("count", [10, 100])
def test_the_number_of_parts_fits_whatever_its_digits(count: int) -> None:
    parts = split("palabras " * 17 * count)
    assert len(parts) >= count
    assert max(map(septets, parts)) <= 160


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_to_say_is_no_message(text: str) -> None:
    assert split(text) == []


@given(texts, choices, st.booleans(), st.sampled_from(["", "97 Por SMS"]))
def test_every_page_fits_says_where_it_leads_and_keeps_its_choices_whole(
    text: str, labels: list[str], first_back: bool, always: str
) -> None:
    lines = [f"{number} {label}" for number, label in enumerate(labels, 1)]
    shown = pages(text, lines, more="98 Mas", back="0 Atras", first_back=first_back, always=always)
    assert all(septets(page) <= 182 for page in shown)
    bodies = []
    for index, page in enumerate(shown):
        foot = [
            *(["98 Mas"] if index < len(shown) - 1 else []),
            *(["0 Atras"] if index or first_back else []),
            *([always] if always else []),
        ]
        rows = page.split("\n")
        assert rows[len(rows) - len(foot) :] == foot
        bodies.append("\n".join(rows[: len(rows) - len(foot)]))
    assert squeezed("".join(bodies)) == squeezed(text + "".join(lines))
    rows = [row for body in bodies for row in body.split("\n")]
    assert [row for row in rows if row in lines][-len(lines) :] == lines or not lines


def test_182_septets_are_one_page_and_one_more_makes_two() -> None:
    text = " ".join(["x" * 59] * 3) + " y"  # 181
    assert septets(text + "z") == 182
    assert len(pages(text + "z", [], more="98 Mas", back="0 Atras")) == 1
    assert len(pages(text + "zz", [], more="98 Mas", back="0 Atras")) == 2


@given(st.lists(st.text(st.sampled_from("abc $1"), min_size=1, max_size=70).map(lambda row: f"x{row}x"), max_size=30))
def test_a_list_is_paged_by_whole_lines(rows: list[str]) -> None:
    shown = pages("\n".join(rows), [], more="98 Mas", back="0 Atras", always="97 Por SMS")
    assert [row for page in shown for row in page.split("\n") if row.startswith("x")] == rows


@pytest.mark.parametrize("endless", ["x" * 2000, "€" * 500, "1234 " * 300, "$" * 400])
def test_even_what_has_no_gap_is_cut_to_fit(endless: str) -> None:
    shown = pages(endless, [f"1 {endless.strip()}"], more="98 Mas", back="0 Atras", always="97 Por SMS")
    assert max(map(septets, shown)) <= 182


@pytest.mark.parametrize(("letter", "most"), [("a", 160), ("ā", 70)])
def test_a_text_of_just_one_segment_goes_alone_and_a_letter_more_makes_two(letter: str, most: int) -> None:
    whole = letter * (most - 2) + " " + letter
    assert split(whole) == [whole]
    assert len(split(whole + letter)) == 2
