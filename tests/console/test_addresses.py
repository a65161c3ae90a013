"""What somebody writes into an address or a form of the console by hand is refused, and never an error of ours."""

from __future__ import annotations

import pytest

from tests.console.conftest import CASE, Browser


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/console/caso/A%00B", 400),
        ("/console/?motivo=%00", 400),
        ("/console/?desde=2026-11-23T16:00:00%2B00:00~A%00B", 400),
        ("/console/?desde=9999-12-31T23:59:59-14:00~AB", 200),
        ("/console/?desde=0001-01-01T00:00:00%2B14:00~AB", 200),
        (f"{CASE}?antes=9999-12-31T23:59:59-14:00", 200),
    ],
)
def test_no_moment_and_no_letter_is_too_much_for_the_database(ana: Browser, path: str, status: int) -> None:
    ana.console.case()
    assert ana.get(path).status_code == status


def test_nothing_is_looked_for_by_what_no_database_keeps(ana: Browser) -> None:
    ana.get("/console/")
    assert ana.post("/console/buscar", folio="CASE\0").status_code == 400
