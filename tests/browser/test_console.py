"""The console in a browser: a newcomer's two minutes, two windows at one case, keys, a policy that nothing breaks."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from simulator.personas import personas
from tests.browser import running
from tests.browser.hand import Hand

pytestmark = pytest.mark.browser

SIZES = {"desk": {"width": 1280, "height": 720}, "tablet": {"width": 820, "height": 1180}}


NOBODYS = "NOPE22"
"""A folio of no case: a browser complains of its page, which says so."""


PASSWORD = "una clave muy larga"


def as_the_demo(page: Page) -> None:
    page.get_by_role("button", name="Entrar como agente de la demostración").click()


@contextmanager
def agent(
    chromium: Browser, service: str, size: str = "desk", come_in: Callable[[Page], None] = as_the_demo
) -> Iterator[Page]:
    """Somebody who has come in; on the way out the browser may have complained of nothing."""
    context = chromium.new_context(viewport=SIZES[size])
    page = context.new_page()
    page.set_default_timeout(60_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text} {message.location}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{service}/")
    page.get_by_role("link", name="Consola de asesores").click()
    come_in(page)
    expect(page.get_by_role("heading", name="Casos")).to_be_visible()
    yield page
    context.close()
    assert [each for each in said if NOBODYS not in each] == []


@pytest.fixture
def folio(page: Page) -> str:
    """A case that a worker's phone has just opened."""
    found = re.search(r"caso es el (\w{6})", Hand(page).send("ASESOR"))
    assert found
    return found[1]


def open_case(page: Page, folio: str) -> None:
    page.get_by_label("Folio, celular, NSS, CURP o nombre y fecha").fill(folio)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=folio)).to_be_visible()


def test_two_minutes_of_a_newcomer(page: Page, chromium: Browser, service: str, folio: str) -> None:
    with agent(chromium, service) as console:
        open_case(console, folio)
        console.keyboard.press("t")
        expect(console.get_by_role("heading", name="Conversación")).to_be_visible()
        console.keyboard.press("r")
        console.keyboard.type("Hola, ¿en qué te ayudo?")
        expect(console.locator("#weight")).to_contain_text("1 SMS, $0.85")
        console.get_by_role("button", name="Enviar").click()
        expect(console.get_by_role("status")).to_contain_text("5 segundos")
        expect(page.locator(".bubble.new p").last).to_contain_text("¿en qué te ayudo?")

        page.get_by_label(re.compile("Mensaje para")).fill("no veo mi saldo")
        page.keyboard.press("Enter")
        expect(console.locator("#thread")).to_contain_text("no veo mi saldo")
        console.get_by_label("¿En qué quedó?").select_option("solved")
        console.get_by_role("button", name="Cerrar").click()
        expect(console.get_by_role("heading", name="Casos")).to_be_visible()


def test_two_browsers_at_one_case(chromium: Browser, service: str, folio: str) -> None:
    """The demo has one agent: the same one in a second window keeps the case, and both see it."""
    with agent(chromium, service) as first, agent(chromium, service, "tablet") as second:
        for console in (first, second):
            open_case(console, folio)
        first.get_by_role("button", name="Tomar").click()
        expect(first.get_by_label("Contestar por SMS")).to_be_visible()
        first.get_by_label("Contestar por SMS").fill("un borrador")
        expect(first.locator("#weight")).to_contain_text("un borrador")
        second.reload()
        expect(second.get_by_label("Contestar por SMS")).to_have_value("un borrador")


