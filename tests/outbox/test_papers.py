"""A mail that carries a paper: made by the sender just before the call, and never sent without it."""

from __future__ import annotations

from sqlalchemy.exc import OperationalError

from config.clock import Clock
from models.tables.outbox import FAILED, QUEUED, URGENT
from sms.providers.base import Attachment, NoPaper, Outgoing
from tests.outbox.test_email import Mailbox, email, mailbox
from tests.outbox.world import World

__all__ = ["mailbox"]

PDF = Attachment("constancia-2025.pdf", b"%PDF-1.7 \x00\xff")


def _owe(small: World) -> str:
    return small.owe("Va adjunta.", URGENT, "ana@correo.mx", kind="document", channel="email", attachment="K7M2Q9")


def test_the_mail_carries_the_pdf_as_it_was_made(mailbox: tuple[Mailbox, str], clock: Clock) -> None:
    box, url = mailbox
    provider = email(url, clock)
    provider.send(Outgoing("a", "ana@correo.mx", "Va adjunta.", "Constancia", "document", PDF))
    provider.close()
    (mail,) = box.mails
    (part,) = mail.iter_attachments()
    assert (part.get_content_type(), part.get_filename(), part.get_content()) == (
        *("application/pdf", PDF.name),
        PDF.content,
    )
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Va adjunta." in body.get_content()


def test_the_sender_makes_it_by_its_folio(small: World) -> None:
    asked = []

    def papers(folio: str) -> Attachment:
        asked.append(folio)
        return PDF

    _owe(small)
    small.owe("Tu código", URGENT, "ana@correo.mx", channel="email")
    small.sender(URGENT, channel="email", papers=papers).drain()
    assert sorted(message.attachment is PDF for message in small.provider.got) == [False, True]
    assert asked == ["K7M2Q9"]


def test_a_mail_whose_paper_cannot_be_made_fails_and_says_so(small: World) -> None:
    def papers(folio: str) -> Attachment:
        raise NoPaper(folio)

    mail = _owe(small)
    small.sender(URGENT, channel="email", papers=papers).drain()
    row = small.row(mail)
    assert (row.status, row.reason, small.provider.got) == (FAILED, "no_paper", [])


def test_a_mail_waits_for_records_that_are_away(small: World) -> None:
    def papers(folio: str) -> Attachment:
        raise OperationalError("SELECT", {}, Exception(folio))

    mail = _owe(small)
    small.sender(URGENT, channel="email", papers=papers).drain()
    row = small.row(mail)
    assert (row.status, row.reason, small.provider.got) == (QUEUED, "no_records", [])
