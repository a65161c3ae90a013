"""The page says the same in both languages, and nothing is missing in either."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import simulator
from config.catalogues import placeholders
from simulator.wording import PAGE, SCRIPT, TERMINAL, tries


@pytest.mark.parametrize("texts", [PAGE, SCRIPT, TERMINAL], ids=["page", "script", "terminal"])
def test_both_languages_say_the_same_things(texts: dict[str, dict[str, str]]) -> None:
    spanish, english = texts["es"], texts["en"]
    assert spanish.keys() == english.keys()
    for key in spanish:
        assert spanish[key].strip()
        assert english[key].strip()
        assert placeholders(spanish[key]) == placeholders(english[key]), key


def test_every_text_of_the_page_is_used() -> None:
    template = (Path(simulator.__file__ or "").parent / "templates" / "phone.html").read_text("utf-8")
    assert set(re.findall(r"\bt\.(\w+)", template)) == PAGE["es"].keys()


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_to_try_is_dialled_with_the_houses_own_code(language: str) -> None:
    dials = [one.text for one in tries(language, "*789#") if one.ussd]
    assert dials == ["*789#", "*789*1#"]
