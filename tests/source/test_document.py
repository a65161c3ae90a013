"""The document that the institution builds its system by: the small one keeps to it, and it to the files' rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, settings

from models.importing.files import FILES
from tests.source.institution import OF_CREDIT, TOKEN, serving

ELSEWHERE = {"calendario", "fusiones"}
DOCUMENT = Path(__file__).parents[2] / "docs" / "records-api.yaml"
TOLD: dict[str, Any] = yaml.safe_load(DOCUMENT.read_text("utf-8"))


def _told_as(path: str) -> str:
    """The schema of a place's rows."""
    content = TOLD["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    rows = content.get("properties", {}).get("filas", {}).get("items", content)
    return str(rows["$ref"]).rsplit("/", 1)[-1]


SCHEMAS = {path.rsplit("/", 1)[-1]: _told_as(path) for path in TOLD["paths"]} | {"trabajadores": "Trabajador"}


def test_it_has_a_place_for_every_file_of_workers_and_credits() -> None:
    """But for the calendar, which is everybody's, and for merges, which the place of the worker tells."""
    places = {path.rsplit("/", 1)[-1] for path in TOLD["paths"]} - {"{nss}"}
    assert places == {file.name for file in FILES} - ELSEWHERE - {"trabajadores"}
    for file in FILES:
        assert (f"/creditos/{{numero_credito}}/{file.name}" in TOLD["paths"]) == (file.name in OF_CREDIT)


@pytest.mark.parametrize("file", [file for file in FILES if file.name not in ELSEWHERE], ids=lambda file: file.name)
def test_its_rows_are_the_files(file: Any) -> None:
    """Column by column; what may be empty may be missing, and nothing else."""
    row = TOLD["components"]["schemas"][SCHEMAS[file.name]]
    assert list(row["properties"]) == [column.spanish for column in file.columns]
    assert row["required"] == [column.spanish for column in file.columns if not column.may_be_missing]


schema = schemathesis.openapi.from_path(str(DOCUMENT))


@pytest.fixture(scope="module")
def address(files: Path) -> Any:
    """Where the small system listens."""
    with serving(files) as (_, url):
        yield url


@schema.parametrize()
@settings(max_examples=20, suppress_health_check=list(HealthCheck), deadline=None, derandomize=True)
def test_the_small_system_keeps_to_it(case: Any, address: str) -> None:
    """Whatever is asked, well or badly formed."""
    case.call_and_validate(base_url=address, headers={"Authorization": f"Bearer {TOKEN}"})
