"""Import of the institution's files, on both databases: what goes in, what is refused, and doing it twice."""

from __future__ import annotations

import gzip
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models.demo.cast import CAST
from models.demo.write import write
from models.importing import Summary, import_paths
from models.importing.files import FILES
from models.importing.reading import NOT_UTF8
from models.tables import institution as tables
from tests.models.importing.files import CREDIT, LORENA, PACKED, PAID, ROW, WORKERS, put, records, refusals


def test_the_demo_goes_in_whole_and_a_second_time_changes_nothing(database: str, tmp_path: Path) -> None:
    """Every row of all files is accepted; the same files again write no row."""
    write(tmp_path, 200, 7, date(2026, 11, 20))
    first = import_paths(database, [tmp_path])
    again = import_paths(database, [tmp_path])

    assert first.clean
    assert len(first.counts) == len(FILES)
    assert all(count.written > 0 for count in first.counts)
    assert [(0, before.written) for before in first.counts] == [(count.written, count.same) for count in again.counts]
    assert not list(tmp_path.glob("rechazos-*"))


def test_files_are_loaded_workers_first_whatever_the_order_given(database: str, tmp_path: Path) -> None:
    """What hangs on a worker can be named before the workers."""
    paths = [put(tmp_path, "aportaciones.csv", PAID + ROW), put(tmp_path, "trabajadores.csv", WORKERS + LORENA)]

    assert import_paths(database, paths).clean
    paid = records(database, tables.ContributionRow)
    assert [(Decimal("1955.26"), date(2026, 11, 15))] == [(row.amount, row.paid_on) for row in paid]


def test_a_newer_row_replaces_the_older_by_its_key(database: str, tmp_path: Path) -> None:
    """And within a file the last row of a key counts."""
    import_paths(database, [put(tmp_path, "trabajadores.csv", WORKERS + LORENA)])
    import_paths(database, [put(tmp_path, "aportaciones.csv", PAID + ROW)])
    twice = ROW.replace("1955.26", "1.00") + ROW.replace("1955.26", "2000.00")
    summary = import_paths(database, [put(tmp_path, "aportaciones.csv", PAID + twice)])

    assert summary.counts[0].written == 1
    assert [Decimal("2000.00")] == [row.amount for row in records(database, tables.ContributionRow)]


def test_a_refused_row_does_not_take_an_earlier_one_of_its_key_with_it(database: str, tmp_path: Path) -> None:
    """It is refused alone: what the file said of that key before stands."""
    import_paths(database, [put(tmp_path, "trabajadores.csv", WORKERS + LORENA)])
    text = PAID + ROW + ROW.replace("39089002156", "92919084431")
    summary = import_paths(database, [put(tmp_path, "aportaciones.csv", text)])

    assert [(count.written, count.refused) for count in summary.counts] == [(1, 1)]
    assert [row.nss for row in records(database, tables.ContributionRow)] == ["39089002156"]


@pytest.mark.parametrize(
    ("bad", "column", "said"),
    [
        (ROW.replace("39089002156", "39089002157"), "nss", "dígito verificador"),
        (ROW.replace("39089002156", ""), "nss", "largo"),
        (ROW.replace("1955.26", "1955.2"), "importe", "dos decimales"),
        (ROW.replace("1955.26", "1,955.26"), "", "columnas"),
        (ROW.replace("2026-11-15", "2026-02-30"), "fecha_pago", "no existe"),
        (ROW.replace("2026-11-15", "15/11/2026"), "fecha_pago", "AAAA-MM-DD"),
        (ROW.replace("2026-5", "2026-7"), "bimestre", "bimestre"),
        (ROW.replace("ZAPATERA DEL NORTE", "Z" * 121), "patron", "caracteres"),
        (ROW.replace("ZAPATERA", "ZAPA\x00TERA"), "patron", "no van"),
        (ROW.replace("A1,", ","), "folio", "vacío"),
        (ROW.replace("39089002156", "92919084431"), "nss", "no está en los registros"),
        (ROW.replace("Y1234567101", "Y1234567101" * 1000), "", "más de 10000"),
        ('A1,"39089002156,Y\n', "", "comillas"),
        (ROW.replace("ZAPATERA", '"ZAPATERA'), "", "comillas"),
    ],
)
def test_a_bad_row_is_refused_alone_with_its_reason(
    database: str, tmp_path: Path, bad: str, column: str, said: str
) -> None:
    """The rows around it are in; line, column and reason stand beside the file."""
    import_paths(database, [put(tmp_path, "trabajadores.csv", WORKERS + LORENA)])
    text = PAID + ROW.replace("A1", "A2") + bad + ROW.replace("A1", "A3")
    summary = import_paths(database, [put(tmp_path, "aportaciones.csv", text)])
    refused = refusals(tmp_path, "aportaciones")

    assert not summary.clean
    assert summary.counts[0].refused == 1
    assert [("aportaciones.csv", "3", column)] == [(row["archivo"], row["linea"], row["columna"]) for row in refused]
    assert said in refused[0]["motivo"]
    assert {row.folio for row in records(database, tables.ContributionRow)} == {"A2", "A3"}


