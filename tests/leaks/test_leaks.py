"""Every amount, day and name comes from the records of whoever is told: thousands of dialogs at once show no other."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from flows.dialogs.credit import sums
from tests.leaks.marks import VOICES, Owners
from tests.leaks.neighbours import neighbours
from tests.leaks.town import Town

PEOPLE, TURNS, PRINTED = 9, 2_500, 6


def test_no_reply_effect_dialog_or_paper_holds_what_is_anothers() -> None:
    """Nor an amount that is nobody's, nor the NIP; some papers are read as they are printed."""
    town = Town(neighbours(PEOPLE, seed=1), seed=1)
    printed = 0
    for who, paper in town.talk(TURNS):
        if printed < PRINTED and shutil.which("pdftotext"):
            done = subprocess.run(
                ["pdftotext", "-layout", "-", "-"], input=paper.pdf(), capture_output=True, check=True
            )
            town.look(who, f"printed {paper.name}", done.stdout.decode(), sums=True)
            printed += 1
    assert town.leaks[:3] == []
    assert town.replies == TURNS
    assert town.papers > PRINTED
    assert town.shown > TURNS / 2


def test_what_is_anothers_is_seen_in_every_form_it_can_take() -> None:
    own, other = neighbours(2, seed=2)
    owners = Owners([own, other])
    voice, credit = VOICES[0], other.credits[0]
    line = f"{credit.number[:4]} {credit.number[4:8]} {credit.number[8:]}48 0962 97"
    forms = (
        f"debes {voice.money(credit.balance)}.",
        f"el {voice.day(other.savings.as_of)}",
        f"Lo de {voice.period(other.contributions[0].period)}",
        f"Hola, {other.worker.names.title()}",
        f"Crédito ..{credit.number[-4:]} vigente",
        f"linea {line}",
        f"folio {other.orders[0].folio}",
    )
    assert [form for form in forms if not owners.foreign(form, own.number, set())] == []
    assert [form for form in forms if owners.foreign(form, other.number, set())] == []


def test_a_nip_that_is_said_back_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was when six bare digits were an amount."""
    monkeypatch.setattr(sums, "bare", lambda text: False)
    town = Town(neighbours(2, seed=3), seed=3)
    for _ in town.talk(1_500):
        pass
    assert {leak.found for leak in town.leaks} & {frozenset({each.nip}) for each in town.people}
