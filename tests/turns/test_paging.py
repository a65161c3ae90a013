"""Keys of USSD pages: what they do, and when they belong to the dialog instead."""

from __future__ import annotations

import pytest

from flows.turn.dialog import Dialog
from turns.envelope import Envelope, Screen, pack, unpack
from turns.paging import Pages, turn_pages

THREE = ("one", "two", "three")


@pytest.mark.parametrize(
    ("at", "typed", "then", "left"),
    [
        (0, ("98",), 1, ()),
        (1, ("98",), 2, ()),
        (2, ("98",), 2, ("98",)),
        (2, ("0",), 1, ()),
        (0, ("0",), 0, ("0",)),
        (0, ("98", "98", "0"), 1, ()),
        (1, ("0", "0"), 0, ("0",)),
        (0, (" 98 ", "AHORRO"), 1, ("AHORRO",)),
        (1, ("1",), 1, ("1",)),
        (1, ("97",), 1, ("97",)),
        (1, (), 1, ()),
        (0, ("980",), 0, ("980",)),
    ],
)
def test_98_and_0_turn_pages_and_the_rest_is_the_dialogs(
    at: int, typed: tuple[str, ...], then: int, left: tuple[str, ...]
) -> None:
    pages, answers, keep = turn_pages(Pages(THREE, at), typed)
    assert pages is not None
    assert (pages.at, answers, keep) == (then, left, False)


def test_97_asks_for_the_sms_only_where_there_is_one() -> None:
    kept = Pages(THREE, keep="whole")
    assert turn_pages(kept, ("97",)) == (kept, (), True)
    assert turn_pages(kept, ("97", "98"))[2] is False
    assert turn_pages(None, ("97",)) == (None, ("97",), False)


@pytest.mark.parametrize(
    ("pages", "open_"),
    [
        (Pages(("one",), goes_on=False), False),
        (Pages(("one",)), True),
        (Pages(("one", "two"), goes_on=False), True),
        (Pages(("one",), goes_on=False, keep="whole"), True),
    ],
)
def test_a_session_stays_open_while_there_is_something_left_to_ask_for(pages: Pages, open_: bool) -> None:
    assert pages.leads_on is open_


@pytest.mark.parametrize("pages", [None, Pages(THREE, 2, False, "línea\nuna", True)])
def test_an_envelope_comes_back_as_it_was(pages: Pages | None) -> None:
    dialog = Dialog("7", "savings", 3, data={"a": ["ñ\n", None]}, history=["menu"])
    screen = Screen("Tú:\n1 Sí", True, 2)
    assert unpack(pack(screen, dialog, pages)) == Envelope(screen, dialog, pages)
