"""What the institution's files call people.

Sources: decomposed accents of macOS, C1 controls of Windows-1252 read as Latin-1.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from flows.saying.names import first_name
from identifiers import curp as curp_rules
from models.tables import institution as tables
from tests.institution_files import NSS, loaded
from tests.models.importing.files import LORENA, WORKERS, records, refusals


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
    """A name with blanks, marks or accents of its own.

    Sends: ` SOFIA `, a decomposed `SOFÍA`, a zero-width space, a soft hyphen
    Now: stored in one form (NFC), trimmed; the greeting is right
    """
    assert loaded(database, tmp_path, trabajadores=WORKERS + LORENA.replace("LORENA", written)).clean

    assert [row.names for row in records(database, tables.WorkerRow)] == [stored]
    assert first_name(stored) == greeted == first_name(greeted)


def test_a_name_kept_from_before_is_greeted_right() -> None:
    """A greeting kept from before names were cleaned.

    Sends: an account that was opened as `Ma.` or with a decomposed `SofíA`
    Now: greeted `Ma` and `Sofía`
    """
    assert first_name("Ma.") == "Ma"
    assert first_name(unicodedata.normalize("NFD", "Sofí") + "A") == "Sofía"


@pytest.mark.parametrize(
    "written",
    ["   ", ".", "-", "\u00a0", "\u200b", "\u202e", "Pe\x91a", "PE\ufffdA"[:2] + "\ue000", "SO\x00FIA", "12345", "_"],
)
def test_a_name_that_is_none_is_refused(database: str, tmp_path: Path, written: str) -> None:
    r"""A name of which nothing is left.

    Sends: blanks only, a full stop, a dash, `Pe\x91a` with a C1 control, `PE�A`, a right-to-left mark alone
    Now: refused with the reason
    """
    loaded(
        database,
        tmp_path,
        trabajadores=WORKERS + LORENA.replace("LORENA", written) + LORENA.replace(NSS, "01069000014"),
    )

    assert [row["columna"] for row in refusals(tmp_path, "trabajadores")] == ["nombre"]
    assert [row.nss for row in records(database, tables.WorkerRow)] == ["01069000014"]


@pytest.mark.parametrize(("root", "tax"), [("PUTA", "PUTX"), ("PUTA", "PUTA"), ("CACA", "CACX"), ("LOCO", "LOCO")])
def test_a_code_with_an_old_word_is_accepted_and_said(database: str, tmp_path: Path, root: str, tax: str) -> None:
    """A code from before the rule against certain words.

    Sends: a CURP that begins with `PUTA`, an RFC with `CACA`
    Now: accepted, since the record is the authority, and listed in `observaciones-trabajadores.csv`
    """
    body = f"{root}900215MJCRCR0"
    code = body + curp_rules.calc_check_digits(body)
    row = f"39089002156,{code},{tax}900215KJ8,LORENA,PRUEBA,FICTICIA\n"
    summary = loaded(database, tmp_path, trabajadores=WORKERS + row)

    assert summary.clean
    assert [count.noted for count in summary.counts] == [1]
    assert [row.curp for row in records(database, tables.WorkerRow)] == [code]
    assert "aceptó" in (tmp_path / "observaciones-trabajadores.csv").read_text("utf-8")


def test_what_can_never_be_matched_is_said_at_the_import(database: str, tmp_path: Path) -> None:
    """Records nobody could ever register with.

    Sends: a CURP and an RFC with different birth dates
    Now: in, and said at the import; the worker is told to send ASESOR
    """
    row = LORENA.replace("PUFL900215KJ8", "PUFL900216KJ8")
    summary = loaded(database, tmp_path, trabajadores=WORKERS + row + LORENA.replace(NSS, "01069000014"))

    assert (summary.counts[0].written, summary.counts[0].noted) == (2, 1)
    assert "nadie podrá registrarse" in (tmp_path / "observaciones-trabajadores.csv").read_text("utf-8")


def test_nobody_is_born_after_today(database: str, tmp_path: Path) -> None:
    """A birth to come.

    Sends: `PUFL900215MJCRCRO4`-like codes, with an O for the zero that decides the century: born in 2090
    Now: refused at the import and in the conversation, with the question whether a zero was meant
    """
    body = "PUFL900215MJCRCRO"
    code = body + curp_rules.calc_check_digits(body)
    loaded(database, tmp_path, trabajadores=WORKERS + LORENA.replace("PUFL900215MJCRCR04", code))

    assert records(database, tables.WorkerRow) == []
    assert "cero" in refusals(tmp_path, "trabajadores")[0]["motivo"]
