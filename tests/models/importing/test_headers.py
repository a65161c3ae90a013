"""What the first line of a file may say: names in any order, some of them missing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.importing import import_paths
from models.tables import institution as tables
from tests.models.importing.files import LORENA, PAID, ROW, WORKERS, put, records, refusals

OF_MAY = "fecha,nss,folio,etapa\n2026-11-02,39089002156,S1,inscripcion\n"


def test_columns_are_found_by_their_names_in_any_order(database: str, tmp_path: Path) -> None:
    put(tmp_path, "trabajadores.csv", WORKERS + LORENA)
    header, row = (",".join(reversed(line.strip().split(","))) for line in (PAID, ROW))
    put(tmp_path, "aportaciones.csv", f"{header}\n{row}\n{row.replace('1955.26', 'mucho')}\n")
    import_paths(database, [tmp_path])

    (paid,) = records(database, tables.ContributionRow)
    assert (paid.folio, paid.nss, paid.amount) == ("A1", "39089002156", Decimal("1955.26"))
    (refused,) = refusals(tmp_path, "aportaciones")
    assert (refused["columna"], refused["clave"]) == ("importe", "A1")


def test_a_file_from_before_a_column_that_may_be_empty_still_loads(database: str, tmp_path: Path) -> None:
    put(tmp_path, "trabajadores.csv", WORKERS + LORENA)
    put(tmp_path, "solicitudes.csv", OF_MAY)
    assert import_paths(database, [tmp_path]).clean

    (application,) = records(database, tables.ApplicationRow)
    assert (application.stage, application.note) == ("inscripcion", "")


def test_a_file_without_a_column_leaves_what_is_known_there(database: str, tmp_path: Path) -> None:
    put(tmp_path, "trabajadores.csv", WORKERS + LORENA)
    put(
        tmp_path, "solicitudes.csv", "folio,nss,etapa,fecha,nota\nS1,39089002156,inscripcion,2026-11-02,Falta tu acta\n"
    )
    import_paths(database, [tmp_path])
    put(tmp_path, "solicitudes.csv", OF_MAY.replace("inscripcion", "autorizacion"))
    import_paths(database, [tmp_path])

    (application,) = records(database, tables.ApplicationRow)
    assert (application.stage, application.note) == ("autorizacion", "Falta tu acta")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("folio,nss,etapa", "no tiene fecha"),
        ("folio,nss,etapa,fecha,notas", "tiene notas"),
        ("folio,nss,etapa,fecha,nota,nota", "tiene nota"),
        ("nss,etapa,fecha,nota", "no tiene folio"),
    ],
)
def test_a_header_that_lacks_a_name_or_has_a_strange_one_says_which(
    sqlite: str, tmp_path: Path, header: str, reason: str
) -> None:
    put(tmp_path, "solicitudes.csv", header + "\n")
    (count,) = import_paths(sqlite, [tmp_path]).counts
    assert f"el encabezado {reason}; debe ser" in count.unusable
