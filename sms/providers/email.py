"""Mail over SMTP, as plain text with the same in HTML. A mail server gives no receipts: what it took counts as done."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from html import escape
from typing import Protocol
from urllib.parse import unquote, urlsplit

from config.clock import Clock
from sms.providers.base import DEADLINE, Accepted, Outcome, Outgoing, Rejected, Unasked, Unsure
from sms.providers.mail_verdicts import verdict


class LeavingLink(Protocol):
    """Says how a notice's reader can stop further ones."""

    def __call__(self, recipient: str) -> str:
        """The address, for one click, that stops mail to this recipient."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over: `smtp://user:password@host:587` (STARTTLS when offered) or `smtps://…`."""

    host: str
    port: int
    tls: bool
    user: str
    password: str

    @classmethod
    def at(cls, url: str) -> Server:
        """Read a mail server's address."""
        parts = urlsplit(url)
        tls = parts.scheme == "smtps"
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname or "localhost", parts.port or (465 if tls else 25), tls, user, password)


class Smtp(Unasked):
    """Keeps its connections open, since greeting a mail server costs more than the mail."""

    name = "smtp"
    receipts = False

    def __init__(
        self, *, url: str, sender: str, clock: Clock, leaving: LeavingLink | None = None, deadline: float = DEADLINE
    ) -> None:
        self._server = Server.at(url)
        self._sender = sender
        self._domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
        self._clock = clock
        self._leaving = leaving
        self._deadline = deadline
        self._idle: deque[smtplib.SMTP] = deque()

    def send(self, message: Outgoing) -> Outcome:
        """Hand it to the mail server. The Message-ID is ours: a copy sent after a crash is known as one."""
        try:
            connection = self._connection()
        except smtplib.SMTPAuthenticationError:
            return Rejected("credentials")
        except (smtplib.SMTPException, OSError):
            return Rejected("unreachable")
        try:
            connection.send_message(self.composed(message))
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refusal:
            self._idle.append(connection)
            return verdict(refusal)
        except (smtplib.SMTPException, OSError):
            connection.close()
            return Unsure("timeout")
        self._idle.append(connection)
        return Accepted(f"<{message.id}@{self._domain}>")

    def close(self) -> None:
        """Close the connections nobody is using."""
        while self._idle:
            self._idle.pop().close()

    def composed(self, message: Outgoing) -> EmailMessage:
        """The mail: text, the same in HTML, and for a notice the way to stop them (RFC 2369, RFC 8058)."""
        mail = EmailMessage()
        mail["From"] = self._sender
        mail["To"] = message.recipient
        mail["Subject"] = message.subject
        mail["Date"] = format_datetime(self._clock.now())
        mail["Message-ID"] = f"<{message.id}@{self._domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        if self._leaving and message.kind.startswith("notice."):
            mail["List-Unsubscribe"] = f"<{self._leaving(message.recipient)}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail.set_content(message.text)
        mail.add_alternative(_html(message.subject, message.text), subtype="html")
        if paper := message.attachment:
            mail.add_attachment(
                paper.content, maintype="application", subtype=paper.name.rpartition(".")[2], filename=paper.name
            )
        return mail

    def _connection(self) -> smtplib.SMTP:
        with suppress(IndexError):
            while kept := self._idle.pop():
                with suppress(smtplib.SMTPException, OSError):
                    if kept.noop()[0] == 250:
                        return kept
                kept.close()
        server = self._server
        opened = (smtplib.SMTP_SSL if server.tls else smtplib.SMTP)(server.host, server.port, timeout=self._deadline)
        try:
            opened.ehlo_or_helo_if_needed()
            if not server.tls and opened.has_extn("starttls"):
                opened.starttls(context=ssl.create_default_context())
            if server.user:
                opened.login(server.user, server.password)
        except BaseException:
            opened.close()
            raise
        return opened


def _html(subject: str, text: str) -> str:
    """The text's paragraphs, dressed so that any mail program shows them; nothing is loaded from anywhere."""
    paragraphs = (escape(part).replace("\n", "<br>") for part in re.split(r"\n{2,}", text.strip()))
    inside = "".join(f'<p style="margin:0 0 1em">{part}</p>' for part in paragraphs)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(subject)}</title></head>'
        '<body style="font:16px/1.5 sans-serif;color:#1d1d1b;max-width:34em;margin:0 auto;padding:1.5em">'
        f"{inside}</body></html>"
    )
