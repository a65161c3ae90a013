"""A reply on each channel."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.catalogues import load_all
from flows.saying.reply import Reply
from gsm7 import encoding, segments, septets
from turns.render import sms_text, ussd_pages

replies = st.builds(
    Reply,
    text=st.text(max_size=500),
    options=st.lists(st.text(max_size=50), max_size=9).map(tuple),
    hint=st.text(max_size=80),
    kind=st.sampled_from(["prompt", "answer"]),
    back=st.booleans(),
    ends=st.booleans(),
    keepable=st.booleans(),
)


def test_choices_are_numbered_lines_in_letters_of_the_alphabet() -> None:
    reply = Reply("¿Activas tu cuenta aquí?", options=("Sí", "Más tarde"))
    assert sms_text(reply) == "¿Activas tu cuenta aqui?\n1 Si\n2 Mas tarde"
    assert sms_text(reply, "ascii") == "Activas tu cuenta aqui?\n1 Si\n2 Mas tarde"
    assert ussd_pages(reply) == ["¿Activas tu cuenta aqui?\n1 Si\n2 Mas tarde"]


def test_the_hint_is_for_sms_alone() -> None:
    reply = Reply("Escribe tu NIP.", hint="Bórralo después de enviarlo.")
    assert sms_text(reply) == "Escribe tu NIP.\nBorralo después de enviarlo."
    assert ussd_pages(reply) == ["Escribe tu NIP."]


@pytest.mark.parametrize(("length", "shown"), [(154, True), (155, False), (300, True), (301, False)])
def test_the_hint_never_costs_a_segment(length: int, shown: bool) -> None:
    text = sms_text(Reply("x" * length, hint="corto"))
    assert ("corto" in text) is shown
    assert segments(text) == segments("x" * length)


def saying(language: str) -> Callable[[str], str]:
    return lambda text: load_all()[language].get(text, text)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_long_answer_shows_how_to_turn_its_pages_in_the_workers_language(language: str) -> None:
    more, back, keep = {"es": ("98 Mas", "0 Atras", "97 Por SMS"), "en": ("98 More", "0 Back", "97 By SMS")}[language]
    first, *_, last = ussd_pages(Reply("palabra " * 60, keepable=True), saying(language))
    assert first.endswith(f"\n{more}\n{keep}")
    assert last.endswith(f"\n{back}\n{keep}")


@given(replies, st.sampled_from(["es", "en"]))
def test_any_reply_fits_its_channel(reply: Reply, language: str) -> None:
    assert encoding(sms_text(reply)) == "GSM7"
    assert all(septets(page) <= 182 for page in ussd_pages(reply, saying(language)))
