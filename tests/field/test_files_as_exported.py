"""What the institution's files look like after a spreadsheet has had them.

Sources: spreadsheets that drop zeros and write 1.23E+10 (Microsoft KB Q66033, edoceo's CSV notes on `="0306703"`),
DB2's and Oracle's 9999-12-31, MySQL's 0000-00-00.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from models.importing import import_paths
from models.importing.reading import NOT_UTF8
from models.tables import institution as tables
from tests.institution_files import CREDITS, NSS, ONE_CREDIT, loaded
from tests.models.importing.files import LORENA, PAID, ROW, WORKERS, put, records, refusals


@pytest.mark.parametrize(
    "number",
    [
        "123456789.0",
        "123456789",
        "1234567890.0",
        "1234567890.",
        "1.23457E+09",
        '"=""1234567890"""',
        "'1234567890",
        '"1,234,567,890"',
        "1234 567 890",
        " 1234567890",
        "1234567890\u00a0",
        "123456-7890",
        "１２３４５６７８９０",
        "\u200b1234567890",
        "+1234567890",
        "12345678900",
    ],
)
def test_no_credit_is_stored_under_a_number_nobody_wrote(database: str, tmp_path: Path, number: str) -> None:
    """A number that a spreadsheet has been at.

    Sends: `123456789.0` as a credit, `1.23457E+09`, `="1234567890"`, `1,234,567,890`, nine digits, blanks
    Now: refused with the reason; nothing is stored under any number
    """
    summary = loaded(
        database, tmp_path, trabajadores=WORKERS + LORENA, creditos=CREDITS + ONE_CREDIT.replace("1234567890", number)
    )

    assert records(database, tables.CreditRow) == []
    assert [count.refused for count in summary.counts] == [0, 1]
    assert [row["columna"] for row in refusals(tmp_path, "creditos")] == ["numero_credito"]


@pytest.mark.parametrize("number", ["3908900215.6", "39089002156.0", "3.90890E+10", "1069000014", "390890021560"])
def test_no_worker_is_stored_under_another_nss(database: str, tmp_path: Path, number: str) -> None:
    """An NSS that a spreadsheet has been at.

    Sends: `3908900215.6`, `3.90890E+10`, `01069000014` without its zero
    Now: refused, and a lost zero is asked about
    """
    summary = loaded(database, tmp_path, trabajadores=WORKERS + LORENA.replace("39089002156", number))

    assert records(database, tables.WorkerRow) == []
    assert summary.counts[0].refused == 1
    assert number != "1069000014" or "ceros" in refusals(tmp_path, "trabajadores")[0]["motivo"]


@pytest.mark.parametrize(
    ("curp", "rfc", "goes_in"),
    [
        ("PUFL-900215-MJCRCR04", "PUFL900215KJ8", False),
        ("PUFL900215MJCRCR04", "PUFL 900215 KJ8", False),
        ("PUFL900215MJCRCR04", "PUFL900215KJ8.", False),
        ("pufl900215mjcrcr04", "pufl900215kj8", True),
        ("PUFL900215MJCRCR04  ", " PUFL900215KJ8", True),
    ],
)
def test_marks_inside_a_code_are_not_read_away(
    database: str, tmp_path: Path, curp: str, rfc: str, goes_in: bool
) -> None:
    """A CURP or RFC with marks in it.

    Sends: `PUFL-900215-MJCRCR04`, `PUFL900215KJ8.0`, `PUFL 900215 KJ8`; small letters and blanks at the ends
    Now: marks inside are refused; capitals and blanks at the ends are no guess and go in
    """
    row = LORENA.replace("PUFL900215MJCRCR04", curp).replace("PUFL900215KJ8", rfc)
    loaded(database, tmp_path, trabajadores=WORKERS + row)

    assert [(one.curp, one.rfc) for one in records(database, tables.WorkerRow)] == [
        ("PUFL900215MJCRCR04", "PUFL900215KJ8")
    ] * goes_in


@pytest.mark.parametrize(
    "day", ["9999-12-31", "2099-12-31", "2999-12-31", "0001-01-01", "1900-01-01", "1899-12-30", "0000-00-00"]
)
def test_a_filler_is_no_day(database: str, tmp_path: Path, day: str) -> None:
    """A day that systems put where there is none.

    Sends: `9999-12-31`, `2099-12-31`, `0001-01-01`, `1900-01-01`, `0000-00-00` as the next due day
    Now: no due day; where a day is needed, refused as filler
    """
    loaded(
        database,
        tmp_path,
        trabajadores=WORKERS + LORENA,
        creditos=CREDITS + ONE_CREDIT.replace(",,2026", f",{day},2026"),
        aportaciones=PAID + ROW.replace("2026-11-15", day),
    )

    assert [row.due_on for row in records(database, tables.CreditRow)] == [None]
    assert [row["motivo"] for row in refusals(tmp_path, "aportaciones")] == ["es una fecha de relleno"]


