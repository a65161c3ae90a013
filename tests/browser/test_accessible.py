"""What a screen reader and tired eyes need: names, roles, order, contrast."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.browser

NAMELESS = """() => [...document.querySelectorAll("button, input, textarea, select, a")]
  .filter((one) => one.checkVisibility() && !one.closest("[aria-hidden=true]"))
  .filter((one) => !(one.ariaLabel || one.labels?.length || one.textContent.trim()))
  .map((one) => one.outerHTML)"""

UNREACHABLE = """() => [...document.querySelectorAll("[aria-hidden=true] :is(button, input, textarea, a, [tabindex])")]
  .filter((one) => one.tabIndex >= 0).map((one) => one.outerHTML)"""

TWICE = """() => { const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at); }"""

DANGLING = """() => [...document.querySelectorAll("[for], [aria-labelledby], [aria-describedby]")].flatMap((one) =>
  [one.htmlFor, one.getAttribute("aria-labelledby"), one.getAttribute("aria-describedby")])
  .filter((id) => id && !document.getElementById(id))"""

FAINT = """() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (one) => {
    for (; one; one = one.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(one);
      const color = channels(backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
      if (backgroundImage !== "none") return null; // a gradient: looked at by people, in the screenshots
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("body *")].filter((one) =>
    one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((one) => {
      const back = ground(one);
      if (!back) return null;
      const [a, b] = [light(channels(getComputedStyle(one).color)), light(back)].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05) < 4.5 ? `${one.outerHTML.slice(0, 80)}` : null;
    }).filter(Boolean);
}"""


@pytest.mark.parametrize("state", ["messages", "dialling", "ussd"])
@pytest.mark.parametrize(
    "fault", [NAMELESS, UNREACHABLE, TWICE, DANGLING, FAINT], ids=["names", "hidden", "ids", "references", "contrast"]
)
def test_no_fault_is_found(page: Page, state: str, fault: str) -> None:
    hand = Hand(page)
    if state == "messages":
        hand.send("AYUDA")
    elif state == "ussd":
        hand.dial("*123#")
    else:
        page.get_by_role("button", name="Marcar").click()
    page.wait_for_timeout(300)  # a message fades in
    assert page.evaluate(fault) == []


def test_landmarks_and_headings_tell_where_one_is(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("banner")).to_have_count(1)
    levels = [int(tag[1]) for tag in page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map((h) => h.tagName)")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_messages_are_read_out_as_they_come(page: Page) -> None:
    log = page.get_by_role("log", name="Conversación con 30900")
    expect(log).to_have_attribute("aria-live", "polite")
    Hand(page).send("AYUDA")
    expect(log.get_by_role("article")).to_have_count(2)
    assert [one.text_content().split(":")[0] for one in log.locator("p > .unseen").all()] == ["Tú", "30900"]


def test_a_ussd_page_takes_the_focus_and_gives_it_back(page: Page) -> None:
    hand = Hand(page)
    hand.dial("*123#")
    dialog = page.get_by_role("dialog", name="Menú por USSD")
    expect(dialog.get_by_label("Tu respuesta")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_label("Número o código")).to_be_focused()
