"""Rights over one's data in SQL: the legal clock, closing, agreeing again, a line that is new, the export."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import pytest
import pyzipper
from sqlalchemy import select, text

from config.catalogues import load_all
from documents.export.collected import NOT_OF_A_WORKER, SECRET, TOLD
from documents.export.mailed import Exports
from documents.export.shown import SECTIONS
from flows.records import effects as done
from flows.records.people import Question
from flows.records.workdays import Terms
from flows.saying.house import House
from flows.saying.voice import Voices
from models.columns import table
from models.rights import find, rights_waiting
from models.tables import accounts, metadata
from models.tables.accounts import AccountRow, Consent, OneTimeCode, SecurityQuestion
from models.tables.cases import CaseRow
from models.tables.outbox import OutboundMessage
from models.tables.rights import GRANTED, REFUSED, RightsRequest
from notices.rights import take_step
from sms.providers.base import Attachment, NoPaper
from tests.models.conftest import LINE, NSS, Office

NEW_LINE = "+525587654321"
BY = date(2026, 12, 21)


@pytest.fixture
def lorena(office: Office) -> Office:
    """Her account, open, with a proved mailbox."""
    office.open_account()
    office.do(done.ActivateAccount(by_mail=True))
    return office


def ask(office: Office, kind: str = "opposition", *, answered: bool = False) -> str:
    folio = "K7M2Q9"
    office.do(done.OpenCase(folio, f"arco-{kind}"), done.AskRight(folio, kind, BY, answered))
    return folio


def step(office: Office, name: str, folio: str = "K7M2Q9") -> bool:
    house = House(terms=Terms(holidays=frozenset([date(2026, 12, 25)])))
    with office.database.transaction() as connection:
        return take_step(connection, office.vault, Voices(house, {}), folio, name, office.now)


def told(office: Office) -> list[str]:
    with office.database.connect() as connection:
        rows = connection.execute(text("SELECT body FROM outbound_message WHERE kind = 'rights' ORDER BY id"))
        return [office.vault.open(bytes(row[0])).decode() for row in rows]


def test_a_request_may_take_longer_once_and_only_before_its_day(lorena: Office) -> None:
    ask(lorena)
    assert step(lorena, "extend")
    with lorena.database.connect() as connection:
        found = find(connection, "K7M2Q9")
    assert found
    assert found.answer_by == date(2027, 1, 5), "ten working days on, Christmas is none"
    assert not step(lorena, "extend")
    assert told(lorena) == [
        "Tu solicitud K7M2Q9 sobre tus datos necesita más tiempo: te contestamos a más tardar el 5 ene 2027."
    ]


def test_a_request_that_is_late_cannot_be_given_more_time(lorena: Office) -> None:
    ask(lorena)
    lorena.now += timedelta(days=60)
    assert not step(lorena, "extend")
    assert step(lorena, REFUSED), "but it can still be answered"


def test_what_is_granted_is_done_by_its_day_and_closes_the_case(lorena: Office) -> None:
    ask(lorena)
    assert step(lorena, GRANTED)
    assert not step(lorena, REFUSED), "it is answered"
    with lorena.database.connect() as connection:
        (left,) = rights_waiting(connection)
    assert left.next_day == date(2026, 12, 14), "fifteen working days"
    assert lorena.count(CaseRow, closed_at=None) == 1
    assert step(lorena, "done")
    assert not step(lorena, "done")
    assert lorena.count(CaseRow, closed_at=None) == 0
    with lorena.database.connect() as connection:
        assert rights_waiting(connection) == []


def test_what_is_refused_is_done_with(lorena: Office) -> None:
    ask(lorena)
    assert step(lorena, REFUSED)
    assert lorena.count(CaseRow, closed_at=None) == 0
    assert not step(lorena, "done")


def test_closing_takes_all_that_protects_the_account_and_leaves_the_proof(lorena: Office) -> None:
    ask(lorena)
    kept = lorena.count(Consent)
    lorena.do(done.CloseAccount("CERRAR"))
    assert [lorena.count(each) for each in (AccountRow, SecurityQuestion, OneTimeCode)] == [0, 0, 0]
    assert lorena.count(Consent) == kept + 3
    assert lorena.count(CaseRow) == 1
    assert lorena.count(RightsRequest) == 1
    lorena.open_account()
    assert lorena.count(AccountRow, status="pending") == 1, "and who wants to may come back"


def test_a_new_line_settles_and_the_old_one_may_freeze_it_until_then(lorena: Office) -> None:
    lorena.do(done.SetLine(NEW_LINE, lorena.now + timedelta(hours=24)))
    assert lorena.facts(NEW_LINE).line().account.settled_at == lorena.now + timedelta(hours=24)
    assert lorena.facts(LINE).left_account() == NSS
    lorena.do(done.FreezeAccount(lorena.now + timedelta(days=9999), NSS))
    assert lorena.facts(NEW_LINE).line().account.locked_until
    lorena.now += timedelta(hours=24)
    assert lorena.facts(LINE).left_account() is None


def test_agreeing_to_a_new_notice_is_in_the_ledger(lorena: Office) -> None:
    lorena.do(done.AgreeToNotice("2027-1"))
    account = lorena.facts().line().account
    assert account
    assert account.privacy == "2027-1"
    assert lorena.count(Consent, kind="privacy", version="2027-1", given=True) == 1


def test_new_questions_replace_the_old_ones(lorena: Office) -> None:
    lorena.do(done.SetQuestions((Question("job", "j"), Question("pet", "p"))))
    secrets = lorena.facts().secrets()
    assert secrets
    assert {one.key for one in secrets.questions} == {"job", "pet"}
    assert {one.key for one in lorena.facts(NEW_LINE).questions_of(NSS)} == {"job", "pet"}


def export(office: Office) -> tuple[Attachment, bytes]:
    ask(office, "access", answered=True)
    office.do(done.SendExport("K7M2Q9", "ABCD-EFGH-JKMN", "clave", "tus datos", "van"))

    def papers(folio: str) -> Attachment:
        raise NoPaper(folio)

    made = Exports(office.database, office.vault, Voices(House(), load_all()), lambda: office.now, papers)
    return made("K7M2Q9"), b"ABCD-EFGH-JKMN"


def test_the_export_opens_with_its_key_alone_and_holds_all_that_is_kept(lorena: Office) -> None:
    file, key = export(lorena)
    assert file.name == "datos-K7M2Q9.zip"
    with pyzipper.AESZipFile(io.BytesIO(file.content)) as archive:
        assert sorted(archive.namelist()) == ["datos.html", "datos.json"]
        with pytest.raises(RuntimeError):
            archive.read("datos.json")
        archive.setpassword(b"ABCD-EFGH-JKMM")
        with pytest.raises(RuntimeError):
            archive.read("datos.json")
        archive.setpassword(key)
        found, page = json.loads(archive.read("datos.json")), archive.read("datos.html").decode()
    assert found["worker"][0]["nss"] == NSS
    assert found["savings"][0]["housing_97"] == "84211.07"
    assert {row["kind"] for row in found["consent"]} >= {"privacy", "alerts.sms"}
    assert found["account"][0]["line"] == LINE
    assert found["rights_request"][0]["folio"] == "K7M2Q9"
    assert "Tu ahorro" in page
    assert "84,211.07" in page
    for row in (row for rows in found.values() for row in rows):
        assert not SECRET & row.keys()
        assert "key" not in row or row["key"] in ("town", "pet")


def test_the_page_shows_columns_that_exist_in_words_and_by_mexican_time(lorena: Office) -> None:
    file, key = export(lorena)
    with pyzipper.AESZipFile(io.BytesIO(file.content)) as archive:
        archive.setpassword(key)
        page = archive.read("datos.html").decode()
    assert SECTIONS.keys() == set(TOLD)
    for name, section in SECTIONS.items():
        assert section.columns.keys() <= set(metadata.tables[name].columns.keys()) - SECRET
    for shown in ("Avisos por SMS</th><td>Sí", "Estado</th><td>abierta", "ver tus datos", "23 nov 2026, 10:00"):
        assert shown in page
    assert not [each for each in ("sms_alerts", "+00:00", "None", "True") if each in page]


def test_the_export_holds_nothing_of_another_worker(lorena: Office) -> None:
    other = "11111111111"
    lorena.open_account(line=NEW_LINE, nss=other)
    with lorena.database.transaction() as connection:
        connection.execute(text("UPDATE account SET status = 'active' WHERE nss = :nss"), {"nss": other})
    lorena.do(done.OpenCase("OTHER9", "worker-asked"), done.NoteCase("OTHER9", "algo suyo"), line=NEW_LINE)
    file, key = export(lorena)
    with pyzipper.AESZipFile(io.BytesIO(file.content)) as archive:
        archive.setpassword(key)
        whole = archive.read("datos.json").decode() + archive.read("datos.html").decode()
    assert not [each for each in (other, NEW_LINE, "OTHER9", "algo suyo") if each in whole]


def test_the_key_goes_by_sms_and_rests_sealed_only(lorena: Office) -> None:
    export(lorena)
    rows = table(OutboundMessage)
    with lorena.database.connect() as connection:
        sent = connection.execute(select(rows.c.channel, rows.c.kind, rows.c.attachment)).all()
        key = connection.execute(select(table(RightsRequest).c.key)).scalar_one()
    assert set(sent) == {("email", "export", "K7M2Q9"), ("sms", "export-key", None)}
    assert b"ABCD" not in key


def test_no_export_leaves_once_the_account_has_closed(lorena: Office) -> None:
    ask(lorena, "access", answered=True)
    lorena.do(done.SendExport("K7M2Q9", "ABCD", "clave", "tus datos", "van"))
    lorena.do(done.CloseAccount("CERRAR"))
    made = Exports(lorena.database, lorena.vault, Voices(House(), {}), lambda: lorena.now, lambda folio: 1 / 0)
    with pytest.raises(NoPaper):
        made("K7M2Q9")


def test_every_table_is_in_the_export_or_holds_nothing_of_a_worker() -> None:
    assert set(metadata.tables) == set(TOLD) | NOT_OF_A_WORKER
    assert accounts.AccountRow.__tablename__ in TOLD
