"""A file of many batches comes to the same as one of one: whether its rows are new, known, twice or nobody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.importing import import_paths, reading, run
from models.tables import institution as tables
from tests.models.importing.files import LORENA, PAID, ROW, WORKERS, put, records, refusals

FOLIO, KNOWN = "A1000000001", "A1000000007"


def row(folio: str, amount: str = "1955.26") -> str:
    return ROW.replace(ROW.split(",")[0], folio).replace("1955.26", amount)


@pytest.fixture
def loaded(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A worker with one contribution; files are read some lines at a time, and written two rows at a time."""
    import_paths(database, [put(tmp_path, "trabajadores.csv", WORKERS + LORENA)])
    import_paths(database, [put(tmp_path, "aportaciones.csv", PAID + row(KNOWN))])
    monkeypatch.setattr(run, "BATCH", 2)
    monkeypatch.setattr(reading, "_CHUNK", 100)
    return database


def test_rows_that_are_there_already_are_met_amid_new_ones(loaded: str, tmp_path: Path) -> None:
    text = PAID + "".join(row(f"A10000000{number:02}", "2000.00") for number in range(1, 15))
    first, again = (import_paths(loaded, [put(tmp_path, "aportaciones.csv", text)]).counts[0] for _ in range(2))

    assert (first.written, first.same, again.written, again.same) == (14, 0, 0, 14)
    assert [str(each.amount) for each in records(loaded, tables.ContributionRow)] == ["2000.00"] * 14


def test_of_rows_with_one_key_in_different_batches_the_last_counts(loaded: str, tmp_path: Path) -> None:
    text = PAID + row(FOLIO, "1.00") + "".join(row(f"A20000000{n:02}") for n in range(9)) + row(FOLIO, "3.00")
    assert import_paths(loaded, [put(tmp_path, "aportaciones.csv", text)]).clean

    assert [str(each.amount) for each in records(loaded, tables.ContributionRow) if each.folio == FOLIO] == ["3.00"]


def test_a_row_of_nobody_is_refused_by_its_line_and_the_others_go_in(loaded: str, tmp_path: Path) -> None:
    nobody = row("A3000000000").replace("39089002156", "92919084431")
    text = PAID + row("A2000000001") + row("A2000000002") + row("A2000000003") + nobody + row("A2000000004")
    count = import_paths(loaded, [put(tmp_path, "aportaciones.csv", text)]).counts[0]

    assert (count.written, count.refused) == (4, 1)
    assert [each["linea"] for each in refusals(tmp_path, "aportaciones")] == ["5"]


def test_rows_of_two_numbers_of_one_worker_become_one_and_the_last_counts(database: str, tmp_path: Path) -> None:
    former, job = "92919084431", ",Y1234567101,2020-01-01,{},,\n"
    files = {
        "trabajadores": WORKERS + LORENA + LORENA.replace("39089002156", former),
        "fusiones": f"nss_anterior,nss_vigente,fecha\n{former},39089002156,2026-11-01\n",
        "relaciones": "nss,registro_patronal,alta,patron,baja,salario_diario\n"
        f"{former}{job.format('ANTES')}39089002156{job.format('AHORA')}",
    }
    for name, text in files.items():
        assert import_paths(database, [put(tmp_path, f"{name}.csv", text)]).clean

    (kept,) = records(database, tables.EmploymentRow)
    assert (kept.nss, kept.employer) == ("39089002156", "AHORA")
