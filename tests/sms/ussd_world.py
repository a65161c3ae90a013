"""A conversation that notes what it hears, for the USSD gateways' tests."""

from __future__ import annotations

from sms.envelope import Screen
from sms.message import Inbound


class Listener:
    """Says how often it was asked something new, and what that was; a message asked again gets its old screen."""

    def __init__(self) -> None:
        self.heard: list[Inbound] = []
        self._kept: dict[str, Screen] = {}

    def handle(self, inbound: Inbound) -> Screen:
        if inbound.provider_id not in self._kept:
            self.heard.append(inbound)
            words = "begins" if inbound.begins else "goes on"
            screen = Screen(f"{len(self.heard)} {words} {inbound.answers}", "99" not in inbound.answers, 1)
            self._kept[inbound.provider_id] = screen
        return self._kept[inbound.provider_id]

    def stranger(self) -> Screen:
        return Screen("stranger", True, 1)

    @property
    def answers(self) -> list[tuple[str, ...]]:
        return [inbound.answers for inbound in self.heard]
