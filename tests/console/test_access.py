"""Coming in: password and code together, once, from a page of ours, for a while, and only where the role may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.access.gate import ANYBODY, COOKIE
from models.agents import people, sessions
from models.cases.thread import note
from tests.conftest import NOW
from tests.console.conftest import LINE, PASSWORD, Browser, Console, code_at


def test_all_three_together_open_the_door(database: str, console: Console) -> None:
    console.add("Ana")
    browser = Browser(console)

    assert browser.come_in("Ana").status_code == 200
    assert browser.is_in
    assert console.all("SELECT did FROM audit") == [("came-in",)]


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [("Ana", "wrong horse battery", None), ("Ana", PASSWORD, "000000"), ("Eva", PASSWORD, None), ("", "", "")],
)
def test_any_of_them_wrong_leaves_it_closed_and_says_not_which(
    console: Console, name: str, password: str, code: str | None
) -> None:
    console.add("Ana")
    browser = Browser(console)

    answer = browser.come_in(name, password, code)

    assert answer.status_code == 403
    assert "no coinciden" in browser.page
    assert not browser.is_in


def test_a_code_opens_once(database: str, console: Console) -> None:
    console.add("Ana")
    code = code_at(console.clock())

    assert Browser(console).come_in("Ana", code=code).status_code == 200
    assert Browser(console).come_in("Ana", code=code).status_code == 403


def test_five_wrong_tries_close_the_name_for_a_while_even_to_its_owner(database: str, console: Console) -> None:
    console.add("Ana")
    for _ in range(people.TRIES):
        Browser(console).come_in("Ana", "wrong horse battery")

    assert Browser(console).come_in("Ana").status_code == 403

    console.clock.move(people.CLOSED_FOR + timedelta(seconds=1))
    assert Browser(console).come_in("Ana").status_code == 200


def test_tries_that_are_under_way_at_once_count_each_and_close_it_to_a_right_one_among_them(console: Console) -> None:
    console.add("Ana")
    with console.database.transaction() as connection:
        read_before = people.named(connection, "Ana")
        assert read_before
        for _ in range(people.TRIES):
            people.missed(connection, read_before, NOW)
        assert not people.used(connection, read_before, read_before.used_step + 1, NOW)

    assert Browser(console).come_in("Ana").status_code == 403


@pytest.mark.parametrize("gone", [sessions.IDLE, sessions.LONGEST])
def test_a_session_ends_by_idleness_and_by_age(ana: Browser, gone: timedelta) -> None:
    step = sessions.IDLE - timedelta(minutes=1) if gone is sessions.LONGEST else gone
    for _ in range(gone // step + 1):
        ana.console.clock.move(step)
        ana.get("/console/")

    assert not ana.is_in


def test_leaving_a_new_password_and_being_let_go_end_every_session(ana: Browser) -> None:
    ana.get("/console/")
    token = ana.cookie
    ana.post("/console/salir")
    ana.client.set_cookie(COOKIE, token, path="/console")
    assert not ana.is_in, "the cookie alone brings nobody back"

    ana.console.clock.move(timedelta(minutes=1))
    ana.come_in("Ana")
    assert ana.is_in
    ana.console.add("Ana")
    assert not ana.is_in

    ana.console.clock.move(timedelta(minutes=1))
    ana.come_in("Ana")
    with ana.console.database.transaction() as connection:
        assert people.leave(connection, "Ana", ana.console.clock())
    assert not ana.is_in


def test_the_token_rests_as_a_digest_only(ana: Browser) -> None:
    rows = ana.console.all("SELECT * FROM agent_session") + ana.console.all("SELECT * FROM agent")

    assert ana.cookie
    assert ana.cookie not in str(rows)
    assert PASSWORD not in str(rows)


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}],
)
def test_a_form_of_somebody_elses_page_does_nothing(ana: Browser, headers: dict[str, str]) -> None:
    ana.console.case()
    ana.get("/console/")

    answer = ana.client.post("/console/caso/CASE22/tomar", data={"csrf": ana.tokens["csrf"]}, headers=headers)

    assert answer.status_code == 403
    assert ana.console.all("SELECT agent_id FROM agent_case") == [(None,)]


def test_a_form_without_the_sessions_token_does_nothing(ana: Browser) -> None:
    ana.console.case()

    assert ana.client.post("/console/caso/CASE22/tomar", data={"csrf": "x" * 64}).status_code == 403
    assert ana.client.post("/console/caso/CASE22/tomar").status_code == 403


def test_every_route_says_whom_it_is_for_and_keeps_to_it(console: Console) -> None:
    """Found by walking the application: a new page without a word of it is open to nobody."""
    console.case()
    roles = ("agent", "supervisor", "auditor")
    browsers = {}
    for name in roles:
        console.add(name, name)
        browsers[name] = Browser(console)
        browsers[name].come_in(name)
    stranger = Browser(console)
    for rule in console.app.url_map.iter_rules():
        allowed = getattr(console.app.view_functions[rule.endpoint], "open_to", frozenset())
        assert allowed, rule.endpoint
        if ANYBODY in allowed or rule.endpoint == "access.leave":
            continue
        path = rule.rule.replace("<folio>", "CASE22")
        for name in roles:
            browsers[name].get("/console/" if name != "auditor" else "/console/bitacora")
            answer = (
                browsers[name].client.get(path)
                if "GET" in (rule.methods or ())
                else browsers[name].client.post(path, data={"csrf": browsers[name].tokens["csrf"]})
            )
            assert (answer.status_code == 403) == (name not in allowed), (rule.endpoint, name, answer.status_code)
        answer = stranger.client.get(path) if "GET" in (rule.methods or ()) else stranger.client.post(path)
        assert answer.status_code == 302, rule.endpoint
        assert answer.headers["Location"].endswith("/console/entrar")


def test_no_url_reaches_somebody_elses_case_and_each_try_is_written_down(console: Console) -> None:
    """Found by walking the application: every route that names a case, tried by who does not hold it."""
    console.case()
    with console.database.transaction() as connection:
        note(connection, "CASE22", None, console.vault.seal(b"me corrieron"), NOW)
    for name, role in (("Eva", "agent"), ("Ana", "agent"), ("Sofia", "supervisor"), ("Olga", "auditor")):
        console.add(name, role)
    eva = Browser(console)
    eva.come_in("Eva")
    eva.get("/console/")
    eva.post("/console/caso/CASE22/tomar")
    rules = [rule for rule in console.app.url_map.iter_rules() if "folio" in rule.arguments]
    for name in ("Ana", "Sofia", "Olga"):
        other = Browser(console)
        other.come_in(name)
        other.get("/console/bitacora" if name == "Olga" else "/console/")
        for rule in rules:
            if rule.endpoint in ("desk.take", "desk.case") and name != "Olga":
                continue  # they say who has it, and are looked at below
            path = rule.rule.replace("<folio>", "CASE22")
            get = "GET" in (rule.methods or ())
            form = {"text": "hola", "note": "hola", "outcome": "solved", "why": "call_back", "said": "AHORRO"}
            answer = other.get(path) if get else other.post(path, **form)
            assert answer.status_code == (403 if name == "Olga" else 409), (rule.endpoint, name)
            assert "me corrieron" not in other.page
            assert LINE not in other.page
            endpoint, tries = rule.endpoint, console.all("SELECT folio, detail FROM audit WHERE did = 'refused'")
            assert tries[-1] == ("CASE22", endpoint)
        if name != "Olga":
            other.get("/console/")
            page = other.post("/console/caso/CASE22/tomar").get_data(as_text=True)
            assert "Ya lo tomó Eva." in page
            assert "me corrieron" not in page
    assert console.all("SELECT count(*) FROM outbound_message") == [(0,)]


def test_pages_are_guarded_by_headers(ana: Browser) -> None:
    answer = ana.get("/console/")

    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "style=" not in ana.page
    assert "onclick" not in ana.page


def test_the_cookie_is_for_https_where_the_console_is(console: Console) -> None:
    console.add("Ana")
    browser = Browser(console)
    https = console.settings.model_copy(update={"console_url": "https://console.example"})
    browser.client = console.served(https).test_client()
    browser.get("/console/entrar")
    answer = browser.client.post(
        "/console/entrar", data={"name": "Ana", "password": PASSWORD, "code": code_at(console.clock())}
    )

    cookie = answer.headers["Set-Cookie"]
    assert all(each in cookie for each in ("Secure", "HttpOnly", "SameSite=Strict"))
