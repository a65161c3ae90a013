"""Takes the pictures of the docs from a running demo: `make screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page

from simulator.personas import personas
from tests.browser import running
from tests.browser.hand import NIP, Hand

FOLDER = running.ROOT / "docs" / "images"
WIDE = {"width": 1200, "height": 960}
TALL = {"width": 390, "height": 800}


def main() -> None:
    """One worker's first day, seen from the desk and on a small screen."""
    with (
        tempfile.TemporaryDirectory(prefix="mc-") as folder,
        running.service(Path(folder)) as address,
        running.chromium() as chromium,
    ):
        page = chromium.new_page(viewport=WIDE, device_scale_factor=1.5, reduced_motion="reduce")
        page.goto(address)
        hand = Hand(page, personas()[0].phone)
        hand.register(personas()[0])
        _page(page, "phone.png")
        for text in (f"AHORRO {NIP}", f"PAGO {NIP} 1500"):
            hand.send(text)
        _phone(page, "phone-sms.png")
        hand.dial("*123#")
        _phone(page, "phone-ussd.png")
        page.set_viewport_size(TALL)
        _page(page, "phone-small.png")


def _page(page: Page, name: str) -> None:
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=FOLDER / name)


def _phone(page: Page, name: str) -> None:
    page.locator("#phone").screenshot(path=FOLDER / name)


if __name__ == "__main__":
    main()
