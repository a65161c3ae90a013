"""What was not understood is counted masked and sealed, and gone after 30 days; what is said of a case is sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlmodel import Session, select

from cli import micuenta
from config.settings import DEMO_SECRET
from config.vault import Vault
from flows.records.effects import ActivateAccount, CountScam, FreezeAccount, KeepUnheard, MissAnswer, NoteCase, OpenCase
from flows.typed.masking import masked
from models.tables.cases import CaseNote
from models.tables.unheard import Unheard
from models.tallies import scams, unheard
from tests.models.conftest import Office


def test_wordings_are_listed_by_frequency_over_days(office: Office) -> None:
    for days, said, times in ((0, "me dan chance", 2), (1, "me dan chance", 1), (0, "pa cuando", 1)):
        office.now += timedelta(days=days)
        for _ in range(times):
            office.do(KeepUnheard(said))
    with office.database.connect() as connection:
        found = unheard.listed(connection, office.vault.open, 10)
    assert [(wording.said, wording.times) for wording in found] == [("me dan chance", 3), ("pa cuando", 1)]
    assert found[0].last == office.now.date()


def test_the_words_rest_sealed(office: Office) -> None:
    office.do(KeepUnheard("me dan chance"))
    with Session(office.database.engine) as session:
        (row,) = session.exec(select(Unheard)).all()
    assert b"chance" not in row.said
    assert "chance" not in row.mark


def test_a_line_is_counted_so_often_and_the_next_day_again(office: Office) -> None:
    for _ in range(scams.A_LINE + 2):
        office.do(CountScam("estafa: una liga"))
    assert office.count(Unheard, times=scams.A_LINE) == 1
    office.do(CountScam("estafa: una liga"), line="+525500000077")
    assert office.count(Unheard, times=scams.A_LINE + 1) == 1
    office.now += timedelta(days=1)
    office.do(CountScam("estafa: una liga"))
    assert office.count(Unheard, times=1) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Soy PUFL900215MJCRCR04 y mi nss 39-08-90-0215-6", "soy # y mi nss #"),
        ("mi nip es 482913", "mi nip es #"),
        ("siete tres nueve uno seis cuatro", "#"),
        ("mi nip: cuarenta y ocho veintinueve trece", "mi nip # y #"),
        ("mándalo a lore@correo.mx", "mandalo a @"),
        ("a" * 400, "a" * 160),
    ],
)
def test_nothing_that_tells_of_somebody_is_left_in_masked_words(typed: str, kept: str) -> None:
    assert masked(typed) == kept


def test_what_is_said_of_a_case_is_sealed(office: Office) -> None:
    office.do(OpenCase("K7M2Q9", "worker-asked"), NoteCase("K7M2Q9", "mi patrón no deposita"))
    with Session(office.database.engine) as session:
        (note,) = session.exec(select(CaseNote)).all()
    assert office.vault.open(note.said).decode() == "mi patrón no deposita"
    assert b"deposita" not in note.said


def test_an_account_closed_by_its_holder_is_not_opened_sooner_by_wrong_answers(office: Office) -> None:
    office.open_account()
    office.do(ActivateAccount())
    century = office.now + timedelta(days=36525)
    office.do(FreezeAccount(century))
    office.do(MissAnswer(office.now + timedelta(hours=24)))
    account = office.facts().line().account
    assert account
    assert account.locked_until == century


def test_the_operator_lists_them(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MICUENTA_DATABASE_URL", office.database.engine.url.render_as_string(hide_password=False))
    runner = CliRunner()
    assert "Nothing is kept" in runner.invoke(micuenta, ["unheard"]).output
    with office.database.transaction() as connection:
        unheard.keep(connection, Vault(DEMO_SECRET), "me dan chance", office.now)
    assert "me dan chance" in runner.invoke(micuenta, ["unheard"]).output
