"""A notice is one segment in every language, whatever it tells; it can be checked, and stopped."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from config.catalogues import load_all
from flows.dialogs.savings.stages import OF_APPLICATION
from flows.proving.worst_case import worst
from flows.saying.house import House
from flows.saying.voice import Voice
from gsm7 import fold, segments
from notices import texts
from notices.kinds import KINDS, application, contribution


@pytest.mark.parametrize("language", sorted(load_all()))
def test_the_longest_sentence_with_its_folio_is_one_segment(language: str) -> None:
    """That every sentence keeps to its room is measured with all other texts."""
    text = texts.WITH_FOLIO
    longest = fold(worst(text, load_all()[language].get(text, text)))
    assert segments(longest) == 1
    assert "BAJA" in longest or "STOP" in longest


@pytest.mark.parametrize("language", sorted(load_all()))
def test_stages_fit_the_longest_stage_a_notice_is_proved_with(language: str) -> None:
    for stage in OF_APPLICATION.values():
        assert len(load_all()[language].get(stage.brief, stage.brief)) <= len(application.SENTENCE.worst["stage"])


def test_what_needs_consent_can_go_by_mail_and_nothing_else_does() -> None:
    """The forecast counts mails by the consent a notice carries."""
    assert all(bool(kind.subject) == bool(kind.topics) for kind in KINDS.values())


@pytest.mark.parametrize(
    "employer", ["GANA BIT.LY/X", "HTTPS://MAL.MX/?A=1", "PREMIOS LLAMA AL 55 1234 5678 YA", "YO@MAL.MX"]
)
def test_no_employer_puts_a_link_or_a_number_into_a_notice(employer: str) -> None:
    """Our texts promise that we send none; employers choose their own names."""
    found = contribution.Contributions(1, Decimal(100), employer, "2026-5", to_credit=False)
    said = contribution.KIND.say(found, Voice("es", {}, House()))
    assert not re.search(r"\w\.\w\w|/|@|\d{4} ?\d{4}", said.replace("$100.00", "")), said
