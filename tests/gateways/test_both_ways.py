"""What gateways call is answered past Flask as through it, to the letter, whoever asks whatever."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from flask import Flask, request
from hypothesis import example, given, settings
from hypothesis import strategies as st
from redis import Redis
from sqlalchemy.exc import OperationalError

from config.vault import Vault
from serving.front.exchange import addresses, answer, environ
from serving.manners import guard
from sms.gateways.africastalking import africastalking_routes
from sms.gateways.infobip import infobip_routes
from sms.gateways.kannel import kannel_routes
from sms.gateways.twilio import twilio_routes
from sms.gateways.twilio_signature import sign
from sms.gateways.ussd_sessions import Sessions
from sms.gateways.webhooks import MOST_BYTES
from turns.envelope import Screen
from turns.message import Inbound

URL, TOKEN, SECRET = "https://micuenta.example", "a token", "secret"
WHERE = addresses(("127.0.0.1", 1), ("127.0.0.1", 80))
LINE = "+525512345678"


@dataclass(frozen=True)
class Request:
    """One as it comes over the wire; `signed` by Twilio's token, a wrong one, or not."""

    method: str
    path: str
    query: str = ""
    body: bytes = b""
    kind: str = "application/x-www-form-urlencoded"
    signed: str = ""

    @property
    def headers(self) -> dict[str, str]:
        url = f"{URL}{self.path}{'?' * bool(self.query)}{self.query}".encode("latin-1")
        form = parse_qsl(self.body.decode(errors="replace"), keep_blank_values=True, errors="replace")
        signature = {"X-Twilio-Signature": sign(self.signed.encode(), url, form).decode()} if self.signed else {}
        return {
            "Host": "micuenta.example",
            "Content-Type": self.kind,
            "Content-Length": str(len(self.body)),
        } | signature


class Side:
    """The gateways behind one way, with what they hand on. What is typed or told as `crash` fails there."""

    def __init__(self, redis: Redis, *, past_flask: bool) -> None:
        self.heard: list[object] = []
        self.through_flask: list[str] = []
        self.app = Flask("micuenta", static_folder=None)
        guard(self.app, https=True)
        self.app.before_request(lambda: self.through_flask.append(request.path))
        vault = Vault(f"a secret key of its own, {past_flask}")
        ussd = self, Sessions(redis, vault), SECRET, lambda: datetime(2026, 11, 23, 16, tzinfo=UTC)
        for routes in (
            twilio_routes(self, self.record, public_url=URL, tokens=[TOKEN]),
            kannel_routes(self, SECRET, self.record),
            africastalking_routes(*ussd),
            infobip_routes(*ussd, "*123#"),
        ):
            self.app.register_blueprint(routes)
        if not past_flask:
            self.app.extensions["webhooks"].clear()

    def handle(self, inbound: Inbound) -> Screen:
        if "crash" in inbound.answers:
            raise KeyError(inbound.answers)
        _, *same = astuple(inbound)[:3], inbound.pieces, inbound.begins
        self.heard.append(same)
        return Screen("|".join(inbound.answers), "99" not in inbound.answers, 1)

    def stranger(self, sender: str) -> Screen:
        return Screen("stranger", True, 1)

    def record(self, told: Mapping[str, str]) -> None:
        if "crash" in told.values():
            raise KeyError(told)
        if "away" in told.values():
            raise OperationalError("", {}, Exception())
        self.heard.append(dict(told))

    def says(self, asked: Request) -> tuple[bytes, list[bytes], bytes]:
        """The status, the headers and the body."""
        target = f"{asked.path}?{asked.query}".encode("latin-1")
        headers = [(name.encode(), value.encode()) for name, value in asked.headers.items()]
        made = environ(asked.method, target, "1.1", headers, WHERE)
        said = answer(self.app, made, asked.body, stays=True)
        head, _, body = said.partition(b"\r\n\r\n")
        status, *lines = head.split(b"\r\n")
        return status, sorted(line for line in lines if not line.startswith(b"Date: ")), body


def astray(path: str) -> st.SearchStrategy[str]:
    """Paths almost as this one."""
    tokens = ["guess", "", "..", "%2F", "sec%72et", "secret%0A", "secret;x", "%FF%C3", "secret/", "/secret", SECRET]
    sessions = ["/7", "/%C3%B1%FF", "/", "/%2F"]
    return st.builds(
        lambda before, token, session, after: before + path.replace(SECRET, token).replace("/7", session) + after,
        st.sampled_from(["", "/"]),
        st.sampled_from(tokens),
        st.sampled_from(sessions),
        st.sampled_from(["", "/", "%0A", "/x"]),
    )


