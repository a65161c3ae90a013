"""A hand that uses the demo phone as somebody would: it types, presses and reads."""

from __future__ import annotations

import re
from random import randrange

from playwright.sync_api import Page, expect

from simulator.personas import Persona

NIP = "482913"


class Hand:
    """`person` is somebody new on a number of their own, unless told otherwise."""

    def __init__(self, page: Page, number: str | None = None) -> None:
        self.page = page
        self.be(number or f"55{randrange(10**8):08d}")

    def be(self, number: str) -> None:
        """Use the phone with this number."""
        self.page.get_by_label(re.compile("Tu número|Your number")).fill(number)
        self.page.get_by_role("button", name=re.compile("Usar este número|Use this number")).click()

    def send(self, text: str) -> str:
        """Type a message, send it with Enter; the reply."""
        heard = self.page.locator(".bubble.them").count()
        box = self.page.get_by_label(re.compile("Mensaje para|Message to"))
        box.fill(text)
        box.press("Enter")
        expect(self.page.locator(".bubble.them").nth(heard)).to_be_visible()
        return self.page.locator(".bubble.them p").nth(heard).inner_text()

    def press(self, keys: str) -> None:
        """Press keys of the keypad with the mouse."""
        for key in keys:
            self.page.locator(f'[data-key="{key}"]').click()

    def dial(self, code: str) -> str:
        """Dial with the keypad and the green key; the first page."""
        self.page.get_by_role("button", name=re.compile("^(Marcar|Dial)$")).click()
        self.press(code)
        return self._page_after(lambda: self.page.locator(".call").click())

    def answer(self, text: str) -> str:
        """Type an answer to the page and confirm it; the next page."""
        self.page.get_by_label(re.compile("Tu respuesta|Your answer")).fill(text)
        return self._page_after(lambda: self.page.keyboard.press("Enter"))

    def code(self) -> str:
        """The activation code that arrives by itself."""
        arrived = self.page.locator(".bubble.new p").last
        expect(arrived).to_contain_text(re.compile(r"\d{6}"))
        found = re.search(r"\b\d{6}\b", arrived.text_content() or "")
        assert found
        return found[0]

    def register(self, who: Persona) -> str:
        """Open an account by SMS and activate it; the last reply."""
        for text in ("REGISTRO", who.identity, "1", "1", NIP, "firulais", "puebla"):
            self.send(text)
        return self.send(f"ACTIVAR {self.code()}")

    def _page_after(self, act: object) -> str:
        assert callable(act)
        with self.page.expect_response(re.compile("/ussd/")):
            act()
        screen = self.page.locator("#ussd:not(.waiting) .page")
        expect(screen).to_be_visible()
        return screen.inner_text()
