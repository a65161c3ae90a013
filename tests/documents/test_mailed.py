"""The paper of a mail is made when it is sent: of its worker alone, the same bytes twice, or it is said why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.catalogues import load_all
from documents import typesetting
from documents.mailed import Mailed
from documents.typesetting import NoTypesetter
from flows.records.effects import ActivateAccount, IssuePaper
from flows.records.institution import SourceAway
from flows.saying.house import House
from flows.saying.voice import Voices
from models.records import SqlRecords
from sms.providers.base import NoPaper
from tests.conftest import NOW
from tests.models.conftest import LINE, Office, office

__all__ = ["office"]

PAPER = IssuePaper("statement", "1234567890", 0, "K7M2Q9", "AB3D", "-", "-", "es")


@pytest.fixture
def mailed(office: Office) -> Mailed:
    office.open_account()
    office.do(ActivateAccount(by_mail=True))
    return Mailed(office.database, office.vault, None, Voices(House(), load_all()))


@pytest.mark.parametrize(
    ("paper", "name"),
    [
        (PAPER, "estado-1234567890.pdf"),
        (replace(PAPER, kind="certificate", year=2025, language="en"), "constancia-2025.pdf"),
        (replace(PAPER, kind="order", key="O1"), "aviso-O1.pdf"),
    ],
)
def test_each_kind_is_made_twice_with_the_same_bytes(
    office: Office, mailed: Mailed, paper: IssuePaper, name: str
) -> None:
    office.do(paper)
    made = mailed("K7M2Q9")
    assert made.name == name
    assert made.content.startswith(b"%PDF")
    assert mailed("K7M2Q9") == made


@pytest.mark.parametrize(
    "paper",
    [replace(PAPER, key="9999999999"), replace(PAPER, kind="certificate", year=1999), replace(PAPER, folio="X")],
)
def test_what_has_left_the_records_makes_none(office: Office, mailed: Mailed, paper: IssuePaper) -> None:
    office.do(paper)
    with pytest.raises(NoPaper):
        mailed("K7M2Q9")


def test_without_the_typesetter_it_is_said_what_to_install(
    office: Office, mailed: Mailed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> object:
        raise NoTypesetter

    office.do(PAPER, line=LINE)
    monkeypatch.setattr(typesetting, "_fonts", missing)
    with pytest.raises(NoPaper, match=r"micuenta\[pdf\]"):
        mailed("K7M2Q9")


def test_a_paper_waits_for_a_system_that_is_away(
    office: Office, mailed: Mailed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is remembered is good enough to be told with its age, not to be printed."""
    office.do(PAPER)
    monkeypatch.setattr(SqlRecords, "as_seen", lambda self: NOW)
    with pytest.raises(SourceAway):
        mailed("K7M2Q9")
