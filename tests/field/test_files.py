"""What the institution's files look like after people and programs have had them.

Sources: spreadsheets that drop zeros and write 1.23E+10 (Microsoft KB Q66033, edoceo's CSV notes on `="0306703"`),
browsers' second downloads, decomposed accents of macOS, DB2's and Oracle's 9999-12-31, MySQL's 0000-00-00.
"""

from __future__ import annotations

import errno
import gzip
import os
import resource
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.saying.names import first_name
from identifiers import curp as curp_rules
from models.importing import Summary, import_paths
from models.tables import institution as tables
from tests.field.case import field_case
from tests.models.test_import_commands import data, run
from tests.models.test_importing import CREDIT, LORENA, PAID, ROW, WORKERS, put, records, refusals

__all__ = ["data"]
TODAY = date(2026, 11, 23)
NSS = "39089002156"
BOTH = WORKERS + LORENA + LORENA.replace(NSS, "1")
CREDITS, ONE_CREDIT = CREDIT.splitlines(keepends=True)


def loaded(url: str, folder: Path, **files: str | bytes) -> Summary:
    for name, text in files.items():
        put(folder, f"{name}.csv", text)
    return import_paths(url, [folder], today=TODAY)


@field_case(
    kind="A number that a spreadsheet has been at",
    sends='`123456789.0` as a credit, `1.23457E+09`, `="1234567890"`, `1,234,567,890`, nine digits, blanks',
    now="refused with the reason; nothing is stored under any number",
)
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
    summary = loaded(
        database, tmp_path, trabajadores=WORKERS + LORENA, creditos=CREDITS + ONE_CREDIT.replace("1234567890", number)
    )

    assert records(database, tables.CreditRow) == []
    assert [count.refused for count in summary.counts] == [0, 1]
    assert [row["columna"] for row in refusals(tmp_path, "creditos")] == ["numero_credito"]


@field_case(
    kind="An NSS that a spreadsheet has been at",
    sends="`3908900215.6`, `3.90890E+10`, `01069000014` without its zero",
    now="refused, and a lost zero is asked about",
)
@pytest.mark.parametrize("number", ["3908900215.6", "39089002156.0", "3.90890E+10", "1069000014", "390890021560"])
def test_no_worker_is_stored_under_another_nss(database: str, tmp_path: Path, number: str) -> None:
    summary = loaded(database, tmp_path, trabajadores=WORKERS + LORENA.replace("39089002156", number))

    assert records(database, tables.WorkerRow) == []
    assert summary.counts[0].refused == 1
    assert number != "1069000014" or "ceros" in refusals(tmp_path, "trabajadores")[0]["motivo"]


@field_case(
    kind="A CURP or RFC with marks in it",
    sends="`PUFL-900215-MJCRCR04`, `PUFL900215KJ8.0`, `PUFL 900215 KJ8`; small letters and blanks at the ends",
    now="marks inside are refused; capitals and blanks at the ends are no guess and go in",
)
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
    row = LORENA.replace("PUFL900215MJCRCR04", curp).replace("PUFL900215KJ8", rfc)
    loaded(database, tmp_path, trabajadores=WORKERS + row)

    assert [(one.curp, one.rfc) for one in records(database, tables.WorkerRow)] == [
        ("PUFL900215MJCRCR04", "PUFL900215KJ8")
    ] * goes_in


@field_case(
    kind="A file under a name that is nearly right",
    sends="a folder with `Creditos.csv`, `trabajadores.CSV`, `aportaciones (1).csv`, `avisos.xlsx`",
    now="capitals do not matter; whatever else is left aside is named, and the command ends with 1",
)
def test_what_is_left_aside_is_named(sqlite: str, tmp_path: Path) -> None:
    put(tmp_path, "Creditos.csv", CREDIT)
    put(tmp_path, "trabajadores.CSV", WORKERS + LORENA)
    put(tmp_path, "aportaciones (1).csv", PAID + ROW)
    put(tmp_path, "avisos.xlsx", b"PK")
    put(tmp_path, ".DS_Store", b"")
    put(tmp_path, "~$avisos.xlsx", b"")
    summary = import_paths(sqlite, [tmp_path])
    said = {count.path.name: count.unusable for count in summary.counts}

    assert not summary.clean
    assert (said["Creditos.csv"], said["trabajadores.CSV"]) == ("", "")
    assert "aportaciones.csv" in said["aportaciones (1).csv"]
    assert "avisos.csv" in said["avisos.xlsx"]
    assert len(said) == 4
    assert not list(tmp_path.glob("rechazos-*"))
    assert len(records(sqlite, tables.CreditRow)) == 1


