"""No service of the announcement or of the portal is missing: each is led to, shown in a conversation, and cheap."""

from __future__ import annotations

import pytest

from flows.machine.register import STATES
from simulator.talk import NIP
from simulator.tasks import Task, measure
from tests.conversations.services import ANNOUNCED, SERVICES, Service, leads, shown


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_it_is_there(service: Service) -> None:
    assert leads(service) == service.leads
    assert service.leads in STATES
    assert shown(service)


@pytest.mark.parametrize("service", [one for one in ANNOUNCED if one.secret], ids=lambda service: service.name)
def test_what_the_announcement_promises_is_one_message_each_way(service: Service) -> None:
    """Of somebody with one credit; who has more is asked which."""
    sms, _ = measure(Task(service.name, (f"{service.typed} {NIP}",), (service.typed, NIP)))
    assert (sms.sent, sms.answered) == (1, 1)