@pytest.mark.parametrize(
    "as_exported",
    [
        *("semicolons", "tabs", "pipes", "hint", "mark", "crlf", "empty", "quoted", "capitals", "packed"),
        *("words", "begins empty", "blanks", "empty hint"),
    ],
)
def test_an_export_without_anything_to_guess_is_loaded(database: str, tmp_path: Path, as_exported: str) -> None:
    """A file as a spreadsheet exports it.

    Sends: semicolons, tabs, `sep=;` first, a byte-order mark, CRLF, empty columns and rows, quoted names
    Now: loaded: the header tells, nothing is guessed
    """
    plain = WORKERS + LORENA
    header, row = plain.splitlines()
    text = {
        "semicolons": plain.replace(",", ";"),
        "tabs": plain.replace(",", "\t"),
        "pipes": plain.replace(",", "|"),
        "hint": "sep=;\r\n" + plain.replace(",", ";").replace("\n", "\r\n"),
        "mark": "\ufeff" + plain,
        "crlf": plain.replace("\n", "\r\n"),
        "empty": f"{header},,\n{row},,\n,,,,,,,\n\n",
        "quoted": plain.replace(header, ",".join(f'"{name}"' for name in header.split(","))),
        "capitals": plain.replace(header, header.upper()),
        "packed": plain,
        "words": plain.replace(header, header.title().replace("_", " ")),
        "begins empty": f"\n,,,,,\n{plain}",
        "blanks": f"{plain}  ,  , , ,,\n",
        "empty hint": "\ufeff\r\nsep=;\r\n\r\n" + plain.replace(",", ";"),
    }[as_exported]
    packed = as_exported == "packed"
    put(
        tmp_path,
        "TRABAJADORES.CSV.GZ" if packed else "trabajadores.csv",
        gzip.compress(text.encode()) if packed else text,
    )

    assert import_paths(database, [tmp_path]).clean
    assert [row.nss for row in records(database, tables.WorkerRow)] == [NSS]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("fecha_pago", "15/11/2026"),
        ("fecha_pago", "05/11/2026"),
        ("fecha_pago", "46341"),
        ("fecha_pago", "nov-26"),
        ("fecha_pago", "2026-11-15 10:30"),
        ("importe", '"1,955.26"'),
        ("importe", '"1955,26"'),
        ("importe", "$1955.26"),
        ("importe", '"1.955,26"'),
        ("importe", "1.95526E+03"),
        ("importe", "(1955.26)"),
        ("bimestre", "may-26"),
    ],
)
def test_a_value_with_two_meanings_is_refused(sqlite: str, tmp_path: Path, column: str, value: str) -> None:
    """A value that could mean two things.

    Sends: `15/11/2026`, `05/11/2026`, `1,955.26`, `1955,26`, `$1955.26`, `1.955,26`, `46341`, `nov-26`
    Now: its row is refused with the reason, the others go in
    """
    good = {"fecha_pago": "2026-11-15", "importe": "1955.26", "bimestre": "2026-5"}[column]
    paid = PAID + ROW + ROW.replace("A1", "A2").replace(f",{good}", f",{value}")
    loaded(sqlite, tmp_path, trabajadores=WORKERS + LORENA, aportaciones=paid)

    assert [(row["columna"], row["linea"]) for row in refusals(tmp_path, "aportaciones")] == [(column, "3")]
    assert [row.folio for row in records(sqlite, tables.ContributionRow)] == ["A1"]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "utf-16"])
def test_other_encodings_are_said(sqlite: str, tmp_path: Path, encoding: str) -> None:
    r"""A file in another alphabet's bytes.

    Sends: Windows-1252 (`PEÑA` as `PE\xd1A`), MacRoman, UTF-16 from a spreadsheet's 'Unicode text'
    Now: refused with the reason: the row where single letters do not fit, the file where nothing does
    """
    text = WORKERS + LORENA.replace("FICTICIA", "PEÑA") + LORENA.replace(NSS, "01069000014")
    summary = loaded(sqlite, tmp_path, trabajadores=text.encode(encoding))

    if encoding == "utf-16":
        assert "UTF-8" in summary.counts[0].unusable
    else:
        assert [row["motivo"] for row in refusals(tmp_path, "trabajadores")] == [NOT_UTF8]
        assert [row.nss for row in records(sqlite, tables.WorkerRow)] == ["01069000014"]


@pytest.mark.parametrize(
    ("good", "padded"), [("1955.26", " 1955.26 "), ("2026-11-15", "2026-11-15  "), (",2026-5,", ", 2026-5\u00a0,")]
)
def test_blanks_around_a_value_change_nothing(database: str, tmp_path: Path, good: str, padded: str) -> None:
    """A file as a spreadsheet exports it.

    Sends: blanks around an amount, a day, a two-month period: ` 1955.26 `
    Now: loaded: they change nothing
    """
    paid = PAID + ROW.replace(good, padded, 1)
    assert padded in paid
    assert loaded(database, tmp_path, trabajadores=WORKERS + LORENA, aportaciones=paid).clean
    assert [(row.folio, row.period) for row in records(database, tables.ContributionRow)] == [("A1", "2026-5")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ((WORKERS + LORENA).replace("\n", "\r"), "guárdalo otra vez como CSV UTF-8"),
        ("Reporte mensual\n" + WORKERS + LORENA, "debe ser nss,curp,rfc"),
        ("", "encabezado nss,curp,rfc"),
        ("\n\n,,\n", "encabezado nss,curp,rfc"),
        ("PK\x03\x04\x14\x00", "guárdalo otra vez como CSV UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(sqlite: str, tmp_path: Path, text: str, said: str) -> None:
    """A file that is no table of ours.

    Sends: lines that end in CR alone, a title above the header, nothing at all
    Now: refused with what to do; no row is lost unsaid
    """
    summary = loaded(sqlite, tmp_path, trabajadores=text)
    assert said in summary.counts[0].unusable
    assert records(sqlite, tables.WorkerRow) == []