@field_case(
    kind="Other things in the folder",
    sends="`ahorro - copia.csv`, `creditos.csv.bak`, a folder `creditos.csv`, two that differ in capitals",
    now="each is named with what to do; none is loaded",
)
@pytest.mark.parametrize(
    "name",
    ["creditos - copia.csv", "creditos.csv.bak", "creditos.csv.txt", "nomina.csv", "creditos.zip", "creditos_2026.csv"],
)
def test_a_name_nobody_agreed_on_is_not_guessed(sqlite: str, tmp_path: Path, name: str) -> None:
    put(tmp_path, "trabajadores.csv", WORKERS + LORENA)
    put(tmp_path, name, CREDIT)
    summary = import_paths(sqlite, [tmp_path])

    assert not summary.clean
    assert [count.path.name for count in summary.counts if count.unusable] == [name]
    assert records(sqlite, tables.CreditRow) == []


def test_a_folder_with_a_files_name_and_twins_are_named_too(sqlite: str, tmp_path: Path) -> None:
    """A folder is opened only when it is given; of two files that differ in capitals neither is taken for the newer."""
    (tmp_path / "creditos.csv").mkdir()
    put(tmp_path, "Trabajadores.csv", WORKERS + LORENA)
    put(tmp_path, "trabajadores.csv", WORKERS + LORENA.replace("LORENA", "ELENA"))
    summary = import_paths(sqlite, [tmp_path])

    assert sorted(count.path.name for count in summary.counts if "aparte" in count.unusable) == [
        "Trabajadores.csv",
        "creditos.csv",
        "trabajadores.csv",
    ]
    assert records(sqlite, tables.WorkerRow) == []


@field_case(
    kind="A folder that takes no list of refusals",
    sends="files on a read-only share, in a folder of somebody else, a folder where the list should be",
    now="the good rows go in; the command says where the list could not go and shows its beginning",
)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EPERM])
def test_refusals_that_cannot_be_written_stop_nothing(
    sqlite: str, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def held(path: Path, mode: str = "r", **more: Any) -> Any:
        if mode == "a":
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, mode, **more)

    monkeypatch.setattr(Path, "open", held)
    summary = loaded(sqlite, tmp_path, trabajadores=BOTH)

    assert_loaded_without_a_list(summary, os.strerror(number))


def assert_loaded_without_a_list(summary: Summary, why: str) -> None:
    (count,) = summary.counts
    assert (count.written, count.refused) == (1, 1)
    assert [(report.path.name, report.count) for report in count.unwritten] == [("rechazos-trabajadores.csv", 1)]
    assert (count.unwritten[0].first[0].line, count.unwritten[0].unwritten) == (3, why)
    assert not summary.clean


def test_a_folder_where_the_list_should_be_stops_nothing(sqlite: str, tmp_path: Path) -> None:
    """Nor one that cannot be made."""
    (tmp_path / "rechazos-trabajadores.csv").mkdir()
    assert_loaded_without_a_list(loaded(sqlite, tmp_path, trabajadores=BOTH), "Is a directory")

    (tmp_path / "rechazos-trabajadores.csv").rmdir()
    nowhere = import_paths(sqlite, [tmp_path], rejects=Path("/proc/nowhere"))
    assert [report.path.parent for report in nowhere.counts[0].unwritten] == [Path("/proc/nowhere")]


def test_a_full_disk_under_the_list_stops_nothing(postgresql: str, tmp_path: Path) -> None:
    """The rows go to another machine's disk; ours takes not a byte more."""
    put(tmp_path, "trabajadores.csv", BOTH)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        summary = import_paths(postgresql, [tmp_path])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert_loaded_without_a_list(summary, os.strerror(errno.EFBIG))


def test_a_list_has_the_files_own_name(sqlite: str, tmp_path: Path) -> None:
    """However the file itself is written."""
    put(tmp_path, "Trabajadores.CSV", BOTH)
    import_paths(sqlite, [tmp_path])

    assert refusals(tmp_path, "trabajadores")[0]["archivo"] == "Trabajadores.CSV"


@field_case(
    kind="A list of refusals somewhere else",
    sends="`micuenta import /mnt/institution --rejects /tmp/lists`",
    now="the folder is made and has the list; the institution's own folder stays as it was",
)
def test_refusals_go_where_they_are_wanted(data: Path, tmp_path: Path) -> None:
    put(tmp_path, "trabajadores.csv", BOTH)
    told = run("import", tmp_path / "trabajadores.csv", "--rejects", tmp_path / "lists" / "today", "--data", data)

    assert told.exit_code == 1
    assert "observaciones" not in told.output
    assert refusals(tmp_path / "lists" / "today", "trabajadores")[0]["linea"] == "3"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix) == ["trabajadores.csv"]