TYPED = st.sampled_from(["", "hola", "1*2", "99", "crash", "*123*1#", "¿Cuánto?\x00", "\ud800", "👍"]) | st.text(
    max_size=9
)
VALUES: dict[str, st.SearchStrategy[object]] = {
    **dict.fromkeys(
        ("From", "from", "phoneNumber", "msisdn"), st.sampled_from([LINE, LINE, "14155550100", "30900", ""])
    ),
    **dict.fromkeys(("Body", "text"), TYPED),
    **dict.fromkeys(("MessageSid", "id", "sessionId"), st.sampled_from(["1", "2", ""])),
    **dict.fromkeys(("MessageStatus", "type"), st.sampled_from(["delivered", "16", "crash", "away"])),
    "charset": st.sampled_from(["UTF-8", "utf-16be", "windows-1252", "no-such"]),
    "OptOutType": st.sampled_from(["START", "stop", "?"]),
    "shortCode": st.sampled_from(["*123#", "123", 7]),
}
FIELDS = st.fixed_dictionaries({}, optional=VALUES)
FORMS = st.builds(lambda form: urlencode(form, errors="replace"), FIELDS)
NOISE = st.text(st.characters(max_codepoint=255), max_size=30)
BODIES = st.one_of(
    FORMS.map(str.encode),
    FIELDS.map(lambda form: json.dumps(form).encode()),
    NOISE.map(lambda text: text.encode("latin-1")),
    st.sampled_from([b"[" * 60_000, b"7", b"null", b"a" * MOST_BYTES, b"a" * (MOST_BYTES + 1)]),
)
KINDS = st.sampled_from(
    [
        *["application/x-www-form-urlencoded"] * 3,
        "Application/X-WWW-Form-Urlencoded; charset=latin-1",
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
    ]
)
METHODS = st.sampled_from(["POST", "GET", "PUT", "HEAD", "PATCH", "DELETE", "OPTIONS"])
REAL = (
    Request("POST", "/sms/twilio", body=b"From=%2B525512345678&MessageSid=1&Body=hola", signed=TOKEN),
    Request("POST", "/sms/twilio/status", "id=7", b"MessageStatus=delivered", signed=TOKEN),
    Request("GET", f"/sms/kannel/{SECRET}", "from=525512345678&text=S%ED&charset=windows-1252&id=1"),
    Request("POST", f"/sms/kannel/{SECRET}", body=b"from=525512345678&text=hola&id=1"),
    Request("GET", f"/sms/kannel/{SECRET}/dlr", "id=7&type=1&ref=x"),
    Request("POST", f"/sms/kannel/{SECRET}/dlr", "id=7&type=1&ref=x"),
    Request("POST", f"/ussd/africastalking/{SECRET}", body=b"phoneNumber=525512345678&sessionId=1&text=1"),
    Request("POST", f"/ussd/africastalking/{SECRET}/events", body=b"phoneNumber=525512345678&sessionId=1"),
    Request("POST", f"/ussd/infobip/{SECRET}/session/7/start", body=b'{"msisdn": 525512345678, "text": "*123*1#"}'),
    Request("POST", f"/ussd/infobip/{SECRET}/session/7/response", body=b'{"msisdn": "525512345678", "text": "1"}'),
    Request("POST", f"/ussd/infobip/{SECRET}/session/7/end", body=b'{"msisdn": "525512345678"}'),
    Request("PUT", f"/ussd/infobip/{SECRET}/session/7/end", body=b'{"msisdn": "525512345678"}'),
)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """A real one, of which some parts are something else."""
    real = draw(st.sampled_from(REAL))
    others: dict[str, st.SearchStrategy[object]] = {
        "method": METHODS,
        "path": astray(real.path),
        "query": FORMS | NOISE,
        "body": BODIES,
        "kind": KINDS,
        "signed": st.sampled_from([TOKEN, "another", ""]),
    }
    changed = draw(st.sets(st.sampled_from([*others]), max_size=3))
    return replace(real, **{name: draw(others[name]) for name in sorted(changed)})


def test_the_two_ways_cannot_be_told_apart(redis: Redis) -> None:
    past, through = Side(redis, past_flask=True), Side(redis, past_flask=False)

    @settings(max_examples=300)
    @given(st.lists(requests(), min_size=1, max_size=3))
    @example(list(REAL))
    @example([replace(real, body=b"a" * size) for real in REAL for size in (MOST_BYTES, MOST_BYTES + 1)])
    def hold(together: list[Request]) -> None:
        redis.flushdb()
        for side in (past, through):
            side.heard.clear()
        for asked in together:
            assert past.says(asked) == through.says(asked)
        assert past.heard == through.heard

    hold()


def test_every_route_of_a_gateway_is_answered_past_flask(redis: Redis) -> None:
    side = Side(redis, past_flask=True)
    for asked in REAL:
        assert b" 20" in side.says(asked)[0]
    assert side.through_flask == []
    routes = side.app.url_map.bind("micuenta.example")
    tried = {(asked.method, routes.match(asked.path, asked.method)[0]) for asked in REAL}
    there = {(method, rule.endpoint) for rule in side.app.url_map.iter_rules() for method in rule.methods or ()}
    assert tried == {(method, endpoint) for method, endpoint in there if method != "HEAD"}
