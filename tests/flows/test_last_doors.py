"""What a dialog asks of the records before it opens a door, at the very edge of each rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from config.catalogues import load_all
from flows.engine.engine import Engine, Turned
from flows.records.effects import ActivateAccount, GiveReference, SpendCode
from flows.records.people import Account, Code, Secrets
from flows.saying.house import House
from flows.turn.answers import Answers
from flows.turn.dialog import Dialog
from flows.turn.turn import OneTry, Turn
from tests.flows.world import LORENA, NOW, Dice, World

ENGINE = Engine(House(), load_all())
NIP = "482913"


def lorena(world: World, **more: object) -> Account:
    world.sealed = Secrets(world.seal(NIP), ())
    given: dict[str, object] = {
        "id": 1,
        "nss": LORENA.nss,
        "status": "active",
        "first_name": "Lorena",
        "email": None,
        "wrong_nips": 0,
        "wrong_answers": 0,
        "locks": 0,
        "locked_until": None,
    }
    return Account(**({"privacy": House().privacy_version} | given | more))  # type: ignore[arg-type]  # by name


@pytest.fixture
def world() -> World:
    made = World()
    made.account = lorena(made)
    return made


def say(world: World, *messages: str) -> Turned:
    """Say these one after the other; what the last came to."""
    dialog, turned = None, None
    for message in messages:
        turned = ENGINE.turn(dialog, (message,), world, world.now, Dice())
        dialog = turned.dialog
        world.apply(turned.effects)
    assert turned is not None
    return turned


@pytest.mark.parametrize(("left", "opens"), [(1, True), (0, False)])
def test_a_code_opens_the_account_while_it_has_a_try_left(world: World, left: int, opens: bool) -> None:
    world.account = lorena(world, status="pending")
    world.codes["activation"] = Code(7, world.seal("123456"), left, NOW + timedelta(minutes=5))
    effects = say(world, "ACTIVAR 123456").effects
    assert (ActivateAccount in map(type, effects), SpendCode(7) in effects) == (opens, opens)


@pytest.mark.parametrize(("amount", "given"), [("405000.00", True), ("405000.01", False)])
def test_all_that_is_owed_may_be_paid_and_not_a_centavo_more(world: World, amount: str, given: bool) -> None:
    turned = say(world, f"PAGO {NIP} {amount}", "1")
    assert any(isinstance(effect, GiveReference) for effect in turned.effects) == given


@pytest.mark.parametrize("proved", [False, True])
def test_a_lock_closes_every_door_though_the_nip_is_right_or_proved_already(world: World, proved: bool) -> None:
    if proved:
        first = ENGINE.turn(None, (f"AHORRO {NIP}",), world, world.now, Dice())
        assert "84,211.07" in first.reply.text or "85,731.40" in first.reply.text
    dialog = first.dialog if proved else None
    world.account = lorena(world, locked_until=NOW + timedelta(minutes=1))
    turned = ENGINE.turn(dialog, (f"AHORRO {NIP}",), world, world.now, Dice())
    assert "$" not in turned.reply.text


def test_a_registration_that_would_send_a_sixth_code_of_the_day_ends_without_one(world: World) -> None:
    world.account = None
    world.codes_sent = lambda purpose, to=None: 5  # type: ignore[method-assign]  # five went out today
    typed = ("REGISTRO", f"{LORENA.nss} {LORENA.curp} {LORENA.rfc}", "1", "1", NIP, "Guadalajara", "Firulais")
    turned = say(world, *typed)
    assert (turned.dialog.state, turned.effects) == ("activation.enough", ())


def test_a_reference_for_a_credit_whose_day_has_passed_can_still_be_paid(world: World) -> None:
    world.credit_rows = [replace(world.credit_rows[0], due_on=NOW.date() - timedelta(days=1))]
    (given,) = [effect for effect in say(world, f"PAGO {NIP} 1500").effects if isinstance(effect, GiveReference)]
    assert given.expires_on > NOW.date()


@pytest.mark.parametrize(("minutes", "place"), [(10, "resume"), (11, "menu")])
def test_a_dropped_session_is_taken_up_again_within_ten_minutes(world: World, minutes: int, place: str) -> None:
    """Whoever has the telephone an hour later begins anew."""
    world.account = None
    dialog = say(world, "REGISTRO").dialog
    later = world.now + timedelta(minutes=minutes)
    assert ENGINE.turn(dialog, (), world, later, Dice(), begins=True).dialog.state == place


def test_a_turn_tries_one_secret() -> None:
    dialog = Dialog("1")
    turn = Turn(dialog, Answers(()), World(), NOW, Dice(), ENGINE.house, {"es": ENGINE.voice("es")})
    assert turn.matches(World().seal(NIP), NIP)
    with pytest.raises(OneTry):
        turn.matches(World().seal(NIP), NIP)
