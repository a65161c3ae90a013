"""A line as it is carried: as it was read, or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime

from models.lines import LineRow, pack, unpack

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
