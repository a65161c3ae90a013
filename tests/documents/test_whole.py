"""From the word to the mailbox: by SMS, the outbox, the sender, a PDF; and VERIFICA from another telephone."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from redis import Redis

from config.catalogues import load_all
from config.clock import Clock
from documents.mailed import Mailed
from flows.engine.engine import Engine
from flows.records.effects import ActivateAccount
from flows.saying.house import House
from flows.saying.voice import Voices
from models.tables.outbox import URGENT
from sms.outbox.rate import Rate
from sms.outbox.route import Route
from sms.outbox.sender import Sender
from tests.conftest import UNHURRIED
from tests.models.conftest import LINE, NSS, Office, office
from tests.outbox.test_email import Mailbox, email, mailbox
from turns.conversation import Conversation, Inbound
from turns.effort import Effort
from turns.store import DialogStore

__all__ = ["mailbox", "office"]

HOUSE = House(mail=True, papers=True)
STRANGER = "+528111111111"


@pytest.fixture
def talk(office: Office, redis: Redis) -> Conversation:
    office.open_account()
    office.do(ActivateAccount(by_mail=True))
    return Conversation(
        Engine(HOUSE, load_all()),
        DialogStore(redis),
        office.database,
        office.vault,
        office.hasher,
        lambda: office.now,
        lambda: None,
        effort=Effort(share=UNHURRIED),
    )


def test_a_certificate_goes_to_the_mailbox_and_whoever_has_it_may_ask(
    office: Office, talk: Conversation, redis: Redis, mailbox: tuple[Mailbox, str], clock: Clock
) -> None:
    box, url = mailbox
    provider = email(url, clock)
    sender = Sender(
        owner="one",
        channel="email",
        lane=URGENT,
        transaction=office.database.transaction,
        vault=office.vault,
        route=Route([provider], redis, lambda *_: None, lambda: office.now),
        rate=Rate(redis, "email", 100, URGENT),
        clock=lambda: office.now,
        awake=lambda _: (),
        papers=Mailed(office.database, office.vault, None, Voices(HOUSE, load_all())),
    )

    def say(number: int, typed: str, line: str = LINE) -> str:
        return talk.handle(Inbound("sms", line, "test", f"m{number}", (typed,))).text

    assert "PDF a mi correo" in say(1, "CONSTANCIA 2025 482913") + say(2, "1")
    told = say(3, "pdf a mi correo")
    code = re.search(r"VERIFICA (\S+)", told)
    assert code, told
    assert not box.mails
    sender.drain()
    provider.close()
    (mail,) = box.mails
    assert mail["To"] == "lore@correo.mx"
    (part,) = mail.iter_attachments()
    with pikepdf.open(io.BytesIO(part.get_content())) as paper:
        assert paper.docinfo["/Title"] == "Constancia de intereses 2025"
    answer = say(4, f"VERIFICA {code[1]}", STRANGER)
    assert answer.startswith("Si, ese documento es nuestro: constancia de intereses 2025")
    assert NSS not in answer
    assert "22,000" not in answer
