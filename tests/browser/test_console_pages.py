"""Every page of the console in both languages: axe finds nothing, and what axe cannot see of WCAG 2.2 holds too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hand import Hand
from tests.browser.test_console import NOBODYS, agent, open_case

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
LOOK = """() => axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
}).then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 120))]))"""

HIDDEN_FOCUS = """() => { const { top, bottom, left, right } = document.activeElement.getBoundingClientRect();
  const x = (left + right) / 2, y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const over = document.elementFromPoint(x, y);
  return !over || !(document.activeElement.contains(over) || over.contains(document.activeElement)); }"""


@pytest.fixture(scope="module")
def desk(chromium: Browser, service: str) -> Iterator[tuple[Page, str]]:
    """A supervisor's browser, and the folio of a case that a phone has opened and that is taken."""
    phone = chromium.new_page()
    phone.goto(service)
    said = Hand(phone).send("ASESOR")
    phone.close()
    found = re.search(r"caso es el (\w{6})", said)
    assert found, said
    with agent(chromium, service) as page:
        open_case(page, found[1])
        page.get_by_role("button", name="Tomar").click()
        expect(page.get_by_role("heading", name="Conversación")).to_be_visible()
        yield page, found[1]


@contextmanager
def speaking(page: Page, language: str) -> Iterator[None]:
    """The pages in a language; Spanish again afterwards."""
    address = re.sub(r"/console/.*", "/console/idioma/", page.url)
    page.goto(f"{address}{language}?back=/console/")
    yield
    page.goto(f"{address}es?back=/console/")


@pytest.mark.parametrize("language", ["es", "en"])
def test_axe_finds_nothing_on_any_page(desk: tuple[Page, str], language: str) -> None:
    page, folio = desk
    found: dict[str, Any] = {}
    with speaking(page, language):
        root = page.url.removesuffix("/console/")
        for path in ("", "?carpeta=all", f"caso/{folio}", f"caso/{NOBODYS}", "respuestas", "tablero", "bitacora"):
            page.goto(f"{root}/console/{path}")
            if path == f"caso/{folio}":
                page.get_by_role("button", name="AHORRO").click()
                page.locator(".map").wait_for()
            for details in page.locator("details").all():
                details.evaluate("one => one.open = true")
            page.evaluate(AXE)  # by the debugger, so that no policy has to let it in
            found[path] = page.evaluate(LOOK)
            assert page.locator("html").get_attribute("lang") == language
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_axe_finds_nothing_at_the_door(chromium: Browser, desk: tuple[Page, str]) -> None:
    page = chromium.new_context().new_page()
    page.goto(re.sub(r"/console/.*", "/console/entrar", desk[0].url))
    page.evaluate(AXE)
    assert page.evaluate(LOOK) == []
    page.context.close()


def test_no_focus_is_hidden_behind_anything(desk: tuple[Page, str]) -> None:
    """WCAG 2.4.11: whatever Tab reaches can be seen."""
    page, folio = desk
    page.goto(re.sub(r"/console/.*", f"/console/caso/{folio}", page.url))
    hidden, seen = [], set()
    for _ in range(60):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 90)")
        if page.evaluate("document.activeElement === document.body"):
            break
        seen.add(where)
        if page.evaluate(HIDDEN_FOCUS):
            hidden.append(where)
    assert len(seen) > 15
    assert hidden == []


def test_password_and_code_may_be_pasted_and_filled_in(chromium: Browser, desk: tuple[Page, str]) -> None:
    """WCAG 3.3.8: nothing has to be remembered or copied by hand."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(re.sub(r"/console/.*", "/console/entrar", desk[0].url))
    for label, kind in (("Nombre", "username"), ("Contraseña", "current-password"), ("Código", "one-time-code")):
        field = page.get_by_label(re.compile(label))
        assert field.get_attribute("autocomplete") == kind
        stopped = """one => !one.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true }))"""
        assert not field.evaluate(stopped)
    context.close()


def test_everything_is_done_by_keys(desk: tuple[Page, str]) -> None:
    """WCAG 2.1.1 and 2.1.4: each key does its part, none while somebody types, and all can be switched off."""
    page, folio = desk
    page.goto(re.sub(r"/console/.*", f"/console/caso/{folio}", page.url))
    for key, focused in (("r", "#text"), ("n", "#note"), ("c", "#outcome"), ("/", "#find")):
        page.keyboard.press(key)
        expect(page.locator(focused)).to_be_focused()
        page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_have_attribute("open", "")
    page.get_by_role("button", name="Apagar atajos").click()
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("r")
    expect(page.locator("#text")).not_to_be_focused()
    page.get_by_role("button", name="Encender atajos").click()


def test_what_the_worker_writes_is_there_without_asking(
    desk: tuple[Page, str], chromium: Browser, service: str
) -> None:
    """The stream is open, and tells of a message that no click asked for."""
    page, folio = desk
    page.goto(re.sub(r"/console/.*", f"/console/caso/{folio}", page.url))
    expect(page.locator("body[data-live]")).to_be_attached(timeout=15_000)
    phone = chromium.new_page()
    phone.goto(service)
    hand = Hand(phone)
    found = re.search(r"caso es el (\w{6})", hand.send("ASESOR"))
    assert found
    open_case(page, found[1])
    page.get_by_role("button", name="Tomar").click()
    expect(page.locator("#thread")).to_be_visible()
    phone.get_by_label(re.compile("Mensaje para")).fill("sigo aqui")
    phone.keyboard.press("Enter")
    expect(page.locator("#thread")).to_contain_text("sigo aqui")
    phone.close()


def test_answers_are_put_at_the_cursor(desk: tuple[Page, str]) -> None:
    page, folio = desk
    root = re.sub(r"/console/.*", "/console", page.url)
    page.goto(f"{root}/respuestas")
    page.get_by_label("Código").fill("saludo")
    page.get_by_label("Texto").fill("Hola, soy {asesor}.")
    page.get_by_role("button", name="Guardar").click()
    page.goto(f"{root}/caso/{folio}")
    text = page.get_by_label("Contestar por SMS")
    text.fill("[] Adios")
    text.evaluate("one => one.setSelectionRange(1, 1)")
    page.keyboard.type("/saludo ")
    expect(text).to_have_value("[Hola, soy Demo. ] Adios")
    page.locator(".canned summary").click()
    text.evaluate("one => one.setSelectionRange(0, 0)")
    page.get_by_role("button", name="/saludo").click()
    expect(text).to_have_value("Hola, soy Demo.[Hola, soy Demo. ] Adios")
    expect(page.locator("#weight")).to_contain_text("SMS")
