"""The queue, holding a case, answering it: one agent at a time, once, and nothing shown before it is taken."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert

from console.desk.replying import UNDO, after_quiet
from models.cases import counts, holding, queue
from models.cases.holding import LEASE
from models.cases.thread import note
from models.columns import table
from models.tables.rights import RightsRequest
from tests.conftest import NOW
from tests.console.conftest import CASE, LINE, Browser, Console


def test_the_longest_waiting_comes_first(database: str, ana: Browser) -> None:
    ana.console.case("NEWER2", "+525500000001", waiting_since=NOW + timedelta(minutes=5))
    ana.console.case("OLDER2", "+525500000002", waiting_since=NOW - timedelta(hours=2))
    ana.get("/console/")

    assert ana.page.index("OLDER2") < ana.page.index("NEWER2")
    assert "2 h 00" in ana.page
    assert "5500000002" not in ana.page


def test_nothing_of_the_worker_is_shown_before_the_case_is_taken(ana: Browser) -> None:
    ana.console.case()
    with ana.console.database.transaction() as connection:
        note(connection, "CASE22", None, ana.console.vault.seal(b"me corrieron"), NOW)
    ana.get(CASE)
    assert "me corrieron" not in ana.page
    assert LINE not in ana.page
    assert ana.get(f"{CASE}/hilo").status_code == 409

    ana.get(CASE)
    ana.post(f"{CASE}/tomar")
    assert "me corrieron" in ana.page
    assert "5678" in ana.page
    assert LINE not in ana.page


def test_of_two_agents_one_has_it_and_the_other_reads_who(database: str, held: Browser, eva: Browser) -> None:
    eva.get("/console/")
    eva.post(f"{CASE}/tomar")

    assert "Ya lo tomó Ana." in eva.page
    for path in ("enviar", "nota", "cerrar", "soltar", "pasar", "numero", "borrador", "deshacer"):
        assert (
            eva.post(f"{CASE}/{path}", text="hola", note="hola", outcome="solved", why="call_back").status_code == 409
        )


def test_fifty_at_once_have_one_winner(database: str, console: Console) -> None:
    console.case()

    def claim(agent: int) -> bool:
        with console.database.transaction() as connection:
            return holding.claim(connection, "CASE22", agent, NOW)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(claim, range(1, 51))) == 1


def test_a_case_of_a_browser_that_is_heard_no_more_goes_back(database: str, held: Browser, eva: Browser) -> None:
    held.console.clock.move(LEASE - timedelta(seconds=1))
    held.get(f"{CASE}/hilo")
    held.console.clock.move(LEASE - timedelta(seconds=1))
    eva.get("/console/")
    assert "CASE22" not in eva.page, "asking for the conversation keeps it"

    held.console.clock.move(timedelta(seconds=2))
    eva.get("/console/")
    assert "CASE22" in eva.page
    eva.post(f"{CASE}/tomar")
    assert held.post(f"{CASE}/enviar", text="hola").status_code == 409
    assert held.console.all("SELECT count(*) FROM outbound_message") == [(0,)]


def test_an_answer_goes_out_once_as_it_was_shown(database: str, held: Browser) -> None:
    assert "1 SMS" in held.post(f"{CASE}/borrador", text="Ñandú ¿“listo”?").get_data(as_text=True)
    held.get(CASE)
    assert "Ñandú ¿“listo”?" in held.page, "the draft survives"
    once = {"text": "Ñandú ¿“listo”?", "once": "the form that was sent twice"}
    held.post(f"{CASE}/enviar", **once)
    held.post(f"{CASE}/enviar", **once)

    [(kind, recipient, body)] = held.console.all("SELECT kind, recipient, body FROM outbound_message")
    assert (kind, recipient) == ("case", LINE)
    assert held.console.vault.open(body).decode() == 'Ñandu ¿"listo"?'
    assert held.console.all("SELECT count(*) FROM case_draft") == [(0,)]
    assert held.console.all("SELECT waiting_since FROM agent_case") == [(None,)]


def test_five_seconds_to_think_better_of_it(database: str, held: Browser) -> None:
    held.post(f"{CASE}/enviar", text="me equivoqué")
    [(message,)] = held.console.all("SELECT id FROM outbound_message")

    held.post(f"{CASE}/deshacer", message=message)

    assert "No se envió" in held.page
    assert "me equivoqué" in held.page
    assert held.console.all("SELECT status, reason FROM outbound_message") == [("expired", "taken_back")]
    held.post(f"{CASE}/deshacer", message=message)
    assert "Ya salió" in held.page


@pytest.mark.parametrize(("text", "told"), [("", "Escribe algo"), ("a" * 600, "caben 3 SMS")])
def test_what_cannot_be_sent_is_kept_and_said(held: Browser, text: str, told: str) -> None:
    held.post(f"{CASE}/enviar", text=text)

    assert told in held.page
    assert text in held.page
    assert held.console.all("SELECT count(*) FROM outbound_message") == [(0,)]


def test_who_wants_no_messages_gets_none(held: Browser) -> None:
    with held.console.database.transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO line (number, opted_out_at, mismatches) VALUES ('+525512345678', '2026-11-01 00:00:00+00', 0)"
        )
    held.post(f"{CASE}/enviar", text="hola")

    assert "BAJA" in held.page
    assert held.console.all("SELECT count(*) FROM outbound_message") == [(0,)]


@pytest.mark.parametrize(
    ("hour", "leaves"),
    [(12, "2026-11-23T12:00-06:00"), (21, "2026-11-24T09:00-06:00"), (3, "2026-11-23T09:00-06:00")],
)
def test_quiet_hours_are_waited_for(console: Console, hour: int, leaves: str) -> None:
    moment = datetime.fromisoformat(f"2026-11-23T{hour:02d}:00-06:00")
    assert after_quiet(LINE, moment, console.settings.quiet_span) == datetime.fromisoformat(leaves)
    assert timedelta(seconds=5) == UNDO


def test_a_long_conversation_is_shown_a_page_at_a_time(database: str, held: Browser) -> None:
    with held.console.database.transaction() as connection:
        for number in range(130):
            said = held.console.vault.seal(f"nota {number}.".encode())
            note(connection, "CASE22", 1, said, NOW + timedelta(seconds=number))
    held.get(CASE)
    assert ("nota 129." in held.page, "nota 69." in held.page) == (True, False)

    [older] = re.findall(r'href="(/console/caso/CASE22\?antes=[^"]+)"', held.page)
    held.get(older)
    assert ("nota 69." in held.page, "nota 70." in held.page, "nota 9." in held.page) == (True, False, False)
    assert "Lo más nuevo" in held.page
    assert held.get(f"{CASE}?antes=ayer").status_code == 200


def test_closing_needs_an_outcome_and_ends_it(held: Browser) -> None:
    assert "Di en qué quedó" in held.post(f"{CASE}/cerrar", outcome="whatever").get_data(as_text=True)
    held.get(CASE)
    held.post(f"{CASE}/cerrar", outcome="solved")

    [(outcome,)] = held.console.all("SELECT outcome FROM agent_case WHERE closed_at IS NOT NULL")
    assert outcome == "solved"
    assert held.console.all("SELECT reason, closed, solved_in_time, replied FROM case_result") == [
        ("worker-asked", 1, 1, 0)
    ]
    held.get(CASE)
    assert "cerrado" in held.page
    assert held.get(f"{CASE}/hilo").status_code == 409


def test_seeing_the_whole_number_takes_a_reason_and_is_written_down(held: Browser) -> None:
    held.post(f"{CASE}/numero", why="because")
    assert LINE not in held.page
    held.post(f"{CASE}/numero", why="call_back")

    assert LINE in held.page
    assert ("revealed", "CASE22", "call_back") in held.console.all("SELECT did, folio, detail FROM audit")


def test_a_note_is_never_sent_and_hostile_text_is_harmless(held: Browser) -> None:
    held.post(f"{CASE}/nota", note="<script>alert(1)</script> ‮derecha")

    assert "&lt;script&gt;" in held.page
    assert "⟦202E⟧" in held.page
    assert held.console.all("SELECT count(*) FROM outbound_message") == [(0,)]
    [(said,)] = held.console.all("SELECT said FROM case_note")
    assert b"alert" not in bytes(said)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("pago \u202e0051$ \u2066x", "⟦202E⟧"),
        ("hola\x07\x1b[31m", "⟦7⟧⟦1B⟧"),
        ("a" * 10_000, "…"),
        ('" onmouseover="alert(1)', "&#34; onmouseover"),
    ],
)
def test_hostile_text_of_a_phone_is_shown_harmlessly_and_marked(held: Browser, typed: str, shown: str) -> None:
    console = held.console
    with console.database.transaction() as connection:
        note(connection, "CASE22", None, console.vault.seal(typed.encode()), NOW)
    held.get(CASE)

    assert shown in held.page
    assert not re.search(r"<script>|\u202e|\u2066|\x07|\x1b|onmouseover=\"", held.page)
    assert len(held.page) < 60_000


def test_many_cases_are_told_from_what_was_counted_before(
    database: str, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "FEW", 2)
    for number in range(4):
        console.case(f"C{number}", f"+52550000000{number}", reason="employer" if number else "fraud", urgent=number > 2)
    with console.database.connect() as connection:
        assert counts.counts(connection, 1, NOW) == {"mine": 0, "waiting": 3, "urgent": 1, "all": 3}
        counts.recount(connection, NOW)
        counts.recount(connection, NOW)
        assert counts.counts(connection, 1, NOW) == {"mine": 0, "waiting": 4, "urgent": 1, "all": 4}
        assert [(one.reason, one.number, one.oldest) for one in counts.waiting(connection)] == [
            ("employer", 3, NOW),
            ("fraud", 1, NOW),
        ]


@pytest.mark.parametrize("reason", ["", "employer"])
def test_a_long_queue_is_leafed_through_without_losing_anybody(
    database: str, ana: Browser, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    monkeypatch.setattr(queue, "PAGE", 2)
    waits = [0, 0, 0, 5, 9, None, None, None, None]
    for place, since in enumerate(waits):
        moment = None if since is None else NOW - timedelta(minutes=since)
        ana.console.case(f"C{place}", f"+52550000000{place}", waiting_since=moment, reason="employer")
    ana.get(f"/console/?carpeta=all&motivo={reason}")
    pages = [re.findall(r">(C\d)</a>", ana.page)]
    while more := re.findall(r'href="([^"]+desde=[^"]+)"[^>]*>Siguientes', ana.page):
        ana.get(more[0].replace("&amp;", "&"))
        pages.append(re.findall(r">(C\d)</a>", ana.page))
        assert "Desde el principio" in ana.page

    assert pages == [["C4", "C3"], ["C0", "C1"], ["C2", "C5"], ["C6", "C7"], ["C8"]]
    assert ana.get("/console/?desde=ayer~x").status_code == 200


def test_an_unknown_folio_is_said(ana: Browser) -> None:
    assert ana.get("/console/caso/NOPE22").status_code == 404
    assert "No hay un caso" in ana.page


def test_it_speaks_english_too(ana: Browser) -> None:
    ana.get("/console/idioma/en?back=/console/")
    ana.get("/console/")

    assert "Waiting" in ana.page
    assert ana.get("/console/idioma/en?back=//evil.example").headers["Location"] == "/console/"


def test_a_request_over_ones_data_shows_its_legal_clock_to_who_has_it(
    database: str, ana: Browser, eva: Browser
) -> None:
    console = ana.console
    console.case(reason="arco-rectification")
    asked = {"folio": "CASE22", "nss": "01069000014", "kind": "rectification", "asked_on": NOW.date()}
    with console.database.transaction() as connection:
        connection.execute(insert(table(RightsRequest)).values(**asked, answer_by=date(2026, 12, 15)))
    ana.get(CASE)
    assert "15/12/2026" not in ana.page
    ana.post(f"{CASE}/tomar")

    assert "Pide corregir sus datos (ARCO)" in ana.page
    assert "Por ley, a más tardar el 15/12/2026" in ana.page
    assert "15/12/2026" not in eva.get(CASE).get_data(as_text=True)
