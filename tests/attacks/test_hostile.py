"""Hostile characters, encodings and forms: each gets an answer of the dialogs, and no turn fails."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.attacks.people import NIP, People
from tests.attacks.service import KANNEL, USSD, Service, request
from tests.attacks.wire import ask

APOLOGY = "Estamos teniendo un problema"
TEXTS = {
    "nothing": "",
    "zero bytes": "AHORRO\0739164\0",
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "right to left": "\u202eAHORRO\u202c \u2066739164\u2069",
    "marks on marks": "A" + "\u0301" * 400,
    "one letter of ten": "\ufdfa" * 200,
    "lone surrogates": "AHORRO \\ud800\\udfff",
    "digits of others": "AHORRO ٧٣٩١٦٤ ७३९१६४ ᠗᠓᠙᠑᠖᠔ 𝟟𝟛𝟡𝟙𝟞𝟜",
    "numbers that are none": "² ³ ½ ⅷ Ⅻ ㊿ ৴ 零",
    "emoji": "👨‍👩‍👧‍👦🇲🇽" * 20,
    "flags of words": "\U000e0041\U000e0048\U000e004f\U000e0052",
    "other lines": "AHORRO\r\n100001\u2028100008\u2029100015\x0b100022\x0c100029\x85100036",
    "templates": "{infonatel} {0} {nip.__class__} %s %(a)s ${x} {{7*7}} <script>",
    "sql": "' OR 1=1; DROP TABLE account; --",
    "stars": "*" * 480,
    "stars and hashes": "*#" * 240,
    "too long": "AHORRO " * 5000,
    "long word": "a" * 480,
    "long number": "9" * 480,
    "spaces": " " * 480,
    "a word of dots": "a." * 240,
    "quotes": "\"'“”‘’«»" * 50,
    "minus one": "PAGO -1 1e308 NaN Infinity 0x10 1_000",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_text_is_answered_by_the_dialogs_and_shows_nothing(service: Service, people: People, text: str) -> None:
    """From a stranger, from a worker's line, and where the NIP is asked for; by SMS, Kannel and USSD."""
    victim, stranger = people.registered(), people.line()
    service.sms(victim.line, "AHORRO")
    for line in (victim.line, stranger):
        said = [service.sms(line, text), service.ussd(line, text), service.kannel(line, text[:2000])]
        assert not any(APOLOGY in each or victim.amount in each for each in said), said
    wrong = service.sql("SELECT wrong_nips FROM account WHERE line = :line", line=victim.line)
    assert wrong <= 3
    if wrong < 3:
        assert victim.amount in service.sms(victim.line, f"AHORRO {NIP}")
    assert "turn failed" not in service.said


BODIES = {
    "brackets": b"[" * 20_000,
    "braces": b'{"a":' * 10_000,
    "a huge number": b'{"msisdn": ' + b"9" * 20_000 + b"}",
    "an endless number": b'{"msisdn": "+525520000000", "text": 1e999999}',
    "half a character": b'{"msisdn": "+525520000000", "text": "\xff\xfe\xc3"}',
    "a lone surrogate": b'{"msisdn": "+525520000000", "text": "\\ud800"}',
    "a list": b"[1, 2, 3]",
    "fields that are none": json.dumps({"msisdn": {"a": 1}, "text": [1], "shortCode": None}).encode(),
    "nothing": b"",
    "two of each": b'{"msisdn": "+525520000000", "msisdn": "x", "text": "1", "text": true}',
}


ONE = pytest.mark.parametrize("service", ["sqlite"], indirect=True)
"""What never comes near a database is tried on one."""


@ONE
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("step", ["start", "response", "end"])
def test_a_hostile_body_of_json_is_no_failure(service: Service, body: bytes, step: str) -> None:
    head = f"POST /ussd/infobip/{USSD}/session/7/{step} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    raw = f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    assert ask(service.port, raw).status in (200, 400)


@ONE
@pytest.mark.parametrize("charset", ["", "UTF-8", "UTF-16BE", "ISO-8859-1", "utf-7", "hex", "idna", "punycode", "x"])
def test_no_character_set_is_a_failure(service: Service, people: People, charset: str) -> None:
    octets = quote(bytes(range(256)))
    query = f"from={quote(people.line())}&text={octets}&charset={charset}&id={service.message()}"
    answer = ask(service.port, request("GET", f"/sms/kannel/{KANNEL}?{query}"))
    assert answer.status == 200
    assert APOLOGY not in answer.text


HEADS = {
    "a word": b"hello\r\n\r\n",
    "two lengths": b"POST /sms/twilio HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "length and chunks": (
        b"POST /sms/twilio HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    "a length that is none": b"POST /sms/twilio HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "a huge length": b"POST /sms/twilio HTTP/1.1\r\nX-Twilio-Signature: x\r\nContent-Length: 99999999999\r\n\r\n",
    "a huge chunk": (
        b"POST /sms/twilio HTTP/1.1\r\nHost: x\r\nX-Twilio-Signature: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"fffffffffffffffff\r\n"
    ),
    "an upgrade": b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
    "the other protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a proxy's request": b"CONNECT mal.mx:443 HTTP/1.1\r\nHost: mal.mx\r\n\r\n",
    "a thousand headers": b"GET /nowhere HTTP/1.1\r\nConnection: close\r\n" + b"X-A: b\r\n" * 4000 + b"\r\n",
    "a folded header": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\nConnection: close\r\n\r\n",
    "a path of bytes": b"GET /\xff\xfe\x00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "a path with ends of lines": b"GET /sms/%0d%0aX:%20y HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
}


@ONE
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_hostile_head_is_refused_and_the_service_goes_on(service: Service, head: bytes) -> None:
    try:
        answer = ask(service.port, head, patience=15)
    except ConnectionResetError:
        answer = None
    assert answer is None or answer.status in (0, 200, 400, 403, 404, 408, 413, 431)
    assert ask(service.port, request("GET", "/healthz")).status == 200
