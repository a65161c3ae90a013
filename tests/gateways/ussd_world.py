"""For the USSD gateways' tests: conversations that note what they hear, and a handset to dial with."""

from __future__ import annotations

from flask.testing import FlaskClient

from config.clock import Clock
from flows.engine.engine import Engine
from flows.saying.house import House
from gsm7 import septets
from tests.flows.world import Dice, World
from turns.envelope import Envelope, Screen
from turns.message import Inbound
from turns.moves import move


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

    def stranger(self, sender: str) -> Screen:
        return Screen("stranger", True, 1)

    @property
    def answers(self) -> list[tuple[str, ...]]:
        return [inbound.answers for inbound in self.heard]


class Talk(Listener):
    """The real dialogs, over an institution in memory in place of SQL and Redis."""

    def __init__(self, world: World, clock: Clock) -> None:
        super().__init__()
        self._world = world
        self._engine, self._chance, self._clock = Engine(House(), {}), Dice(), clock
        self._left: dict[str, Envelope] = {}

    def handle(self, inbound: Inbound) -> Screen:
        if inbound.provider_id not in self._kept:
            self.heard.append(inbound)
            before = self._left.get(inbound.address)
            moved = move(self._engine, self._chance, inbound, before, self._world, self._clock())
            self._world.apply(moved.effects)
            self._left[inbound.address] = Envelope(moved.screen, moved.dialog, moved.pages)
            self._kept[inbound.provider_id] = moved.screen
        return self._kept[inbound.provider_id]


class Handset:
    """A phone on Africa's Talking: dials, types, and is cut off. Each answer is the screen, `END` where it ends."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self._sessions = 0
        self._path: list[str] = []

    def dial(self, *ahead: str) -> str:
        self._sessions += 1
        self._path = list(ahead)
        return self._send()

    def types(self, *answers: str) -> str:
        for answer in answers:
            self._path.append(answer)
            screen = self._send()
        return screen

    def _send(self) -> str:
        form = {"sessionId": f"ATUid_{self._sessions}", "phoneNumber": "+525512345678", "text": "*".join(self._path)}
        text = self._client.post("/ussd/africastalking/token", data=form).text
        assert septets(text.removeprefix("CON ").removeprefix("END ")) <= 182
        return text.removeprefix("CON ")