def test_bytes_that_are_no_utf8_refuse_their_row_only(database: str, tmp_path: Path) -> None:
    """A file written in another encoding is told so, row by row."""
    bad = WORKERS.encode() + LORENA.encode() + LORENA.replace("FICTICIA", "PEÑA").encode("latin-1")
    import_paths(database, [put(tmp_path, "trabajadores.csv", bad)])

    assert [row["motivo"] for row in refusals(tmp_path, "trabajadores")] == [NOT_UTF8]
    assert [row.second_surname for row in records(database, tables.WorkerRow)] == ["FICTICIA"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("trabajadores.csv", "nss;curp\n", "encabezado"),
        ("trabajadores.csv", "", "encabezado"),
        ("trabajadores.csv.gz", PACKED[:-30], "vuelve a generarlo"),
        ("trabajadores.csv.gz", PACKED[:12] + b"\xff" * 30 + PACKED[42:], "vuelve a generarlo"),
        ("trabajadores.csv.gz", PACKED[:-8] + b"\xff" * 8, "vuelve a generarlo"),
        ("trabajadores.csv.gz", b"not packed", "vuelve a generarlo"),
        ("trabajadores.csv", WORKERS.encode("utf-16"), "no se puede leer"),
        ("clientes.csv", WORKERS, "conocido"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_to_do(
    sqlite: str, tmp_path: Path, name: str, text: str | bytes, said: str
) -> None:
    """One sentence, and the other files go in."""
    summary = import_paths(sqlite, [put(tmp_path, name, text)])

    assert not summary.clean
    assert said in summary.counts[0].unusable


def test_a_file_that_is_not_there_is_named(sqlite: str, tmp_path: Path) -> None:
    """A typing error in a path is no traceback."""
    summary: Summary = import_paths(sqlite, [tmp_path / "ahorro.csv"])

    assert "no existe" in summary.counts[0].unusable


def test_packed_files_and_a_byte_order_mark_are_read(sqlite: str, tmp_path: Path) -> None:
    """As spreadsheets and archives leave them."""
    put(tmp_path, "trabajadores.csv.gz", gzip.compress(("\ufeff" + WORKERS + LORENA).encode()))

    assert import_paths(sqlite, [tmp_path]).clean
    assert len(records(sqlite, tables.WorkerRow)) == 1


def test_the_cast_is_the_first_workers_of_every_demo(sqlite: str, tmp_path: Path) -> None:
    """Somebody who wrote their identifiers down finds them again, whatever the seed."""
    write(tmp_path, len(CAST), 99, date(2026, 11, 20))
    import_paths(sqlite, [tmp_path])

    assert {member.person.nss for member in CAST} == {row.nss for row in records(sqlite, tables.WorkerRow)}


ORDER = "folio,tipo,nss,numero_credito,registro_patronal,patron,importe,motivo,fecha\n"


def test_an_order_needs_its_worker_and_its_credit(database: str, tmp_path: Path) -> None:
    """Both have to be known; an empty date or amount is nothing, not zero; a backslash is just a character."""
    put(tmp_path, "trabajadores.csv", WORKERS + LORENA)
    put(tmp_path, "creditos.csv", CREDIT)
    good = "V1,suspension,39089002156,1234567890,Y1,A\\B SA,,FIN,2026-11-01\n"
    bad = good.replace("V1", "V2").replace("39089002156", "92919084431") + good.replace("V1", "V3").replace(
        "1234567890", "1234567891"
    )
    put(tmp_path, "avisos.csv", ORDER + bad + good)
    summary = import_paths(database, [tmp_path])

    assert [(row["linea"], row["columna"], row["clave"]) for row in refusals(tmp_path, "avisos")] == [
        ("2", "nss", "V2"),
        ("3", "numero_credito", "V3"),
    ]
    assert [(row.amount, row.employer) for row in records(database, tables.DiscountOrderRow)] == [(None, "A\\B SA")]
    assert [row.due_on for row in records(database, tables.CreditRow)] == [None]
    assert [(count.same, count.written - 1, count.refused) for count in summary.counts[2:]] == [(0, 0, 2)]


def test_one_bad_row_among_thousands_takes_none_with_it(database: str, tmp_path: Path) -> None:
    """Rows are checked many at a time; the ones beside a bad one go in, and its line is told rightly."""
    import_paths(database, [put(tmp_path, "trabajadores.csv", WORKERS + LORENA)])
    lines = [ROW.replace("A1", f"A{number}") for number in range(12_000)]
    lines[7_000] = lines[7_000].replace("1955.26", "much")
    lines[9_000] = "\r\n"
    summary = import_paths(database, [put(tmp_path, "aportaciones.csv", PAID + "".join(lines))])

    assert [(count.written, count.refused) for count in summary.counts] == [(11_998, 1)]
    assert [(row["linea"], row["clave"]) for row in refusals(tmp_path, "aportaciones")] == [("7002", "A7000")]


def test_a_character_that_cannot_be_printed_but_is_allowed_goes_in(sqlite: str, tmp_path: Path) -> None:
    """Checking at a stroke is stricter than the rule: what it does not like is looked at by itself."""
    odd = LORENA.replace("FICTICIA", "FICTICIA\u00a0DOS")

    assert import_paths(sqlite, [put(tmp_path, "trabajadores.csv", WORKERS + LORENA + odd)]).clean
    assert [row.second_surname for row in records(sqlite, tables.WorkerRow)] == ["FICTICIA\u00a0DOS"]


def test_refusals_are_gone_once_the_file_is_mended(sqlite: str, tmp_path: Path) -> None:
    """A list of refusals is always of the last import; one list for a file and its packed twin."""
    put(tmp_path, "trabajadores.csv", WORKERS + LORENA.replace("LORENA", ""))
    put(tmp_path, "trabajadores.csv.gz", gzip.compress((WORKERS + LORENA.replace("PRUEBA", "")).encode()))
    import_paths(sqlite, [tmp_path])
    assert {"trabajadores.csv", "trabajadores.csv.gz"} == {row["archivo"] for row in refusals(tmp_path, "trabajadores")}

    put(tmp_path, "trabajadores.csv", WORKERS + LORENA)
    (tmp_path / "trabajadores.csv.gz").unlink()
    assert import_paths(sqlite, [tmp_path]).clean
    assert not list(tmp_path.glob("rechazos-*"))


def test_a_folder_without_any_of_the_files_is_said(sqlite: str, tmp_path: Path) -> None:
    """A wrong folder would otherwise look like a successful import of nothing."""
    put(tmp_path, "notas.txt", "nothing")

    assert "no tiene ninguno" in import_paths(sqlite, [tmp_path]).counts[0].unusable


def test_a_list_of_refusals_holds_nothing_that_a_spreadsheet_runs(database: str, tmp_path: Path) -> None:
    """`=cmd|…` in a file that somebody else wrote is shown, and the line's number stays a number."""
    row = LORENA.split(",", 1)[1]
    for key in ("=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "|x"):
        import_paths(database, [put(tmp_path, "trabajadores.csv", f'{WORKERS}"{key}",{row}')])
        (refused,) = refusals(tmp_path, "trabajadores")
        assert (refused["clave"], refused["linea"]) == (f"'{key}", "2")
