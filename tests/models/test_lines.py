"""A line as it is carried, as it was read or not at all; and whose a case is when lines change hands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from flows.records.effects import CloseAccount, NoteCase, OpenCase, SetLine
from models.lines import LineRow, pack, unpack
from tests.models.conftest import Office

OTHER = "+528111111111"

THEN = datetime(2026, 11, 3, 12, 30, 1, 5, tzinfo=UTC)
ROW = LineRow(
    *("17 23", "es", THEN, 1, THEN, 7, "92919084431", "active", "MARÍA JOSÉ", None),
    *(2, 0, 1, THEN, date(1990, 2, 15), THEN, True, False, 7, 0, "2026-1", THEN),
)


def test_a_row_comes_back_as_it_was_in_one_line() -> None:
    assert unpack(pack(ROW)) == ROW
    assert b"\n" not in pack(ROW)
    nobody = LineRow._make([" ", *[None] * (len(LineRow._fields) - 1)])
    assert unpack(pack(nobody)) == nobody


def test_a_row_that_cannot_be_told_to_be_unchanged_is_not_carried() -> None:
    assert pack(ROW._replace(version=None)) == b""
    assert unpack(b"") is None


def test_what_another_version_of_the_program_packed_is_not_taken_for_ours() -> None:
    assert unpack(b"[1," + pack(ROW).partition(b",")[2]) is None


def test_who_gets_a_number_that_another_account_had_has_nothing_to_do_with_its_case(office: Office) -> None:
    office.open_account()
    office.do(OpenCase("ABC234", "worker-asked"), NoteCase("ABC234", "mi patrón no deposita"))
    office.do(SetLine(OTHER))
    office.open_account(nss="01069000014")

    assert office.facts().open_case() is None
    office.do(OpenCase("XYZ234", "worker-asked"))
    case = office.facts().open_case()
    assert case is not None
    assert case.folio == "XYZ234"


def test_who_has_no_account_has_nothing_to_do_with_the_case_of_one_that_moved_away(office: Office) -> None:
    office.open_account()
    office.do(OpenCase("ABC234", "worker-asked"))
    office.do(SetLine(OTHER))

    assert office.facts().open_case() is None


def test_an_account_that_gets_the_id_of_a_closed_one_has_nothing_to_do_with_its_case(office: Office) -> None:
    """SQLite gives the highest id again."""
    office.open_account()
    office.do(OpenCase("ABC234", "worker-asked"))
    office.do(CloseAccount("BORRAR"))
    office.now += timedelta(days=90)
    office.open_account(nss="01069000014")

    assert office.facts().open_case() is None
