"""The phone in the terminal: it knows a code that is dialled from a message, and remembers what arrived."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from rich.console import Console

from config.settings import Settings
from simulator.gateway import DemoGateway
from simulator.handset import Handset
from simulator.inbox import Message
from simulator.script import read
from simulator.terminal import Terminal

PHONE = "+525512345678"


class Service:
    """Answers everything, and owes a code after REGISTRO until it is told to deliver."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, Mapping[str, str]]] = []
        self.messages = [Message("old", "Tu codigo es 111111", "2026-11-23T16:00:00+00:00")]
        self.owed: list[Message] = []

    def post(self, path: str, form: Mapping[str, str], headers: Mapping[str, str]) -> tuple[int, str]:
        self.posted.append((path, form))
        if path == "/sms/twilio":
            if form["Body"] == "REGISTRO":
                self.owed.append(Message("new", "Tu codigo es 482913. Vence.", "2026-11-23T16:00:00+00:00"))
            return 200, f"<Response><Message>Dijiste {form['Body']}</Message></Response>"
        return 200, "END adios" if form.get("text", "").endswith("9") else f"CON {form.get('text')}"

    def deliver(self) -> None:
        self.messages += self.owed
        self.owed = []

    def since(self, phone: str, after: str = "") -> list[Message]:
        ids = [message.id for message in self.messages]
        return self.messages[ids.index(after) + 1 if after in ids else 0 :]


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def handset(service: Service, settings: Settings) -> Handset:
    phone = Handset(DemoGateway(service, settings, PHONE), service, service.deliver)
    phone.switch_on()
    return phone


@pytest.fixture
def screen() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def terminal(handset: Handset, screen: io.StringIO) -> Terminal:
    return Terminal(Console(file=screen, width=80), handset, 0.85, "es")


def test_what_arrives_is_shown_once_and_its_code_remembered(handset: Handset) -> None:
    assert [(one.kind, one.segments) for one in handset.typed("REGISTRO")] == [
        ("sent", 1),
        ("reply", 1),
        ("arrived", 1),
    ]
    assert handset.code == "482913"
    assert list(handset.arrived()) == []


def test_what_was_there_before_is_passed_over(handset: Handset) -> None:
    assert list(handset.arrived()) == []
    assert handset.code == ""


def test_dialling_opens_a_session_that_takes_what_is_typed_next(handset: Handset, service: Service) -> None:
    for text in ("*123*1#", "482913", "9", "hola"):
        list(handset.typed(text))
    kinds = [one.kind for one in handset.shown]
    assert kinds == ["page", "page", "page", "sent", "reply"]
    assert [form.get("text") for path, form in service.posted if "ussd" in path] == ["1", "1*482913", "1*482913*9"]


def test_a_code_of_somebody_else_is_the_networks_affair(handset: Handset, service: Service) -> None:
    assert [one.kind for one in handset.typed("*100#")] == ["wrong"]
    assert service.posted == []


def test_a_script_is_played_and_compared(terminal: Terminal, screen: io.StringIO) -> None:
    steps = read("> REGISTRO\n< Dijiste …\n< Tu código es …\n> ACTIVAR {code}\n< Dijiste ACTIVAR 482913\n")
    assert terminal.play(steps, {})
    assert "ACTIVAR 482913" in screen.getvalue()
    assert "1 mensaje · $0.85" in screen.getvalue()
    assert "Enviados 2 · recibidos 3 · USSD 0 · $4.25" in screen.getvalue()


def test_a_script_waits_for_the_next_code_and_does_not_type_the_last_one_again(
    terminal: Terminal, service: Service, screen: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker brings it when it has been looked for twice."""
    looks: list[str] = []

    def since(phone: str, after: str = "") -> list[Message]:
        looks.append(after)
        late = looks.count("new") > 4
        return (
            [Message("next", "Tu codigo es 915000", "2026-11-23T16:00:00+00:00")]
            if after == "new" and late
            else found(phone, after)
        )

    found = service.since
    monkeypatch.setattr(service, "since", since)
    assert terminal.play(read("> REGISTRO\n> {code}\n< Dijiste 482913\n> {code}\n< Dijiste 915000\n"), {})


def test_what_was_not_said_is_shown(terminal: Terminal, screen: io.StringIO) -> None:
    assert not terminal.play(read("> hola\n< adiós\n"), {})
    assert "no dijo: adiós" in screen.getvalue()


def test_a_page_shows_its_septets(terminal: Terminal, screen: io.StringIO) -> None:
    assert terminal.play(read("> *123*1*2#\n< 1*2\n> 9\n"), {})
    assert "3 de 182" in screen.getvalue()
