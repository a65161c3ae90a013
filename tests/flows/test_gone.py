"""Records change under a conversation: the worker is told, nothing half is done, and the menu is there."""

from __future__ import annotations

import re

import pytest

from config.catalogues import load_all
from flows.engine.engine import Engine
from flows.saying.house import House
from flows.turn.dialog import Dialog
from flows.turn.turned import Turned
from tests.conversations.institution import Institution
from tests.flows.world import LORENA, Dice

ENGINE = Engine(House(), load_all())
REGISTER = ("REGISTRO", f"{LORENA.nss} {LORENA.curp} {LORENA.rfc}", "1", "1", "482913", "Guadalajara", "Benito Juarez")


@pytest.fixture
def asked() -> tuple[Institution, Dialog, Dice]:
    """A worker who was just asked how much to pay."""
    world, dice, dialog = Institution(), Dice(), None
    for typed in (*REGISTER, "", "PAGO"):
        turned = ENGINE.turn(
            dialog, (typed or re.findall(r"[0-9]{6}", world.sent_codes[-1].text)[0],), world, world.now, dice
        )
        dialog = turned.dialog
        world.apply(turned.effects)
    assert dialog
    assert dialog.state == "payment.choice"
    return world, dialog, dice


def _begun_anew(turned: Turned, greeting: str) -> None:
    assert turned.dialog.state == "menu"
    assert turned.reply.text.startswith(f"Hubo un cambio. {greeting}")
    assert turned.effects == ()


def test_a_credit_that_left_the_file_is_not_paid(asked: tuple[Institution, Dialog, Dice]) -> None:
    """No reference is given for a credit that is no longer in the records."""
    world, dialog, dice = asked
    world.credit_rows = []
    _begun_anew(ENGINE.turn(dialog, ("1500",), world, world.now, dice), "Hola, Lorena")


def test_an_account_that_moved_to_another_line_shows_nothing_here(asked: tuple[Institution, Dialog, Dice]) -> None:
    """The line that lost its account is a stranger's from the next turn on."""
    world, dialog, dice = asked
    world.account = None
    _begun_anew(ENGINE.turn(dialog, ("1",), world, world.now, dice), "Mi Cuenta")
