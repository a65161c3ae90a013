"""People write sentences: how well they are understood, over corpora the weights were not learned from."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.machine.register import STATES
from flows.typed.folding import simplify
from flows.understanding import understand
from flows.understanding.measuring import Labelled, cases, figures
from flows.understanding.phrases import NOISE, digest, lines, phrases
from flows.understanding.report import TOLD, own_names
from flows.understanding.weights import Scales

HERE = Path(__file__).parent
SERVICES = sorted({service for service, _ in phrases()} - {NOISE})


def measured(name: str) -> list[Labelled]:
    return list(cases(lines(HERE / f"{name}.jsonl"), own_names(SERVICES) if name in TOLD else None))


def test_a_testers_sentences_are_understood() -> None:
    """97 in a hundred, and none is taken for another service."""
    found = figures(measured("field"))
    assert found["right"] >= 0.97
    assert found["wrong"] == 0


def test_sentences_never_seen_are_understood() -> None:
    """85 in a hundred at once, 95 with a question that contains the right service, at most 5 taken for another."""
    found = figures([*measured("held_out"), *measured("other_words")])
    assert found["right"] >= 0.85
    assert found["right"] + found["asked"] >= 0.95
    assert found["wrong"] <= 0.05


@pytest.mark.parametrize("name", sorted(path.stem for path in HERE.glob("*.jsonl")))
def test_no_sentence_of_a_corpus_is_a_phrase(name: str) -> None:
    """What is measured was not learned; one or two words are what everybody sends."""
    learned = {simplify(phrase) for _, phrase in phrases()}
    assert [
        case.text for case in measured(name) if simplify(case.text) in learned and len(simplify(case.text).split()) > 2
    ] == []


def test_the_weights_are_those_of_the_phrases() -> None:
    assert Scales().digest == digest()


def test_no_phrase_is_told_of_two_services() -> None:
    said: dict[str, str] = {}
    for service, phrase in phrases():
        assert said.setdefault(simplify(phrase), service) == service, phrase


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_a_state(service: str) -> None:
    assert service in STATES


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("kiero saver mi aorro", "savings.start"),
        ("KUANTO DEVO DE MI BIBIENDA", "credit.start"),
        ("cuantodebo", "credit.start"),
        ("cuatno debo de mi csaa", "credit.start"),
        ("xq me descuentan tanto", "orders.start"),
        ("how much do i owe", "credit.start"),
    ],
)
def test_words_are_known_however_they_are_typed(text: str, service: str) -> None:
    assert understand(text).services[0] == service


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quiero pagar", "no puedo pagar"),
        ("quiero pagar", "ya pague y no aparece"),
        ("quiero mensajes", "no quiero mensajes"),
        ("cuanto debo de mi casa", "mi esposo murio y debe la casa"),
        ("quiero mi ahorro", "el ahorro de mi papa que fallecio"),
        ("cambie de celular", "me robaron el celular"),
    ],
)
def test_a_negation_the_past_and_others_change_the_meaning(one: str, other: str) -> None:
    assert understand(one).services[0] != understand(other).services[0]


@pytest.mark.parametrize(
    "text", ["", "?", "👍", "123", "739164", "blorg fnord zzkt", "ñandú" * 500, "\ud800", "a b c d " * 300]
)
def test_what_has_no_words_of_ours_is_not_sure(text: str) -> None:
    assert understand(text).outcome == "unsure"


def test_what_is_named_is_never_more_than_three() -> None:
    for case in measured("other_words"):
        named = {"sure": (1, 1), "near": (2, 2), "unsure": (0, 3)}[case.meaning.outcome]
        assert named[0] <= len(case.meaning.services) <= named[1]
        assert NOISE not in case.meaning.services
