"""The whole service for a field case: every gateway's route, a real Redis, either database, a clock that moves."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from xml.etree import ElementTree

from flask import Flask
from redis import Redis
from sqlalchemy import text
from sqlmodel import Session

from config.clock import Clock
from config.hashing import Hasher
from config.settings import Settings
from config.vault import Vault
from models.database import Database, writing
from models.effects import apply
from sms.gateways.africastalking import africastalking_routes
from sms.gateways.kannel import kannel_routes
from sms.gateways.twilio import twilio_routes
from sms.gateways.ussd_sessions import Sessions
from tests.conversations.given import build, sealed
from tests.conversations.tables import records
from turns.joining import conversation

LINE = "+525512345678"
FOREIGN = "+14155550123"
OUR_NUMBER = "+525500000009"
SHORT_CODE = "30900"
IDENTITY = "39089002156 PUFL900215MJCRCR04 PUFL900215KJ8"
NIP = "482913"


class Service:
    """Lorena's institution behind its gateways."""

    identity = IDENTITY

    def __init__(self, settings: Settings, clock: Clock, redis: Redis, given: tuple[str, ...] = ()) -> None:
        self.clock = clock
        self._settings = settings
        self._database = Database(settings.database_url)
        self._vault = Vault(settings.secret_key)
        talk = conversation(settings, self._database, redis, self._vault, lambda: None)
        app = Flask(__name__)
        app.register_blueprint(
            twilio_routes(
                talk, lambda _: None, public_url="", tokens=(), open_without_tokens=True, ours=(SHORT_CODE, OUR_NUMBER)
            )
        )
        app.register_blueprint(kannel_routes(talk, "token", lambda _: None, (SHORT_CODE, OUR_NUMBER)))
        app.register_blueprint(africastalking_routes(talk, Sessions(redis, self._vault), "token", clock))
        self._client = app.test_client()
        self._ids = count()
        self._session = ""
        self.world, _ = build(given)
        with Session(self._database.engine) as session:
            session.add_all(records(self.world))
            session.commit()

    def close(self) -> None:
        """Let the database go."""
        self._database.close()

    def given(self, *facts: str) -> None:
        """Something that is so of the line, as the conversations' files say it."""
        hasher = Hasher(self._settings.pepper, self._settings.hash_costs)
        _, effects = build(facts)
        with self._database.connect() as connection, writing(connection):
            apply(connection, LINE, sealed(effects, hasher.seal), self.clock(), self._vault)

    def open_account(self) -> None:
        """Lorena has her account on the line, with the NIP 482913."""
        self.given("cuenta")

    def sms(
        self,
        typed: str,
        *,
        line: str = LINE,
        gateway: str = "twilio",
        to: str = SHORT_CODE,
        id: str = "",  # noqa: A002 - it is the message's
        after: int = 30,
        **more: str,
    ) -> str:
        """What is answered to a message that comes `after` so many seconds; empty when nothing is."""
        self.clock.move(timedelta(seconds=after))
        message = id or f"m{next(self._ids)}"
        if gateway == "kannel":
            form = {"from": line, "to": to, "text": typed, "id": message, **more}
            answer = self._client.get("/sms/kannel/token", query_string=form)
            assert answer.status_code == 200, answer.text
            return answer.text
        form = {"From": line, "To": to, "Body": typed, "MessageSid": message, **more}
        answer = self._client.post("/sms/twilio", data=form)
        assert answer.status_code == 200, answer.text
        return ElementTree.fromstring(answer.data).findtext("Message") or ""

    def ussd(self, path: str, *, line: str = LINE) -> str:
        """The page that a path of answers leads to in a session of its own."""
        form = {"sessionId": f"AT{next(self._ids)}", "phoneNumber": line, "text": path}
        answer = self._client.post("/ussd/africastalking/token", data=form)
        assert answer.status_code == 200, answer.text
        return answer.text

    def code(self) -> str:
        """The code in the message that was queued last; empty when none was."""
        newest = "SELECT body FROM outbound_message WHERE kind = 'code' ORDER BY created_at DESC LIMIT 1"
        with self._database.connect() as connection:
            body = connection.execute(text(newest)).scalar()
        said = self._vault.open(bytes(body)).decode() if body else ""
        return "".join(filter(str.isdigit, said.partition(" es ")[2][:7]))

    def register(self, *, upto: str = "¿En qué") -> str:
        """Walk a registration up to the question whose reply holds `upto`; gives that reply."""
        for typed in ("REGISTRO", IDENTITY, "1", "1", NIP):
            reply = self.sms(typed)
            if upto in reply:
                return reply
        return reply

    def count(self, query: str) -> int:
        """One figure out of SQL."""
        with self._database.connect() as connection:
            return int(connection.execute(text(query)).scalar() or 0)

    def turns(self) -> int:
        """Turns in the journal."""
        return self.count("SELECT count(*) FROM journal")
