"""Who a message is from.

Sources: Twilio "Channel addresses" (`rcs:`, `whatsapp:`), RFC 3966 (`tel:`), RFC 5724 (`sms:`).
"""

from __future__ import annotations

import pytest

from identifiers import phone
from tests.field.service import Service


@pytest.mark.parametrize(
    "sender",
    [
        "rcs:+525512000001",
        "RCS:+525512000001",
        "whatsapp:+5215512000001",
        "sms:+525512000001",
        "tel:+52-55-1200-0001",
        "rcs:+52 55 1200 0001",
    ],
)
def test_the_number_behind_a_channels_name_is_taken(sender: str) -> None:
    """A sender with its channel before it.

    Sends: `rcs:+525512000001` as the sender, also `whatsapp:`, `sms:` and `tel:`
    Now: the number is taken and the message answered
    """
    assert phone.validate(sender) == "+525512000001"


@pytest.mark.parametrize("gateway", ["twilio", "kannel"])
def test_it_is_the_same_line_as_by_sms(service: Service, gateway: str) -> None:
    """Who began by one channel goes on by the other."""
    service.sms("REGISTRO", line="rcs:+525512345678", gateway=gateway)
    assert "¿Eres" in service.sms(service.identity, gateway=gateway)


@pytest.mark.parametrize(
    "sender", ["INFONAVIT", "30900", "262966", "messenger:1234567890123", "rcs:infonavit_agent", "💥", "+52"]
)
@pytest.mark.parametrize("gateway", ["twilio", "kannel"])
def test_a_machine_gets_nothing(service: Service, sender: str, gateway: str) -> None:
    """A sender that is no telephone.

    Sends: `INFONAVIT`, `30900`, `messenger:1234`, `rcs:infonavit_agent`, an emoji, nothing
    Now: nothing at all: it is a machine
    """
    assert service.sms("hola", line=sender, gateway=gateway) == ""
    assert service.turns() == 0
