"""Whole USSD sessions: the real dialogs behind a real gateway's requests."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from redis import Redis

from config.clock import Clock
from config.vault import Vault
from flows.records.credit import Movement
from flows.records.people import Account, Secrets
from sms.gateways.africastalking import africastalking_routes
from sms.gateways.ussd_sessions import Sessions
from tests.flows.world import CREDIT, LORENA, NOW, World
from tests.gateways.ussd_world import Handset, Talk

NIP = "482913"
REGISTRATION = ["1", LORENA.nss, LORENA.curp, LORENA.rfc, "1", "1", NIP, "tepatitlan", "benito juarez"]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def clock() -> Clock:
    return Clock(frozen=NOW)


@pytest.fixture
def handset(redis: Redis, vault: Vault, world: World, clock: Clock) -> Handset:
    app = Flask(__name__)
    app.register_blueprint(africastalking_routes(Talk(world, clock), Sessions(redis, vault), "token", clock))
    return Handset(app.test_client())


@pytest.fixture
def lorena(world: World) -> Account:
    """Her account, open on this line."""
    world.sealed = Secrets(world.seal(NIP), ())
    world.account = Account(1, LORENA.nss, "active", "Lorena", None, 0, 0, 0, None, privacy="2026-1")
    return world.account


def code(world: World) -> str:
    found = re.search(r"\d{6,}", world.sent_codes[-1].text)
    assert found
    return found[0]


def opened(world: World) -> Account:
    """The account that was opened, without what differs from one run to the next."""
    assert world.account
    return replace(world.account, id=0)


def test_an_account_is_registered_and_activated_in_one_session(handset: Handset, world: World) -> None:
    handset.dial()
    handset.types(*REGISTRATION)
    assert "Lorena" in handset.types(code(world))
    assert opened(world).status == "active"


@pytest.mark.parametrize("answered", range(1, len(REGISTRATION)))
def test_a_session_that_drops_at_any_step_loses_no_answer(
    handset: Handset, world: World, clock: Clock, answered: int
) -> None:
    handset.dial()
    asked = handset.types(*REGISTRATION[:answered])
    clock.move(timedelta(minutes=9))
    assert "1 Si" in handset.dial()
    assert handset.types("1") == asked
    handset.types(*REGISTRATION[answered:])
    handset.types(code(world))
    assert opened(world).status == "active"


def test_savings_take_two_inputs_after_dialling_and_none_after_the_shortcut(handset: Handset, lorena: Account) -> None:
    handset.dial()
    assert "$85,731.40" in handset.types("4", NIP)
    assert "$85,731.40" in handset.dial("4", NIP)


def test_back_from_any_page_shows_the_page_before(handset: Handset, world: World, lorena: Account) -> None:
    world.movement_rows = [
        Movement((NOW - timedelta(days=30 * month)).date(), "Pago por nomina", Decimal(-3850), Decimal(400000 + month))
        for month in range(12)
    ]
    world.credit_rows = [CREDIT]
    pages = [handset.dial("3", NIP)]
    while "98 Mas" in pages[-1]:
        pages.append(handset.types("98"))
    assert len(pages) > 1
    assert [handset.types("0") for _ in pages[1:]] == pages[-2::-1]


def test_a_repeated_or_skipped_request_shows_what_the_worker_would_have_seen(handset: Handset, lorena: Account) -> None:
    menu = handset.dial()
    shown = handset.types("1", NIP)
    handset.dial()
    again = handset.types("1*" + NIP)  # the request with the 1 alone never came
    assert again == shown != menu
