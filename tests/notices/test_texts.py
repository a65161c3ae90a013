"""A notice is one segment in every language, whatever it tells; it can be checked, and stopped."""

from __future__ import annotations

import pytest

from config.catalogues import load_all
from flows.proving.worst_case import worst
from flows.text import PART, Text
from gsm7 import fold, segments, septets
from notices import texts

SENTENCES = {
    name: text
    for name, text in vars(texts).items()
    if isinstance(text, Text) and text.budget is PART and not name.endswith("_AMOUNT")
}


@pytest.mark.parametrize("language", sorted(load_all()))
@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_every_sentence_leaves_room_for_folio_and_opt_out(name: str, language: str) -> None:
    text = SENTENCES[name]
    longest = fold(worst(text, load_all()[language].get(text, text)))
    assert septets(longest) <= texts.ROOM


@pytest.mark.parametrize("language", sorted(load_all()))
def test_the_longest_sentence_with_its_folio_is_one_segment(language: str) -> None:
    text = texts.WITH_FOLIO
    longest = fold(worst(text, load_all()[language].get(text, text)))
    assert segments(longest) == 1
    assert "BAJA" in longest or "STOP" in longest


@pytest.mark.parametrize("language", sorted(load_all()))
def test_stages_fit_the_longest_stage_a_notice_is_proved_with(language: str) -> None:
    for stage in texts.STAGES.values():
        assert len(load_all()[language].get(stage, stage)) <= len(texts.APPLICATION.worst["stage"])
