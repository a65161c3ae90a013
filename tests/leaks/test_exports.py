"""The file of one's own data holds nothing of anybody else's, whatever number or mailbox they had in common."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta

import pytest
import pyzipper
from sqlmodel import SQLModel

from config.catalogues import load_all
from config.hashing import Hasher
from config.vault import Vault
from documents.export.mailed import Exports
from flows.records import effects as done
from flows.records.people import Question
from flows.saying.voice import Voices
from models.database import Database, writing
from models.effects import apply
from models.tables import institution as rows
from tests.leaks.marks import Owners
from tests.leaks.neighbours import Neighbour, neighbours
from tests.leaks.town import HOUSE
from tests.models.conftest import Office

PEOPLE = 5
KEY = "ABCD-EFGH-JKMN"


@pytest.fixture
def office(sqlite: str, hasher: Hasher, vault: Vault) -> Iterator[Office]:
    office = Office(Database(sqlite), hasher, vault)
    yield office
    office.database.close()


def records(each: Neighbour) -> Iterator[SQLModel]:
    """Everything on record of one, as rows of the institution's files."""
    nss, registry = each.worker.nss, "Y1234567101"
    yield rows.WorkerRow(**asdict(each.worker))
    yield rows.SavingsRow(nss=nss, **asdict(each.savings))
    for kind, of in (
        (rows.CreditRow, each.credits),
        (rows.ApplicationRow, each.applications),
        (rows.ProcedureRow, each.procedures),
        (rows.DiscountOrderRow, each.orders),
        (rows.EmploymentRow, each.employments),
        (rows.AppointmentRow, each.appointments),
    ):
        yield from (kind(nss=nss, **asdict(one)) for one in of)
    yield from (rows.ContributionRow(nss=nss, employer_registry=registry, **asdict(one)) for one in each.contributions)
    for at, (credit, movement) in enumerate(each.movements):
        yield rows.MovementRow(folio=f"M{each.number}x{at}", credit_number=credit, **asdict(movement))
    yield from (rows.CertificateRow(**asdict(one)) for one in each.certificates)
    yield from (rows.BenefitRow(**asdict(one)) for one in each.benefits)


def opens(office: Office, each: Neighbour, line: str = "", email: str = "") -> None:
    """Their account, and a case with what they said."""
    line, folio = line or each.line, f"CASE{each.number:02}"
    questions = (Question("town", "x"), Question("pet", "x"))
    opened = done.OpenAccount(
        *(each.worker.nss, email or each.email, "x", questions, ("sms", "email"), "2026-1", "es"),
        first_name=each.worker.names.split()[0],
    )
    told = done.OpenCase(folio, "employer"), done.NoteCase(folio, f"soy {each.worker.names}")
    changed = done.AskContacts(f"ASK{each.number:03}", "nip", "", "", "?", each.worker.names)
    act(office, line, opened, done.ActivateAccount(by_mail=True), *told, changed)


def act(office: Office, line: str, *effects: object) -> None:
    with office.database.connect() as connection, writing(connection):
        apply(connection, line, effects, office.now, office.vault)  # type: ignore[arg-type]  # they are effects


def exported(office: Office, each: Neighbour, line: str = "") -> str:
    """All of their file, as text."""
    folio, made_of = f"ARCO{each.number:02}", Voices(HOUSE, load_all())
    asked = done.AskRight(folio, "access", office.now.date(), answered=True)
    act(
        office,
        line or each.line,
        done.OpenCase(folio, "arco-access"),
        asked,
        done.SendExport(folio, KEY, "k", "d", "v"),
    )
    exports = Exports(office.database, office.vault, made_of, lambda: office.now, lambda folio: 1 / 0)  # type: ignore[arg-type,return-value]  # never asked
    with pyzipper.AESZipFile(io.BytesIO(exports(folio).content)) as archive:
        archive.setpassword(KEY.encode())
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def test_a_file_of_ones_data_holds_nothing_of_a_neighbours(office: Office) -> None:
    people = neighbours(PEOPLE, seed=4)
    office.add(*(row for each in people for row in records(each)))
    for each in people:
        opens(office, each)
    owners = Owners(people)
    for each in people:
        text = exported(office, each)
        assert owners.foreign(text, each.number, set()) == set()
        assert len(owners.own[each.number] & set(text.lower().replace('"', " ").split())) > 10


def test_who_has_the_number_or_the_mailbox_that_was_anothers_is_told_nothing_of_theirs(office: Office) -> None:
    former, now = people = neighbours(2, seed=5)
    office.add(*(row for each in people for row in records(each)))
    opens(office, former, email="casa@correo.mx")
    act(office, former.line, done.SetLine("+525500000091", office.now + timedelta(hours=24)))
    opens(office, now, line=former.line, email="casa@correo.mx")
    text = exported(office, now, former.line)
    own = {former.line[1:], former.line[3:], former.line[-4:], former.line[-8:]}
    assert {
        mark for mark in Owners(people).foreign(text, now.number, set()) if not any(mark in each for each in own)
    } == set()
    assert f"CASE{former.number:02}" not in text
