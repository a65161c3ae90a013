"""Papers: their figures in order, the same bytes twice, readable by machines, and nobody else's data."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfua import validate

from config.catalogues import load_all
from documents.contents import Contents
from documents.paper import Paper
from documents.poster import forwarded, poster
from flows.records.papers import Wanted
from flows.saying.house import House
from flows.saying.voice import Voice
from simulator.practice import CREDIT, LORENA, World
from simulator.samples import furnished

HOUSE = House()
WANTED = {
    "statement": Wanted("statement", LORENA.nss, CREDIT.number),
    "certificate": Wanted("certificate", LORENA.nss, CREDIT.number, 2025),
    "order": Wanted("order", LORENA.nss, "D881"),
}


def voice(language: str = "es") -> Voice:
    return Voice(language, load_all()[language], HOUSE)


def paper(kind: str, world: World | None = None, language: str = "es") -> Paper:
    found = Contents(world or furnished(), voice(language), HOUSE).paper(WANTED[kind], "K7M2Q9AB")
    assert found
    return found


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", [*WANTED, "poster"])
def test_a_screen_reader_can_read_it(kind: str, language: str, tmp_path: object) -> None:
    """Tagged as PDF/UA-1 asks, with a title and a language; the file itself is sound."""
    made = (poster(voice(language), HOUSE) if kind == "poster" else paper(kind, language=language)).pdf()
    file = f"{tmp_path}/paper.pdf"
    with open(file, "wb") as out:  # noqa: PTH123 - a plain path is what the checker takes
        out.write(made)
    assert [finding.message for finding in validate(file).findings] == []
    with pikepdf.open(io.BytesIO(made)) as document:
        assert document.check_pdf_syntax() == []
        assert str(document.Root.Lang) == language
        assert document.Root.MarkInfo.Marked
        assert [round(float(side)) for side in document.pages[0].MediaBox] == [0, 0, 612, 792], "letter size"


def test_the_same_data_gives_the_same_bytes() -> None:
    assert paper("statement").pdf() == paper("statement").pdf()


def test_a_statement_runs_from_the_opening_to_the_closing_balance() -> None:
    data = paper("statement").data
    (opening, first), (closing, last) = data["figures"][:2]
    assert (opening, closing) == ("Saldo al inicio", "Saldo al final")
    lines = [
        (Decimal(amount.replace("$", "").replace(",", "")), balance) for _, _, amount, balance in data["movements"]
    ]
    assert last == lines[-1][1]
    begin = Decimal(first.lstrip("$").replace(",", ""))
    assert begin + sum(amount for amount, _ in lines) == Decimal(last.lstrip("$").replace(",", ""))


def test_a_statement_tells_what_else_the_file_has_and_leaves_out_what_it_has_not() -> None:
    world = furnished()
    assert "Tasa anual" not in dict(paper("statement", world).data["facts"])
    world.credit_rows = [replace(CREDIT, rate=Decimal("8.55"), ends_on=date(2046, 10, 31), insurance=Decimal("120.00"))]
    data = paper("statement", world).data
    facts = dict(data["facts"])
    assert (facts["Tasa anual"], facts["Término del crédito"]) == ("8.55 %", "31 oct 2046")
    assert ("Seguros", "$120.00") in data["figures"]


def test_a_statement_without_movements_says_so_and_has_no_empty_table() -> None:
    world = furnished()
    world.movement_rows = []
    made = paper("statement", world)
    assert "movements" not in made.data
    assert made.data["notes"] == ["No hay movimientos de este crédito en los datos a esa fecha."]
    assert made.pdf()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext (Debian: apt-get install poppler-utils)")
@pytest.mark.parametrize("kind", WANTED)
def test_what_is_read_out_of_the_file_has_every_value_in_the_order_of_the_paper(kind: str) -> None:
    made = paper(kind)
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made.pdf(), capture_output=True, check=True)
    text, at = " ".join(read.stdout.decode().split()), 0
    rows = [*made.data["facts"], *made.data["figures"], *made.data.get("movements", ())]
    for value in (value for row in rows for value in row):
        at = text.index(" ".join(value.split()), at) + 1


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf (Debian: apt-get install qpdf)")
@pytest.mark.parametrize("kind", WANTED)
def test_qpdf_finds_no_fault_in_the_file(kind: str, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(paper(kind).pdf())
    found = subprocess.run(["qpdf", "--check", tmp_path / "paper.pdf"], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


def test_a_certificate_names_the_lender_and_the_three_figures() -> None:
    data = paper("certificate").data
    assert ("RFC de quien otorgó", HOUSE.institution_rfc) in data["facts"]
    assert ("RFC", LORENA.rfc) in data["facts"]
    assert [amount for _, amount in data["figures"]] == ["$38,000.00", "$16,000.00", "$22,000.00"]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("statement", LORENA.nss, "9999999999"),
        Wanted("certificate", LORENA.nss, CREDIT.number, 1999),
        Wanted("certificate", LORENA.nss, "9999999999", 2025),
        Wanted("order", LORENA.nss, "NADA"),
        Wanted("statement", "00000000000", CREDIT.number),
    ],
)
def test_what_is_not_in_this_workers_records_makes_no_paper(wanted: Wanted) -> None:
    """Nor does somebody else's credit: it is looked for among the worker's own."""
    world = furnished()
    contents = Contents(world, voice(), HOUSE)
    if wanted.nss != LORENA.nss:
        world.worker = lambda nss: None
    assert contents.paper(wanted, "K7M2Q9AB") is None


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_whatever_a_record_holds_is_text_and_never_markup(hostile: str) -> None:
    world = furnished()
    world.movement_rows = [replace(one, concept=hostile) for one in world.movement_rows]
    assert paper("statement", world).pdf().startswith(b"%PDF")


def test_markup_in_a_name_is_shown_as_it_is() -> None:
    world = furnished()
    world.movement_rows = [replace(world.movement_rows[0], concept='#read("/etc/passwd")', on=date(2026, 10, 1))]
    made = paper("statement", world)
    assert made.data["movements"][0][1] == '#read("/etc/passwd")'
    assert b"root:" not in made.pdf()


def test_the_forwarded_text_says_what_the_poster_says() -> None:
    page = poster(voice(), HOUSE)
    text = forwarded(page)
    assert HOUSE.short_code in text
    assert HOUSE.phone_line in text
    assert all(step in text for step in page.data["steps"])
    assert all(one in text for one in page.data["never"])
