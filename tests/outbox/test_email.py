"""Mail carries text and HTML with the same words, our own Message-ID, and for notices the way to stop them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from config.clock import Clock
from models.tables.outbox import DELIVERED, URGENT
from sms.providers.base import Accepted, NoList, Outcome, Outgoing, Rejected
from sms.providers.email import Server, Smtp
from tests.outbox.world import World


class Mailbox:
    """A mail server that keeps what it gets, and refuses whom it is told to."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.rcpt = "250 OK"
        self.data = "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - its caller's name
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802 - its caller's name
        if self.data.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=default))
        return self.data


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def email(url: str, clock: Clock) -> Smtp:
    return Smtp(
        url=url,
        sender="Mi Cuenta <aviso@infonavit.example>",
        clock=clock,
        leaving=lambda recipient: f"https://x.example/baja?{recipient}",
        deadline=2,
    )


def notice(text: str = "Hola, Ana:\n\nTu patrón aportó $1.00 <hoy>\nFolio A") -> Outgoing:
    return Outgoing("abc123", "ana@example.mx", text, "Tu aportación", "notice.contribution")


def test_a_notice_by_mail(mailbox: tuple[Mailbox, str], clock: Clock) -> None:
    box, url = mailbox
    provider = email(url, clock)
    assert provider.send(notice()) == Accepted("<abc123@infonavit.example>")
    (mail,) = box.mails
    assert (mail["To"], mail["Subject"], mail["Message-ID"]) == (
        "ana@example.mx",
        "Tu aportación",
        "<abc123@infonavit.example>",
    )
    assert mail["List-Unsubscribe"] == "<https://x.example/baja?ana@example.mx>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "Tu patrón aportó $1.00 <hoy>" in plain.get_content()
    assert "<p" in html.get_content()
    assert "Tu patrón aportó $1.00 &lt;hoy&gt;<br>Folio A" in html.get_content()
    provider.close()


def test_a_code_by_mail_has_no_way_to_unsubscribe(mailbox: tuple[Mailbox, str], clock: Clock) -> None:
    composed = email(mailbox[1], clock).composed(Outgoing("a", "a@example.mx", "482913", "Código", "code"))
    assert composed["List-Unsubscribe"] is None


@pytest.mark.parametrize(
    ("rcpt", "data", "outcome"),
    [
        ("550 no such mailbox", "250 OK", Rejected("bad_address")),
        ("451 try later", "250 OK", Rejected("throttled")),
        ("250 OK", "554 not this one", Rejected("refused")),
        ("250 OK", "452 full", Rejected("throttled")),
    ],
)
def test_refusals(mailbox: tuple[Mailbox, str], clock: Clock, rcpt: str, data: str, outcome: Outcome) -> None:
    mailbox[0].rcpt, mailbox[0].data = rcpt, data
    provider = email(mailbox[1], clock)
    assert provider.send(notice()) == outcome
    mailbox[0].rcpt = mailbox[0].data = "250 OK"
    assert isinstance(provider.send(notice()), Accepted), "the same connection goes on"
    provider.close()


def test_no_server_carried_nothing(clock: Clock) -> None:
    assert email("smtp://127.0.0.1:1", clock).send(notice()) == Rejected("unreachable")


def test_a_mail_server_has_no_list_and_no_receipts(clock: Clock) -> None:
    provider = email("smtp://127.0.0.1:1", clock)
    assert provider.find(None) == NoList()
    assert provider.ask("x") is None


def test_what_a_mail_server_took_counts_as_done(small: World, mailbox: tuple[Mailbox, str], clock: Clock) -> None:
    provider = email(mailbox[1], clock)
    message = small.owe(lane=URGENT, channel="email", recipient="ana@example.mx", subject="Tu código")
    small.sender(URGENT, channel="email", route=small.routed(provider), threads=1).drain()
    assert small.row(message).status == DELIVERED
    assert mailbox[0].mails[0]["Subject"] == "Tu código"
    provider.close()


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail", Server("mail", 25, False, "", "")),
        ("smtp://a%40b:p%3A@mail:587", Server("mail", 587, False, "a@b", "p:")),
        ("smtps://mail", Server("mail", 465, True, "", "")),
    ],
)
def test_addresses_of_servers(url: str, server: Server) -> None:
    assert Server.at(url) == server
