"""No service of the announcement or of the portal is missing: each is led to, shown in a conversation, and cheap."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.keywords.words import WORDS, exact
from flows.machine.register import STATES
from gsm7 import fold, segments
from tests.conversations.playing import by_sms
from tests.conversations.reading import files, read
from tests.conversations.services import ANNOUNCED, SERVICES, Service, cost, leads, mailed, shown

OF_THE_TALK = frozenset(
    {
        *("menu", "leave", "thanks", "help", "confirmed.start", "nip.forgot", "pots.start"),
        *("language.start", "language.english", "language.spanish", "optout.start", "optin.start"),
    }
)
"""What words lead to that is part of talking, or of a service that the table has."""
MOST = 2
"""Segments of an answer that is not asked for daily."""


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_it_is_there(service: Service) -> None:
    assert leads(service) == service.leads
    first, *more = service.typed.split()
    if first.isupper() and not (more and more[0].isupper()):  # a word, and not only what is understood without it
        assert (found := exact(first, "es"))
        assert found[0].leads == service.leads
    assert service.leads in STATES
    assert shown(service)


def test_every_word_is_of_a_service_in_the_table() -> None:
    assert {word.leads for word in WORDS} - OF_THE_TALK - {service.leads for service in SERVICES} == set()


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_what_shows_amounts_is_one_message_each_way_and_nothing_more_than_two(service: Service) -> None:
    """Of somebody with one credit; who has more is asked which."""
    sms, ussd = cost(service)
    assert sms.sent == 1
    assert sms.answered <= (1 if service.secret or service in ANNOUNCED else MOST)
    assert ussd.sent <= 2
    assert ussd.answered <= 1 + ussd.sent + (sms.answered - 1)


@pytest.mark.parametrize("service", [one for one in SERVICES if one.mail], ids=lambda service: service.name)
def test_a_mail_is_had_with_a_few_messages(service: Service) -> None:
    sent, answered = mailed(service)
    assert sent <= answered <= 2 * sent
    assert sent <= 4


def test_no_answer_of_any_conversation_and_nothing_sent_beside_it_is_more_than_two_messages() -> None:
    """What goes with a paper, too; a mail may be as long as it needs."""
    said = [(path, mark, text) for path in files() for mark, text in by_sms(read(path))[0]]
    sent = [(path, text) for path, mark, text in said if mark == "<" or (mark == "~" and "correo" not in text[:12])]
    assert len(sent) > len(SERVICES)
    assert [(_named(path), text) for path, text in sent if segments(fold(text)) > MOST] == []


def _named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"
