"""On the page a worker registers, activates and asks, by SMS and by USSD."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from simulator.personas import personas
from tests.browser.hand import NIP, Hand

pytestmark = pytest.mark.browser


def test_register_activate_and_ask_by_sms(page: Page) -> None:
    hand = Hand(page)
    assert "Tu cuenta" in hand.register(personas()[0])
    assert re.search(r"\$[\d,]+\.\d\d", hand.send(f"AHORRO {NIP}"))
    notes = page.locator(".bubble small").all_inner_texts()
    assert all(re.fullmatch(r"\d\d:\d\d · (1 mensaje|\d mensajes) · \$\d+\.\d\d", note) for note in notes)
    assert re.fullmatch(r"Enviados 9 · recibidos 10 · USSD 0 · \$\d+\.\d\d", page.locator("#total").inner_text())


def test_register_activate_and_ask_by_ussd(page: Page) -> None:
    """The code arrives while the session is open, and is seen over it."""
    hand = Hand(page)
    who = personas()[1]
    hand.dial("*123#")
    for text in ("1", who.nss, who.curp, who.rfc, "1", "1", NIP, "firulais", "puebla"):
        hand.answer(text)
    banner = page.get_by_role("status").filter(has_text="30900")
    expect(banner).to_contain_text(re.compile(r"\d{6}"))
    assert "Tu cuenta" in hand.answer(hand.code())
    banner.get_by_role("button", name="Aceptar").click()
    page.keyboard.press("Escape")
    assert re.search(r"\d", hand.dial(f"*123*1*{NIP}#"))
    assert page.locator("#page-count").inner_text().endswith("de 182")


def test_a_session_hung_up_is_taken_up_again(page: Page) -> None:
    hand = Hand(page)
    first = hand.dial("*123#")
    second = hand.answer("1")
    assert first != second
    page.get_by_role("button", name="Cancelar").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert hand.dial("*123#") != first


def test_a_code_that_is_not_ours_is_refused_by_the_network(page: Page) -> None:
    Hand(page)
    page.get_by_role("button", name="Marcar").click()
    page.keyboard.type("*100#")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("código no válido")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_each_number_keeps_its_own_thread_over_a_reload(page: Page) -> None:
    hand = Hand(page, "5500009991")
    hand.send("AYUDA")
    hand.be("5500009992")
    expect(page.locator(".bubble")).to_have_count(0)
    hand.be("5500009991")
    expect(page.locator(".bubble")).to_have_count(2)
    page.reload()
    expect(page.locator(".bubble")).to_have_count(2)
    page.get_by_role("button", name="Empezar de nuevo").click()
    expect(page.locator(".bubble")).to_have_count(0)
