"""Finding the case of whoever is on the telephone, by what they can say of themselves or of a relative."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, update

from console.desk.finding import masked_name
from identifiers import curp
from models.columns import table
from models.tables.institution import WorkerRow
from tests.attacks.people import People, Victim
from tests.console.conftest import Browser, Console

_worker = table(WorkerRow)


def test_a_callers_number_finds_the_open_case_or_opens_one(database: str, ana: Browser) -> None:
    ana.console.case()
    ana.get("/console/")
    ana.post("/console/buscar", folio="55 1234 5678")
    assert "CASE22" in ana.page

    ana.post("/console/buscar", folio="81 1234 5678")
    assert "Está llamando" in ana.page
    assert "En la llamada" in ana.page, "it is the agent's own at once"
    ana.post("/console/buscar", folio="8112345678")
    assert ana.console.all("SELECT count(*) FROM agent_case WHERE line = '+528112345678'") == [(1,)]
    assert ana.console.all("SELECT did, detail FROM audit WHERE did = 'opened'") == [("opened", "on-the-phone")]


def test_a_worker_who_calls_from_elsewhere_is_found_by_their_nss(database: str, ana: Browser) -> None:
    console = ana.console
    worker = People(console.database, console.nips, console.vault).registered()
    ana.get("/console/")
    ana.post("/console/buscar", folio=worker.nss)

    assert "Está llamando" in ana.page
    assert worker.line not in ana.page
    assert worker.nss not in ana.page
    assert console.all("SELECT line FROM agent_case") == [(worker.line,)]
    assert ("searched", "nss") in console.all("SELECT did, detail FROM audit")
    assert ana.post("/console/buscar", folio="01069000014").status_code == 404
    assert "no hay cuenta" in ana.page


def test_a_folio_is_found_however_it_is_written(ana: Browser) -> None:
    ana.console.case()
    ana.get("/console/")
    assert ana.post("/console/buscar", folio=" case22 ").status_code == 200
    assert ana.post("/console/buscar", folio="nada").status_code == 404


def named(console: Console, worker: Victim) -> str:
    """The whole name of a worker, as the institution's files have it."""
    with console.database.connect() as connection:
        return " ".join(connection.execute(select(*_worker.c[NAMES]).where(_worker.c.nss == worker.nss)).one())


NAMES = "names", "first_surname", "second_surname"


@pytest.fixture
def worker(console: Console) -> Victim:
    return People(console.database, console.nips, console.vault).registered()


def test_a_relative_is_found_by_curp_or_by_name_and_birth_date(database: str, ana: Browser, worker: Victim) -> None:
    console, born = ana.console, curp.birth_date(worker.curp)
    name = named(console, worker)
    ana.get("/console/")
    for typed in (worker.curp.lower(), f"{name.lower()} {born:%d/%m/%Y}", f"{born:%Y-%m-%d} {name}"):
        answer = ana.post("/console/buscar", folio=typed)
        assert answer.status_code == 200
        assert "Está llamando" in ana.page
        for hidden in (worker.line, worker.nss, worker.curp, name):
            assert hidden not in ana.page
    assert console.all("SELECT line FROM agent_case") == [(worker.line,)]
    assert console.all("SELECT detail FROM audit WHERE did = 'searched'") == [("curp",), ("name",), ("name",)]


@pytest.mark.parametrize(
    "typed", ["Pedro Nadie 01/02/1999", "Pedro Nadie", "x 31/02/1999", "PEND850312HDFRRS09", "a" * 200]
)
def test_who_is_not_found_is_said_and_stays_out_of_every_address(ana: Browser, worker: Victim, typed: str) -> None:
    ana.get("/console/")
    answer = ana.client.post("/console/buscar", data={"csrf": ana.tokens["csrf"], "folio": typed})

    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_people_of_one_name_are_listed_masked_and_one_is_chosen(ana: Browser, worker: Victim) -> None:
    console = ana.console
    twin = People(console.database, console.nips, console.vault)
    twin.line()
    twin.on_record()
    other = twin.registered()
    with console.database.transaction() as connection:
        mine = connection.execute(select(*_worker.c[NAMES]).where(_worker.c.nss == worker.nss)).one()
        connection.execute(update(_worker).where(_worker.c.nss == other.nss).values(mine._mapping))
        connection.exec_driver_sql("UPDATE account SET birth_date = '1985-03-12'")
    ana.get("/console/")
    typed = f"{mine.names} {mine.first_surname} 12/03/1985"
    ana.post("/console/buscar", folio=typed)

    _, second = re.findall(r'name="which" value="([^"]+)"', ana.page)
    assert masked_name(f"{mine.names} {mine.first_surname}".title()) in ana.page
    assert worker.line not in ana.page
    assert console.all("SELECT count(*) FROM agent_case") == [(0,)]
    ana.post("/console/buscar", folio=typed, which=second)
    assert console.all("SELECT line FROM agent_case") == [(other.line,)]
    assert ana.post("/console/buscar", folio=typed, which="3").status_code == 200
    assert console.all("SELECT count(*) FROM agent_case") == [(1,)]


def test_who_was_chosen_from_a_list_is_nobody_else_when_the_list_has_changed(ana: Browser, worker: Victim) -> None:
    """Between the list and the choice an account may be closed: places in it move, and one who is left is not meant."""
    ana.get("/console/")
    assert ana.post("/console/buscar", folio=worker.nss, which="2").status_code == 200

    assert 'name="which"' in ana.page
    assert ana.console.all("SELECT count(*) FROM agent_case") == [(0,)]


def test_a_page_that_is_none_is_no_case(ana: Browser) -> None:
    assert ana.get("/console/nada").status_code == 404
    assert "Esta página no existe." in ana.page
