"""Twilio's signature: accepted exactly when Twilio's own validator accepts it."""

from __future__ import annotations

import random
from base64 import b64encode
from hmac import digest
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from sms.gateways.twilio_signature import SignatureCheck, sign

ADDRESS = "https://cuenta.example.mx/sms/twilio"
FORM = [("Body", "AHORRO 482913"), ("From", "+525512345678"), ("MessageSid", "SM1")]
LETTERS = "aZ09 +&=%?#áéíóúñÑ¿¡€\n~😀👍🏽漢🏴"


def words(chance: random.Random, most: int = 12) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randrange(most)))


@pytest.mark.parametrize("case", range(300))
def test_agrees_with_twilios_validator_on_random_requests(case: int) -> None:
    chance = random.Random(case)
    token = words(chance) + "t"
    port = chance.choice(["", "", ":8443"])
    address = f"{chance.choice(['http', 'https'])}://a.example.mx{port}/prefix/sms/twilio"
    query = chance.choice(["", urlencode([("id", words(chance)), ("ñ", words(chance))]), "b=%c3%B1&a"])
    pairs = [(words(chance) or "x", words(chance)) for _ in range(chance.randrange(20))]
    pairs += chance.choices(pairs, k=3) + [(name, words(chance)) for name, _ in pairs[:2]] if pairs else []
    sent = parse_qsl(urlencode(pairs), keep_blank_values=True)
    oracle = RequestValidator(token)
    url = f"{address}?{query}" if query else address
    signature = oracle.compute_signature(url, MultiDict(sent))
    check = SignatureCheck([token], address)
    assert check.accepts(signature, query, sent)
    assert not check.accepts(signature, query + "x", sent)
    assert not check.accepts(signature, query, [*sent, ("new", "1")])
    shared = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    assert check.accepts(oracle.compute_signature(url, MultiDict(sent), "HMAC_SHA256"), query, sent, shared)
    ours = sign(token.encode(), url.encode(), sent).decode()
    assert oracle.validate(url, MultiDict(sent), ours)


@pytest.mark.parametrize(
    ("configured", "signed"),
    [
        ("https://a.mx/sms/twilio", "https://a.mx:443/sms/twilio"),
        ("https://a.mx:443/sms/twilio", "https://a.mx/sms/twilio"),
        ("http://a.mx/sms/twilio", "http://a.mx:80/sms/twilio"),
        ("https://a.mx:8443/sms/twilio", "https://a.mx/sms/twilio"),
        ("https://user:pass@a.mx:8443/sms/twilio", "https://user:pass@a.mx/sms/twilio"),
        ("http://[::1]:8000/sms/twilio", "http://[::1]/sms/twilio"),
    ],
)
def test_the_port_may_be_signed_or_left_out(configured: str, signed: str) -> None:
    assert SignatureCheck(["t"], configured).accepts(sign(b"t", signed.encode(), FORM).decode(), "", FORM)


@pytest.mark.parametrize(
    "signed",
    [
        "http://cuenta.example.mx/sms/twilio",
        "https://CUENTA.example.mx/sms/twilio",
        "https://cuenta.example.mx/sms/twilio/",
        "https://other.example.mx/sms/twilio",
    ],
)
def test_another_address_is_refused(signed: str) -> None:
    assert not SignatureCheck(["t"], ADDRESS).accepts(sign(b"t", signed.encode(), FORM).decode(), "", FORM)


def test_any_of_several_tokens_is_accepted_so_that_they_can_be_rotated() -> None:
    check = SignatureCheck(["new", "old"], ADDRESS)
    for token, right in ((b"new", True), (b"old", True), (b"older", False), (b"", False)):
        assert check.accepts(sign(token, ADDRESS.encode(), FORM).decode(), "", FORM) is right


@pytest.mark.parametrize("signature", [None, "", "x", "ñ", "=" * 5000, "\udc80"])
def test_a_missing_or_broken_signature_is_refused_without_an_error(signature: str | None) -> None:
    assert not SignatureCheck(["t"], ADDRESS).accepts(signature, "", FORM)


def test_a_query_that_is_not_ascii_is_signed_as_its_raw_bytes() -> None:
    raw = "name=" + quote("ñandú")
    literal = "name=ñandú".encode()
    check = SignatureCheck(["t"], ADDRESS)
    assert check.accepts(sign(b"t", f"{ADDRESS}?{raw}".encode(), FORM).decode(), raw, FORM)
    expected = b64encode(digest(b"t", ADDRESS.encode() + b"?" + literal, "sha1")).decode()
    assert check.accepts(expected, literal.decode("latin-1"), [])


def test_without_tokens_nothing_passes_except_in_the_demo() -> None:
    signature = sign(b"", ADDRESS.encode(), FORM).decode()
    assert not SignatureCheck([], ADDRESS).accepts(signature, "", FORM)
    assert SignatureCheck([], ADDRESS, open=True).accepts(None, "", FORM)
    assert not SignatureCheck(["t"], ADDRESS, open=True).accepts(signature, "", FORM)