def test_the_command_shows_what_it_could_not_write(data: Path, tmp_path: Path) -> None:
    """And ends with 1."""
    put(tmp_path, "trabajadores.csv", BOTH)
    told = run("import", tmp_path / "trabajadores.csv", "--rejects", "/proc/nowhere", "--data", data)

    assert told.exit_code == 1
    assert "--rejects DIR" in told.output
    assert "line 3 nss" in told.output


@field_case(
    kind="A name with blanks, marks or accents of its own",
    sends="` SOFIA `, a decomposed `SOFÍA`, a zero-width space, a soft hyphen",
    now="stored in one form (NFC), trimmed; the greeting is right",
)
@pytest.mark.parametrize(
    ("written", "stored", "greeted"),
    [
        ("  SOFIA ", "SOFIA", "Sofia"),
        (unicodedata.normalize("NFD", "SOFÍA"), "SOFÍA", "Sofía"),
        ("\u200bSOFIA\ufeff", "SOFIA", "Sofia"),
        ("SO\u00adFIA", "SOFIA", "Sofia"),
        ("\u00a0SOFIA\u00a0", "SOFIA", "Sofia"),
        ("MA. GUADALUPE", "MA. GUADALUPE", "Ma. Guadalupe"),
        ("MA. DE LOS ANGELES", "MA. DE LOS ANGELES", "Ma. de los Angeles"),
        ("MA.", "MA.", "Ma"),
        ("MA.GUADALUPE", "MA.GUADALUPE", "Ma. Guadalupe"),
        ("J. JESUS", "J. JESUS", "J. Jesus"),
        ("D'ANGELO", "D'ANGELO", "D'Angelo"),
        ("ÑANDÚ", "ÑANDÚ", "Ñandú"),
    ],
)
def test_a_name_is_stored_in_one_form_and_greeted(
    database: str, tmp_path: Path, written: str, stored: str, greeted: str
) -> None:
    assert loaded(database, tmp_path, trabajadores=WORKERS + LORENA.replace("LORENA", written)).clean

    assert [row.names for row in records(database, tables.WorkerRow)] == [stored]
    assert first_name(stored) == greeted == first_name(greeted)


@field_case(
    kind="A greeting kept from before names were cleaned",
    sends="an account that was opened as `Ma.` or with a decomposed `SofíA`",
    now="greeted `Ma` and `Sofía`",
)
def test_a_name_kept_from_before_is_greeted_right() -> None:
    assert first_name("Ma.") == "Ma"
    assert first_name(unicodedata.normalize("NFD", "Sofí") + "A") == "Sofía"


@field_case(
    kind="A name of which nothing is left",
    sends="blanks only, a full stop, a dash, `Pe\\x91a` with a C1 control, `PE�A`, a right-to-left mark alone",
    now="refused with the reason",
)
@pytest.mark.parametrize(
    "written",
    ["   ", ".", "-", "\u00a0", "\u200b", "\u202e", "Pe\x91a", "PE\ufffdA"[:2] + "\ue000", "SO\x00FIA", "12345", "_"],
)
def test_a_name_that_is_none_is_refused(database: str, tmp_path: Path, written: str) -> None:
    loaded(
        database,
        tmp_path,
        trabajadores=WORKERS + LORENA.replace("LORENA", written) + LORENA.replace(NSS, "01069000014"),
    )

    assert [row["columna"] for row in refusals(tmp_path, "trabajadores")] == ["nombre"]
    assert [row.nss for row in records(database, tables.WorkerRow)] == ["01069000014"]


@field_case(
    kind="A code from before the rule against certain words",
    sends="a CURP that begins with `PUTA`, an RFC with `CACA`",
    now="accepted, since the record is the authority, and listed in `observaciones-trabajadores.csv`",
)
@pytest.mark.parametrize(("root", "tax"), [("PUTA", "PUTX"), ("PUTA", "PUTA"), ("CACA", "CACX"), ("LOCO", "LOCO")])
def test_a_code_with_an_old_word_is_accepted_and_said(database: str, tmp_path: Path, root: str, tax: str) -> None:
    body = f"{root}900215MJCRCR0"
    code = body + curp_rules.calc_check_digits(body)
    row = f"39089002156,{code},{tax}900215KJ8,LORENA,PRUEBA,FICTICIA\n"
    summary = loaded(database, tmp_path, trabajadores=WORKERS + row)

    assert summary.clean
    assert [count.noted for count in summary.counts] == [1]
    assert [row.curp for row in records(database, tables.WorkerRow)] == [code]
    assert "aceptó" in (tmp_path / "observaciones-trabajadores.csv").read_text("utf-8")


