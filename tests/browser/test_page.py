"""The page: copying, keys, both languages, small screens, what a text weighs, and a service that is away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from gsm7 import measure, segments
from simulator.personas import personas
from tests.browser.conftest import Open
from tests.browser.hand import Hand

pytestmark = pytest.mark.browser

TEXTS = [
    *("", "hola", "a" * 160, "a" * 161, "a" * 306, "a" * 307, "á" * 70, "á" * 71, "é" * 161),
    *("€" * 80, "€" * 81, "a" * 152 + "€" + "b" * 20, "{" * 77 + "a" * 200, "😀" * 35, "😀" * 36, "a" * 66 + "😀" * 10),
]


def test_the_page_counts_what_the_service_counts(page: Page) -> None:
    counted = page.evaluate(
        "async (texts) => { const { weigh } = await import('/simulator/static/weight.js');"
        " return texts.map((text) => [weigh(text).units, weigh(text).segments]); }",
        TEXTS,
    )
    assert counted == [[measure(text)[1], segments(text)] for text in TEXTS]


def test_what_is_typed_shows_its_cost_before_it_is_sent(page: Page) -> None:
    page.get_by_label("Mensaje para").fill("x" * 161)
    expect(page.locator("#count")).to_have_text("161/306 · 2 mensajes · $1.70")


def test_a_worker_is_picked_and_their_data_copied_into_the_message(page: Page) -> None:
    who = personas()[2]
    page.get_by_role("radio", name=who.name).check()
    box = page.get_by_label("Mensaje para")
    for kind in ("NSS", "CURP", "RFC"):
        page.get_by_role("button", name=f"Copiar al mensaje: {kind}").click()
    expect(box).to_have_value(who.identity)
    box.fill("")
    page.get_by_role("button", name="Sus datos").click()
    expect(box).to_have_value(who.identity)
    page.get_by_role("button", name="REGISTRO").click()
    expect(box).to_have_value("REGISTRO")
    expect(box).to_be_focused()


def test_a_ussd_shortcut_is_put_where_it_is_dialled(page: Page) -> None:
    page.get_by_role("button", name=re.compile(r"^\*123\*1#")).click()
    expect(page.get_by_label("Número o código")).to_have_value("*123*1#")


def test_keys_pressed_by_mouse_and_typed_keys_write_the_same(page: Page) -> None:
    hand = Hand(page)
    hand.press("##12")  # ABC, abc, 123
    page.locator('[data-key="2"]').focus()
    page.keyboard.type("3*")
    box = page.get_by_label("Mensaje para")
    expect(box).to_have_value("123*")
    page.get_by_role("button", name="Borrar").click()
    expect(box).to_have_value("123")
    page.locator(".end").click()
    expect(box).to_have_value("")


def test_keys_write_letters_as_on_a_phone(page: Page) -> None:
    """A key pressed again soon shows its next letter; `#` changes between capitals, small letters and digits."""
    hand = Hand(page)
    hand.press("2444777666")
    expect(page.get_by_label("Mensaje para")).to_have_value("AIRO")
    expect(page.locator("#letters")).to_have_text("ABC")
    hand.press("0")
    hand.press("#4")
    hand.press("#48")
    expect(page.get_by_label("Mensaje para")).to_have_value("AIRO g48")
    hand.dial("*123#")
    hand.press("2")
    expect(page.get_by_label("Tu respuesta")).to_have_value("2")


def test_a_long_message_is_shown_from_its_beginning(opened: Open) -> None:
    with opened(viewport={"width": 390, "height": 640}, has_touch=True) as page:
        hand = Hand(page)
        hand.send("AYUDA")
        hand.send("MENU")
        thread, last = page.locator("#thread").bounding_box(), page.locator(".bubble.them").last.bounding_box()
        assert thread
        assert last
        assert last["y"] >= thread["y"] - 1


def test_a_ussd_page_says_where_more_of_it_is(opened: Open) -> None:
    """Where the screen is too small for all of a page it scrolls, by the keys too, and says so."""
    with opened(viewport={"width": 320, "height": 480}, has_touch=True) as page:
        hand = Hand(page)
        hand.dial("*123#")
        page.locator("#page").evaluate("(one) => { one.textContent = 'uno dos tres\\n'.repeat(14) }")
        page.locator("#page").dispatch_event("scroll")
        expect(page.locator("#page-more")).to_be_visible()
        for _ in range(12):
            page.locator("[data-press=down]").click()
        expect(page.locator("#page-more")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_people_and_steps_are_on_the_first_screen(opened: Open, width: int, height: int) -> None:
    with opened(viewport={"width": width, "height": height}) as page:
        for one in (page.locator(".steps li").last, page.locator(".person").first, page.locator("#message")):
            box = one.bounding_box()
            assert box
            assert box["y"] + box["height"] <= height
        small = page.locator("button:visible").evaluate_all(
            "(all) => all.map((one) => [one.outerHTML.slice(0, 60), one.getBoundingClientRect()])"
            ".filter(([, box]) => box.height < 40 || box.width < 40).map(([html]) => html)"
        )
        assert small == []


def test_starting_anew_gives_a_person_without_an_account(page: Page) -> None:
    who = personas()[3]
    page.get_by_role("radio", name=who.name).check()
    hand = Hand(page, who.phone)
    assert "Listo" in hand.register(who)
    with page.expect_navigation():
        page.get_by_role("button", name="Empezar de nuevo").click()
    expect(page.get_by_role("radio", name=who.name)).to_be_checked()
    expect(page.locator(".bubble")).to_have_count(0)
    assert "NSS" in hand.send("REGISTRO")


def test_the_phone_is_used_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ir al teléfono")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("AYUDA")
    page.keyboard.press("Enter")
    expect(page.locator(".bubble.them")).to_have_count(1)
    for name in ("Enviar", "Borrar", "1"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Mensaje para")).to_have_value("J")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.guide') !== null"), "the keypad is one stop"


def test_the_page_is_whole_in_english(opened: Open) -> None:
    with opened("/?lang=en") as page:
        hand = Hand(page)
        assert "English" in hand.send("IDIOMA 2")
        expect(page.locator(".bubble small").first).to_contain_text("1 message ·")
        page.get_by_role("link", name="Español").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mi Cuenta por mensaje")


@pytest.mark.parametrize("width", [320, 360, 600, 768])
def test_nothing_is_cut_off_on_a_small_screen(opened: Open, width: int) -> None:
    with opened(viewport={"width": width, "height": 640}, has_touch=True) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
        Hand(page).send("AYUDA")
        phone = page.locator("#phone").bounding_box()
        assert phone
        assert phone["x"] >= 0
        assert phone["x"] + phone["width"] <= width
        for key in page.locator("[data-key]").all():
            box = key.bounding_box()
            assert box
            assert box["height"] >= 40, "keys can be hit with a thumb"
            assert box["width"] >= 44


def test_who_wants_no_motion_sees_none(opened: Open) -> None:
    with opened(reduced_motion="reduce") as page:
        Hand(page).send("AYUDA")
        names = page.evaluate("[...document.querySelectorAll('*')].map((one) => getComputedStyle(one).animationName)")
        assert set(names) == {"none"}


def test_a_message_that_did_not_go_out_says_so(opened: Open) -> None:
    def away(route: Route) -> None:
        route.abort()

    with opened(complaints=True) as page:
        page.route("**/sms/twilio", away)
        page.route("**/simulator/inbox*", away)
        box = page.get_by_label("Mensaje para")
        box.fill("AHORRO")
        box.press("Enter")
        expect(page.locator(".bubble.me.trouble")).to_contain_text("No salió")
        expect(page.locator("#phone.no-signal")).to_be_visible()
