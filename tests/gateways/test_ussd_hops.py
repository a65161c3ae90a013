"""Reading a USSD gateway: what was typed just now, whatever it repeats, skips or reuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms.gateways.ussd_hops import (
    RECORD_SECONDS,
    REDIAL_SECONDS,
    SessionRecord,
    Step,
    follow_answer,
    follow_dial,
    follow_path,
    pieces,
)

NOW = 1_795_000_000


def walk(*texts: str, session: str = "s1", every: int = 5) -> list[Step]:
    """The steps of one session, a request every few seconds."""
    record: SessionRecord | None = None
    steps = []
    for number, text in enumerate(texts):
        step = follow_path(record, session, text, NOW + number * every)
        record = step.record
        steps.append(step)
    return steps


PATHS = [
    ("step by step", ["", "1", "1*482913"], [(), ("1",), ("482913",)]),
    ("back is an answer like any other", ["", "1", "1*0", "1*0*2"], [(), ("1",), ("0",), ("2",)]),
    ("a refused answer stays in the path", ["", "9", "9*1"], [(), ("9",), ("1",)]),
    ("dialled with its answers", ["1*482913", "1*482913*98"], [("1", "482913"), ("98",)]),
    ("a dialled code's # is no answer", ["1*482913#"], [("1", "482913")]),
    ("an answer with a star", ["", "1", "1*ab*cd", "1*ab*cd*5"], [(), ("1",), ("ab", "cd"), ("5",)]),
    ("an answer that is a star", ["", "1", "1**", "1***5"], [(), ("1",), ("*",), ("5",)]),
    ("a number ended with #", ["", "482913#", "482913#*1"], [(), ("482913",), ("1",)]),
    ("a # in words stays", ["", "casa #5"], [(), ("casa #5",)]),
    ("an empty answer", ["", "1", "1*", "1**5"], [(), ("1",), ("",), ("5",)]),
    ("an empty answer to the first screen", ["", ""], [(), ()]),
    ("a request that never came", ["", "1", "1*2*3"], [(), ("1",), ("2", "3")]),
    ("the same request again", ["", "1", "1", "1*2"], [(), ("1",), (), ("2",)]),
    ("an older request, late", ["", "1", "1*2", "1", "1*2*3"], [(), ("1",), ("2",), (), ("3",)]),
]


@pytest.mark.parametrize(("texts", "answers"), [case[1:] for case in PATHS], ids=[case[0] for case in PATHS])
def test_the_new_answers_are_what_the_path_has_grown_by(texts: list[str], answers: list[tuple[str, ...]]) -> None:
    assert [step.answers for step in walk(*texts)] == answers


@given(st.lists(st.text(st.characters(exclude_characters="*#")), max_size=8))
def test_whatever_is_typed_comes_out_once_and_in_order(typed: list[str]) -> None:
    typed = [answer or "0" for answer in typed]
    texts = ["*".join(typed[:count]) for count in range(len(typed) + 1)]
    assert [answer for step in walk(*texts) for answer in step.answers] == typed


@given(st.lists(st.text(max_size=20), max_size=8))
def test_any_request_is_understood_somehow(texts: list[str]) -> None:
    assert all(step.record.text == text or not step.answers for step, text in zip(walk(*texts), texts, strict=True))


@pytest.mark.parametrize("texts", [["", ""], ["1*2", "1*2"], ["", "1", "1"], ["", "1", "1*2", "1"]])
def test_a_repeated_request_has_the_name_of_the_screen_the_worker_sees(texts: list[str]) -> None:
    *_, before, again = walk(*texts)
    assert again.record.name == before.record.name


def test_requests_of_a_session_all_have_names_of_their_own() -> None:
    names = [step.record.name for step in walk("", "1", "1*1", "1*1*1")]
    assert len(set(names)) == 4


@pytest.mark.parametrize("session", ["s1", ""])
def test_an_id_used_again_or_missing_begins_a_session_when_the_worker_dials_again(session: str) -> None:
    first, *_, again, later = walk("", "1", "1*2", "", "5", session=session)
    assert (again.begins, again.answers) == (True, ())
    assert (later.begins, later.answers) == (False, ("5",))
    assert again.record.name != first.record.name


@pytest.mark.parametrize("before", [["1*482913"], ["", "1", "1*482913"]])
def test_a_shortcut_dialled_later_is_not_a_repetition_of_the_same_path(before: list[str]) -> None:
    *_, first, again = walk(*before, "1*482913", session="", every=REDIAL_SECONDS + 1)
    assert (again.begins, again.answers) == (True, ("1", "482913"))
    assert again.record.name != first.record.name


def test_a_new_id_begins_a_session() -> None:
    step = follow_path(walk("", "1")[-1].record, "s2", "", NOW + 10)
    assert (step.begins, step.answers) == (True, ())


def test_two_copies_of_a_first_request_are_the_same_request() -> None:
    assert follow_path(None, "s1", "", NOW).record.name == follow_path(None, "s1", "", NOW + 3).record.name


def test_an_id_used_again_after_its_record_ran_out_is_not_a_repetition() -> None:
    first, late = follow_path(None, "", "", NOW), follow_path(None, "", "", NOW + RECORD_SECONDS)
    assert first.record.name != late.record.name


def test_answers_sent_alone_are_one_each() -> None:
    begun = follow_dial(None, "s1", "*123*1#", ("1",), NOW)
    assert (begun.begins, begun.answers) == (True, ("1",))
    first = follow_answer(begun.record, "s1", "12*34", NOW)
    second = follow_answer(first.record, "s1", "12*34", NOW)
    assert (first.answers, second.answers) == (("12*34",), ("12*34",))
    assert first.record.name != second.record.name


def test_two_copies_of_an_answer_sent_alone_are_the_same_request() -> None:
    record = follow_dial(None, "s1", "*123#", (), NOW).record
    assert follow_answer(record, "s1", "1", NOW).record.name == follow_answer(record, "s1", "1", NOW + 2).record.name


def test_a_start_sent_twice_begins_once() -> None:
    first = follow_dial(None, "s1", "*123#", (), NOW)
    again = follow_dial(first.record, "s1", "*123#", (), NOW + 2)
    assert again.record is first.record


@pytest.mark.parametrize("record", [None, SessionRecord("other", "1.0", 3, "2", NOW)])
def test_an_answer_of_a_session_nobody_knows_is_still_an_answer(record: SessionRecord | None) -> None:
    step = follow_answer(record, "s1", "482913", NOW)
    assert (step.begins, step.answers) == (False, ("482913",))


@pytest.mark.parametrize(
    ("typed", "answers"),
    [("", ("",)), ("*", ("*",)), ("**", ("*",)), ("1**2", ("1", "", "2")), ("7#", ("7",)), ("#", ("#",))],
)
def test_stars_part_answers_and_alone_are_one(typed: str, answers: tuple[str, ...]) -> None:
    assert pieces(typed) == answers
