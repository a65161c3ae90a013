"""Takes the pictures of the docs from a running demo: `make screenshots`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst
from playwright.sync_api import Page

from documents.contents import Contents
from documents.poster import poster
from documents.typesetting import TEMPLATES
from flows.records.papers import Wanted
from flows.saying.house import House
from flows.saying.voice import Voice
from simulator.personas import personas
from simulator.practice import CREDIT, LORENA
from simulator.samples import furnished
from tests.browser import running
from tests.browser.console_pictures import console_pictures
from tests.browser.hand import NIP, Hand

FOLDER = running.ROOT / "docs" / "images"
WIDE = {"width": 1200, "height": 960}
PAPERS = (
    Wanted("statement", LORENA.nss, CREDIT.number),
    Wanted("certificate", LORENA.nss, CREDIT.number, 2025),
    Wanted("order", LORENA.nss, "D881"),
)
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
        console_pictures(chromium, address, hand, Path(folder) / "data")
        papers()
        page.set_viewport_size(TALL)
        _page(page, "phone-small.png")


def papers() -> None:
    """The first page of each paper, as it is printed."""
    about = House()
    voice = Voice("es", {}, about)
    for paper in (
        *(Contents(furnished(), voice, about).paper(one, "MUESTRA", sample=True) for one in PAPERS),
        poster(voice, about),
    ):
        assert paper
        pages = typst.compile(
            str(TEMPLATES / f"{paper.template}.typ"),
            root=str(TEMPLATES),
            format="png",
            ppi=72,
            sys_inputs={"data": json.dumps(paper.data)},
            font_paths=typst.Fonts(include_system_fonts=False),
        )
        first = pages[0] if isinstance(pages, list) else pages
        (FOLDER / f"paper-{paper.name.partition('-')[0].removesuffix('.pdf')}.png").write_bytes(first)


def _page(page: Page, name: str) -> None:
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=FOLDER / name)


def _phone(page: Page, name: str) -> None:
    page.locator("#phone").screenshot(path=FOLDER / name)


if __name__ == "__main__":
    main()