def test_of_two_agents_who_race_for_a_case_one_has_it(
    chromium: Browser, service: str, folder: Path, folio: str
) -> None:
    """Both press at the same moment; the other one reads who was first."""
    codes = running.second_step(folder, "Eva", PASSWORD)

    def as_eva(page: Page) -> None:
        page.get_by_label("Nombre").fill("Eva")
        page.get_by_label("Contraseña").fill(PASSWORD)
        page.get_by_label("Código de tu autenticador").fill(codes.now())
        page.get_by_role("button", name="Entrar", exact=True).click()

    with agent(chromium, service) as demo, agent(chromium, service, come_in=as_eva) as eva:
        for console in (demo, eva):
            open_case(console, folio)
        moment = 1000 * time.time() + 1500
        for console in (demo, eva):
            console.evaluate(
                "(at) => setTimeout(() => document.getElementById('take')?.click(), at - Date.now())", moment
            )
        mine, hers = (one.get_by_label("Contestar por SMS") for one in (demo, eva))
        for console, answer in ((demo, mine), (eva, hers)):
            expect(answer.or_(console.get_by_text("Ya lo tomó"))).to_be_visible()
        assert [mine.count(), hers.count()] in ([1, 0], [0, 1])


def test_keys_never_fire_while_typing_and_can_be_switched_off(chromium: Browser, service: str, folio: str) -> None:
    with agent(chromium, service) as console:
        open_case(console, folio)
        console.get_by_label("Folio, celular, NSS, CURP o nombre y fecha").focus()
        console.keyboard.type("t")
        expect(console.get_by_role("button", name="Tomar")).to_be_visible()
        console.get_by_label("Folio, celular, NSS, CURP o nombre y fecha").fill("")
        console.keyboard.press("Escape")
        console.get_by_text("Atajos", exact=True).click()
        console.get_by_role("button", name="Apagar atajos").click()
        console.keyboard.press("Tab")
        console.keyboard.press("t")
        expect(console.get_by_role("button", name="Tomar")).to_be_visible()
        console.get_by_role("button", name="Encender atajos").click()
        console.keyboard.press("t")
        expect(console.get_by_role("heading", name="Conversación")).to_be_visible()


def test_pages_work_without_scripts(chromium: Browser, service: str, folio: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    console = context.new_page()
    with agent(chromium, service) as other:
        address = other.url
        context.add_cookies(other.context.cookies())  # type: ignore[arg-type]  # the one type is read as the other
    console.goto(address)
    open_case(console, folio)
    console.get_by_role("button", name="Tomar").click()
    console.get_by_label("Lo que dice").fill("AHORRO")
    console.locator("#speech").get_by_role("button", name="Ir").click()
    expect(console.locator(".say")).to_contain_text("REGISTRO")
    context.close()


def test_taken_over_in_mid_dialog_verified_and_revealed_with_a_trace(
    page: Page, chromium: Browser, service: str
) -> None:
    """A worker who is asked for the NIP calls; the agent verifies them by a code; what is typed survives a new page."""
    hand = Hand(page)
    who = personas()[-1]
    hand.be(who.phone)
    hand.register(who)
    hand.send("CREDITO")
    found = re.search(r"caso es el (\w{6})", hand.send("ASESOR"))
    assert found
    with agent(chromium, service) as console:
        open_case(console, found[1])
        console.get_by_role("button", name="Tomar").click()
        console.get_by_role("button", name="AHORRO").click()
        console.get_by_role("button", name="Con un código").click()
        expect(console.locator(".say")).to_contain_text("código de 6 números")
        expect(page.locator(".bubble.new p").last).to_contain_text("en la llamada")
        console.get_by_label("Lo que dice").fill(hand.code())
        console.get_by_role("button", name="Ir", exact=True).first.click()
        expect(console.locator(".say")).to_contain_text("$")
        console.get_by_label("Contestar por SMS").fill("Un momento, ya lo veo")
        expect(console.locator("#weight")).to_contain_text("1 SMS")
        console.reload()
        expect(console.get_by_label("Contestar por SMS")).to_have_value("Un momento, ya lo veo")
        expect(console.locator(".verified")).to_contain_text("con un código")
        assert who.phone[-10:] not in console.content().replace(" ", "")
        console.get_by_label("Ver el número completo").select_option("call_back")
        console.locator("form", has=console.get_by_label("Ver el número completo")).get_by_role("button").click()
        expect(console.locator(".number")).to_contain_text(who.phone[-10:])
        console.get_by_role("link", name="Bitácora").click()
        for deed in ("vio el número", "verificó a quien llama", "tomó el caso"):
            expect(console.locator("table")).to_contain_text(deed)
