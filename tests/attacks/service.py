"""`micuenta run` on a data folder and a port of its own: embedded Redis, Celery, two web processes, signed webhooks.

Without the console, which is not attacked here and takes as long to start as the rest: its port is taken.
"""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
from collections.abc import Mapping
from html import unescape
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from redis import Redis
from sqlalchemy import text

from config.hashing import Hasher
from config.settings import Settings
from config.vault import Vault
from models.database import Database
from simulator.inbox import Inbox
from sms.gateways.twilio_signature import sign
from tests.attacks.people import People
from tests.attacks.wire import Answer, ask
from tests.processes import eventually

TWILIO = "a Twilio token of the attacks"
USSD = "ussd-token-of-the-attacks-0123456789"
KANNEL = "kannel-token-of-the-attacks-0123456789"


class Service:
    """One running service, and the ways into it. Use it as a context.

    `today` moves its clock as `MICUENTA_TODAY` does. What is needed to look behind it lies open: `database`,
    `redis`, `inbox`, `people`.
    """

    def __init__(self, folder: Path, database_url: str, **settings: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._no_console = socket.create_server(("127.0.0.1", 0))
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.port}"
        self._numbers = count()
        self._given = {
            "env": "test",
            "data": str(folder),
            "port": str(self.port),
            "console_port": str(self._no_console.getsockname()[1]),
            "database_url": database_url,
            "public_url": self.url,
            "twilio_auth_tokens": TWILIO,
            "ussd_token": USSD,
            "kannel_token": KANNEL,
            "secret_key": secrets.token_urlsafe(32),
            "pepper": secrets.token_urlsafe(32),
            "hash_passes": "1",
            "hash_memory": "64",
            "web_workers": "2",
            "log_level": "WARNING",
            "line_share": "1000",
            **settings,
        }

    def __enter__(self) -> Service:
        """Start, and wait until it says that it is ready."""
        self.settings = Settings(**self._given)  # type: ignore[arg-type]  # read as from the environment
        self.database = Database(self.settings.database_url)
        vault = Vault(self.settings.secret_key)
        self.people = People(self.database, Hasher(self.settings.pepper, self.settings.hash_costs), vault)
        self._start()
        self.redis = Redis.from_url(self.settings.redis_url)
        self.inbox = Inbox(self.redis, vault)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it and let go of what it stood on."""
        self._stop()
        self._no_console.close()
        self.redis.close()
        self.database.close()

    def restart(self, **settings: str) -> None:
        """Stop it and start it with other settings, as `today="+24h"`, on the same data."""
        self._stop()
        self._given |= settings
        self._start()

    @property
    def said(self) -> str:
        """All it has told its operator so far, its parts' logs too."""
        parts = [self.folder.with_suffix(".out"), *sorted((self.folder / "logs").glob("*"))]
        return "\n".join(part.read_text("utf-8", errors="replace") for part in parts)

    def sms(self, line: str, body: str, sid: str | None = None, **more: str) -> str:
        """The reply to a signed SMS from this line; a fresh message unless `sid` is given."""
        answer = self.twilio({"From": line, "Body": body, "MessageSid": sid or self.message(), **more})
        assert answer.status == 200, answer
        found = re.search(r"<Message>(.*)</Message>", answer.text, re.DOTALL)
        return unescape(found[1]) if found else ""

    def twilio(self, form: Mapping[str, str], path: str = "/sms/twilio") -> Answer:
        """The answer to a form that is signed as Twilio signs."""
        return ask(self.port, signed(self.url, form, path))

    def signature(self, form: Mapping[str, str]) -> str:
        """Of a form to the webhook for messages."""
        return sign(TWILIO.encode(), f"{self.url}/sms/twilio".encode(), form.items()).decode()

    def kannel(self, line: str, words: str, message: str | None = None) -> str:
        """The reply to an SMS that came by Kannel."""
        query = urlencode({"from": line, "to": "30900", "text": words, "id": message or self.message()})
        answer = ask(self.port, request("GET", f"/sms/kannel/{KANNEL}?{query}"))
        assert answer.status == 200, answer
        return answer.text

    def ussd(self, line: str, path: str, session: str | None = None) -> str:
        """The screen (`CON …` or `END …`) for all that was typed in this session, joined by `*`."""
        form = {"sessionId": session or self.message(), "phoneNumber": line, "serviceCode": "*123#", "text": path}
        answer = ask(self.port, request("POST", f"/ussd/africastalking/{USSD}", form))
        assert answer.status == 200, answer
        return answer.text

    def message(self) -> str:
        """An id no other message has."""
        return f"SM{os.getpid():08x}{next(self._numbers):024x}"

    def sql(self, statement: str, **values: Any) -> Any:
        """The first column of the first row, or None."""
        with self.database.connect() as connection:
            return connection.execute(text(statement), values).scalar()

    def received(self, line: str) -> list[str]:
        """The texts that were sent to this line of our own accord, oldest first."""
        return [message.text for message in self.inbox.since(line)]

    def code(self, line: str, after: int = 0) -> str:
        """The code in the newest message to this line, once there are more than `after` messages."""
        eventually(lambda: len(self.received(line)) > after)
        return str(re.findall(r"\d{6}", self.received(line)[-1])[0])

    def _start(self) -> None:
        out = self.folder.with_suffix(".out")
        environment = {"PATH": os.environ["PATH"]} | {f"MICUENTA_{name.upper()}": v for name, v in self._given.items()}
        with out.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "cli", "run"],
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=environment,
            )
        eventually(lambda: b"is ready" in out.read_bytes() or self._process.poll() is not None, 100)
        assert self._process.poll() is None, self.said

    def _stop(self) -> None:
        self._process.terminate()
        self._process.wait(60)


def request(method: str, path: str, form: Mapping[str, str] | None = None, **headers: str) -> bytes:
    """A request ready for the wire, its connection closed after it; `headers` with `_` for `-`."""
    body = urlencode(form).encode() if form is not None else b""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    if form is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join((*lines, "", "")).encode() + body


def signed(url: str, form: Mapping[str, str], path: str = "/sms/twilio", token: str = TWILIO) -> bytes:
    """A form signed for this address."""
    signature = sign(token.encode(), f"{url}{path}".encode(), form.items()).decode()
    return request("POST", path, form, X_Twilio_Signature=signature)
