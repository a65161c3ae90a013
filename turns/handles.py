"""What every adapter needs of the conversations; `turns.conversation.Conversation` is it."""

from __future__ import annotations

from typing import Protocol

from turns.envelope import Screen
from turns.message import Inbound


class Handles(Protocol):
    """Takes turns."""

    def handle(self, inbound: Inbound) -> Screen:
        """Answer one message; the same message again gets the same answer. Never raises."""

    def turn_away(self, inbound: Inbound) -> Screen:
        """Ask a worker to come back in a minute, at next to no cost; who opts out is heard. Never raises."""

    def stranger(self, sender: str) -> Screen:
        """Answer a number that this service is not for; a `sender` that goes on and on gets nothing.

        By USSD there is no sender to tell: every session is answered. Never raises.
        """
