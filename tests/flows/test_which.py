"""What is near is asked about; an open question can be gone on with; the second time in a row a person is offered."""

from __future__ import annotations

import pytest

from flows.keywords import hearing
from flows.records.effects import Effect, KeepUnheard, OpenCase
from flows.understanding import Meaning
from tests.conversations.given import build, sealed
from tests.conversations.playing import Player

NEAR = Meaning("near", ("savings.start", "info.withdrawal"), 0.4, ())
UNSURE = Meaning("unsure", ("credit.start",), 0.1, ())
NOTHING = Meaning("unsure", (), 0.0, ())
SURE = Meaning("sure", ("optout.start",), 0.9, ())


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch) -> Player:
    """Lorena, and a room in which each sentence means what it is named for."""
    meanings = {"cerca": NEAR, "quiza": UNSURE, "nada": NOTHING, "seguro": SURE}
    monkeypatch.setattr(hearing, "understand", lambda text, unlikely: meanings[text.split()[0]])
    world, effects = build(("cuenta",))
    world.apply(sealed(effects, world.seal))
    return Player(world, "sms")


def says(player: Player, *typed: str) -> tuple[str, tuple[Effect, ...]]:
    moves = [player.say(words) for words in typed]
    return moves[-1].screen.text, moves[-1].effects


def test_of_two_that_are_near_one_is_chosen_by_its_number(player: Player) -> None:
    assert (
        says(player, "cerca xx xx")[0]
        == "¿Qué quieres?\n1 Lo que tengo ahorrado\n2 Sacar mi ahorro\n3 Un asesor\n4 Otra cosa"
    )
    assert "NIP" in says(player, "1")[0]


def test_of_two_that_are_near_one_is_chosen_by_its_name(player: Player) -> None:
    assert "pensionarte" in says(player, "cerca xx xx", "sacar mi ahorro")[0]


def test_none_of_them_leads_to_the_menu(player: Player) -> None:
    assert "Hola, Lorena" in says(player, "cerca xx xx", "no")[0]


def test_a_question_that_was_open_can_be_gone_on_with(player: Player) -> None:
    asked = says(player, "PAGO 482913")[0]
    assert says(player, "cerca xx xx")[0].endswith("3 Un asesor\n4 Seguir donde iba")
    assert says(player, "4")[0] == asked


def test_the_likely_one_is_named_at_once_and_a_person_the_second_time(player: Player) -> None:
    text, effects = says(player, "quiza xx xx")
    assert text == "No entendi bien. ¿Es algo de esto?\n1 Lo que debo\n2 Un asesor\n3 Otra cosa"
    assert effects == (KeepUnheard("quiza xx xx"),)
    assert "1 Un asesor\n2 Lo que debo" in says(player, "quiza yy yy")[0]
    assert [type(effect) for effect in says(player, "si")[1]] == [OpenCase]


def test_where_nothing_is_likely_the_menu_comes_first_and_then_a_person(player: Player) -> None:
    assert "Hola, Lorena" in says(player, "nada xx xx")[0]
    assert "Un asesor" in says(player, "nada yy yy")[0]


def test_the_count_begins_anew_once_something_is_understood(player: Player) -> None:
    says(player, "nada xx xx", "AHORRO 482913")
    assert "Hola, Lorena" in says(player, "nada yy yy")[0]


def test_the_second_time_at_an_open_question_offers_a_person(player: Player) -> None:
    says(player, "PAGO 482913", "nada xx xx")
    assert "¿Quieres que te ayude una persona?" in says(player, "nada yy yy")[0]


def test_at_a_question_for_a_secret_nothing_is_kept(player: Player) -> None:
    assert says(player, "AHORRO", "nada xx xx")[1] == ()
    assert not any(isinstance(effect, KeepUnheard) for effect in says(player, "OLVIDE", "nada sé yo")[1])


def test_what_cannot_be_undone_is_asked_about_however_sure_it_was_meant(player: Player) -> None:
    text, effects = says(player, "seguro xx xx")
    assert text.startswith("¿Qué quieres dejar?")
    assert effects == ()