@field_case(
    kind="Records nobody could ever register with",
    sends="a CURP and an RFC with different birth dates",
    now="in, and said at the import; the worker is told to send ASESOR",
)
def test_what_can_never_be_matched_is_said_at_the_import(database: str, tmp_path: Path) -> None:
    row = LORENA.replace("PUFL900215KJ8", "PUFL900216KJ8")
    summary = loaded(database, tmp_path, trabajadores=WORKERS + row + LORENA.replace(NSS, "01069000014"))

    assert (summary.counts[0].written, summary.counts[0].noted) == (2, 1)
    assert "nadie podrá registrarse" in (tmp_path / "observaciones-trabajadores.csv").read_text("utf-8")


@field_case(
    kind="A birth to come",
    sends="`PUFL900215MJCRCRO4`-like codes, with an O for the zero that decides the century: born in 2090",
    now="refused at the import and in the conversation, with the question whether a zero was meant",
)
def test_nobody_is_born_after_today(database: str, tmp_path: Path) -> None:
    body = "PUFL900215MJCRCRO"
    code = body + curp_rules.calc_check_digits(body)
    loaded(database, tmp_path, trabajadores=WORKERS + LORENA.replace("PUFL900215MJCRCR04", code))

    assert records(database, tables.WorkerRow) == []
    assert "cero" in refusals(tmp_path, "trabajadores")[0]["motivo"]


@field_case(
    kind="A day that systems put where there is none",
    sends="`9999-12-31`, `2099-12-31`, `0001-01-01`, `1900-01-01`, `0000-00-00` as the next due day",
    now="no due day; where a day is needed, refused as filler",
)
@pytest.mark.parametrize(
    "day", ["9999-12-31", "2099-12-31", "2999-12-31", "0001-01-01", "1900-01-01", "1899-12-30", "0000-00-00"]
)
def test_a_filler_is_no_day(database: str, tmp_path: Path, day: str) -> None:
    loaded(
        database,
        tmp_path,
        trabajadores=WORKERS + LORENA,
        creditos=CREDITS + ONE_CREDIT.replace(",,2026", f",{day},2026"),
        aportaciones=PAID + ROW.replace("2026-11-15", day),
    )

    assert [row.due_on for row in records(database, tables.CreditRow)] == [None]
    assert [row["motivo"] for row in refusals(tmp_path, "aportaciones")] == ["es una fecha de relleno"]


@field_case(
    kind="A file as a spreadsheet exports it",
    sends="semicolons, tabs, `sep=;` first, a byte-order mark, CRLF, empty columns and rows at the end, quoted names",
    now="loaded: the header tells, nothing is guessed",
)
@pytest.mark.parametrize(
    "as_exported", ["semicolons", "tabs", "pipes", "hint", "mark", "crlf", "empty", "quoted", "capitals", "packed"]
)
def test_an_export_without_anything_to_guess_is_loaded(database: str, tmp_path: Path, as_exported: str) -> None:
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
    }[as_exported]
    packed = as_exported == "packed"
    put(
        tmp_path,
        "TRABAJADORES.CSV.GZ" if packed else "trabajadores.csv",
        gzip.compress(text.encode()) if packed else text,
    )

    assert import_paths(database, [tmp_path]).clean
    assert [row.nss for row in records(database, tables.WorkerRow)] == [NSS]


@field_case(
    kind="A value that could mean two things",
    sends="`15/11/2026`, `05/11/2026`, `1,955.26`, `1955,26`, `$1955.26`, `1.955,26`, `46341`, `nov-26`",
    now="its row is refused with the reason, the others go in",
)
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
    good = {"fecha_pago": "2026-11-15", "importe": "1955.26", "bimestre": "2026-5"}[column]
    paid = PAID + ROW + ROW.replace("A1", "A2").replace(f",{good}", f",{value}")
    loaded(sqlite, tmp_path, trabajadores=WORKERS + LORENA, aportaciones=paid)

    assert [(row["columna"], row["linea"]) for row in refusals(tmp_path, "aportaciones")] == [(column, "3")]
    assert [row.folio for row in records(sqlite, tables.ContributionRow)] == ["A1"]


@field_case(
    kind="A file in another alphabet's bytes",
    sends="Windows-1252 (`PEÑA` as `PE\\xd1A`), MacRoman, UTF-16 from a spreadsheet's 'Unicode text'",
    now="refused with the reason: the row where single letters do not fit, the file where nothing does",
)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "utf-16"])
def test_other_encodings_are_said(sqlite: str, tmp_path: Path, encoding: str) -> None:
    text = WORKERS + LORENA.replace("FICTICIA", "PEÑA") + LORENA.replace(NSS, "01069000014")
    summary = loaded(sqlite, tmp_path, trabajadores=text.encode(encoding))

    if encoding == "utf-16":
        assert "UTF-8" in summary.counts[0].unusable
    else:
        assert [row["motivo"] for row in refusals(tmp_path, "trabajadores")] == ["no está en UTF-8"]
        assert [row.nss for row in records(sqlite, tables.WorkerRow)] == ["01069000014"]
