"""Where a sentence may lead: every service has a name to be asked by, and nothing that cannot be undone is guessed."""

from __future__ import annotations

import pytest

from flows.dialogs.service import which
from flows.dialogs.service.topics import TOPICS, InfoTopic
from flows.keywords import hearing
from flows.keywords.hearing import hear, leading_to
from flows.keywords.words import ASKING, WORDS
from flows.machine.register import STARTS, STATES
from flows.turn.states import Tell


def test_every_place_that_a_sentence_may_lead_to_can_be_named() -> None:
    asked = {word.leads for word in WORDS if word.asks}
    unnamed = {start for start in STARTS if start not in which.LABELS} - asked - {"thanks"}
    assert unnamed == set()


def test_every_name_leads_somewhere() -> None:
    assert [service for service in which.LABELS if service not in STATES] == []


@pytest.mark.parametrize("word", [word for word in WORDS if word.asks], ids=lambda word: word.leads)
def test_what_cannot_be_undone_is_asked_about_where_it_was_only_meant(word: hearing.Word) -> None:
    assert leading_to(word.leads) == ASKING[word.asks]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_an_answer_that_opens_a_case_tells_its_folio(topic: InfoTopic) -> None:
    """And every answer names a person or a telephone to turn to, or the word to go on with."""
    state = STATES[f"info.{topic.name}"]
    assert isinstance(state, Tell) is not bool(topic.case or topic.known)
    assert ("{folio}" in topic.says) is bool(topic.case)
    words = {spelling.upper() for word in WORDS for spelling in word.spanish}
    named = {piece.strip(".,:;()") for piece in topic.says.split()}
    assert "{infonatel}" in topic.says or named & words


@pytest.mark.parametrize("typed", ["", "?", "123", "👍", "...", "482913"])
def test_what_has_no_letters_is_not_understood(typed: str) -> None:
    assert hear(typed, "es").meant == "unsure"
    assert hear(typed, "es").likely == ()


@pytest.mark.parametrize(
    "answer",
    [
        "operadora",
        "operadora de maquila",
        "La Constancia",
        "El Alto",
        "Unidad Infonavit Norte",
        "cajera",
        "mi abuela Lupe",
    ],
)
def test_a_town_a_job_or_a_name_is_an_answer(answer: str) -> None:
    assert not hearing.asks_for_service(answer, "es")


@pytest.mark.parametrize("asks", ["credito", "mi saldo", "quiero ver mi ahorro", "márquenme", "cuanto debo de mi casa"])
def test_who_asks_for_a_service_or_a_person_gives_no_answer(asks: str) -> None:
    assert hearing.asks_for_service(asks, "es")
