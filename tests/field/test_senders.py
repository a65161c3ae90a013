"""Who a message is from.

Sources: Twilio "Channel addresses" (`rcs:`, `whatsapp:`), RFC 3966 (`tel:`), RFC 5724 (`sms:`).
"""

from __future__ import annotations

import pytest

from identifiers import phone
from tests.field.case import field_case


@field_case(
    kind="A sender with its channel before it",
    sends="`rcs:+525512000001` as the sender, also `whatsapp:`, `sms:` and `tel:`",
    now="the number is taken and the message answered",
)
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
    assert phone.validate(sender) == "+525512000001"
