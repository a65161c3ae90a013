"""What the institution's system tells is what its files would have told, for everybody and everything."""

from __future__ import annotations

import csv
from pathlib import Path

from flows.records.institution import Records
from models.database import Database
from models.importing import import_paths
from models.records import SqlRecords
from models.source.records import SourceRecords
from tests.source.conftest import Asking


def _everything(records: Records, nss: str) -> list[object]:
    owed = records.credits(nss)
    of_credits = [
        (records.movements(one.number, 3), records.certificates(one.number, 20), records.benefits(one.number, 9))
        for one in owed
    ]
    return [
        *(records.worker(nss), records.savings(nss), records.prequalification(nss), records.owes(nss)),
        *(records.contributions(nss, 4), records.applications(nss, 4), records.orders(nss, 4)),
        *records.procedures(nss, 4),
        *(records.employments(nss, 9), records.appointments(nss, 9)),
        *(owed, of_credits, records.as_seen()),
    ]


def test_the_same_over_http_as_from_the_files(asking: Asking, files: Path, sqlite: str) -> None:
    """Of thirty people with every situation the demo knows; and of somebody unknown, nothing."""
    import_paths(sqlite, [files])
    database = Database(sqlite)
    with (files / "trabajadores.csv").open(encoding="utf-8") as lines:
        everybody = [row["nss"] for row in csv.DictReader(lines)]
    with database.connect() as connection:
        for nss in (*everybody, "39089002156"):
            assert _everything(SourceRecords(asking.source), nss) == _everything(SqlRecords(connection), nss)
    database.close()


def test_a_turn_asks_each_question_once(asking: Asking) -> None:
    """However often its states ask."""
    records = SourceRecords(asking.source)
    for _ in range(3):
        records.credits("01069000014")
        records.savings("01069000014")
    assert len(asking.institution.asked) == 2


def test_an_nss_that_was_merged_leads_to_the_one_in_force(asking: Asking) -> None:
    """As far as merges may follow each other; a circle leads nowhere."""
    rows = asking.institution.rows
    rows["trabajadores", "11111111111"] = [{"nss_vigente": "22222222222"}]
    rows["trabajadores", "22222222222"] = [{"nss_vigente": "01069000014"}]
    found = SourceRecords(asking.source).worker("11111111111")
    assert found
    assert found.nss == "01069000014"
    rows["trabajadores", "22222222222"] = [{"nss_vigente": "11111111111"}]
    asking.passes(minutes=5)
    assert SourceRecords(asking.source).worker("11111111111") is None


def test_what_was_taken_back_is_not_told(asking: Asking) -> None:
    """A negative row undoes the one of its period and amount; what is left stands."""
    rows = asking.institution.rows["aportaciones", "01069000014"]
    newest = max(rows, key=lambda row: row["fecha_pago"])
    before = SourceRecords(asking.source).contributions("01069000014", 9)
    rows.append({**newest, "folio": "B1", "importe": f"-{newest['importe']}", "fecha_pago": "2026-11-16"})
    asking.passes(minutes=5)
    assert SourceRecords(asking.source).contributions("01069000014", 9) == before[1:]
