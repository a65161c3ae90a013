"""Nothing that identifies a person, and no NIP or code, rests in a log, whoever logged it and however."""

from __future__ import annotations

import json
import logging

import pytest

from config import logs
from config.logs import request
from config.logs.redaction import redact

MASKED = [
    ("nss 92919084431", "nss <NUM…431>"),
    ("nss92919084431", "nss<NUM…431>"),
    ("HEGG560427MVZRRL04", "<CURP…L04>"),
    ("hegg560427mvzrrl04", "<CURP…l04>"),
    ("HEGG560427KL8", "<RFC…KL8>"),
    ("HEGG560427", "<RFC…427>"),
    ("+525512345678", "<NUM…678>"),
    ("+52 55 1234 5678", "<NUM…678>"),
    ("credit 1234567890", "credit <NUM…890>"),
    ("021180550300050811", "<NUM…811>"),
    ("NIP 482913.", "NIP <SIX>."),
    ("nip:482913", "nip:<SIX>"),
    ("nip='482913'", "nip='<SIX>'"),
    ("ana.lopez@correo.example.mx wrote", "<MAIL> wrote"),
]
LEFT = [
    "SM0123456789abcdef0123456789abcdef",
    "019a1b2c3d4e7f008123456789abcdef",
    "took 0.123456 s",
    "2026-11-23T16:00:00.123456+00:00",
    "port 8000, 250 segments, $1,955.26",
]


@pytest.mark.parametrize(("told", "kept"), MASKED)
def test_what_is_personal_is_masked_by_kind(told: str, kept: str) -> None:
    assert redact(told) == kept


@pytest.mark.parametrize("told", LEFT)
def test_what_an_operator_needs_stays(told: str) -> None:
    assert redact(told) == told


@pytest.mark.parametrize("form", [logs.LogLine(), logs.Json()])
def test_arguments_and_tracebacks_are_masked_too(form: logging.Formatter) -> None:
    try:
        raise ValueError("92919084431 is taken")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord(
        "sms", logging.ERROR, "x.py", 1, "from %s: %r", ("+525512345678", {"nip": "482913"}), info
    )
    line = form.format(record)
    for secret in ("92919084431", "5512345678", "482913"):
        assert secret not in line
    assert "ValueError" in line


def test_json_lines_are_json() -> None:
    record = logging.LogRecord("sms", logging.INFO, "x.py", 1, 'quote " and\nline', (), None)
    assert json.loads(logs.Json().format(record))["message"] == 'quote " and\nline'


@pytest.mark.parametrize("form", [logs.LogLine(), logs.Json()])
def test_a_line_names_the_request_it_is_about(form: logging.Formatter) -> None:
    record = logging.LogRecord("sms", logging.INFO, "x.py", 1, "said", (), None)
    with request.followed("5f0c" * 6):
        assert "5f0c" * 6 in form.format(record)
    assert "5f0c" not in form.format(record)


@pytest.fixture
def _logging_restored() -> object:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    yield
    root.handlers[:], root.level = before


@pytest.mark.usefixtures("_logging_restored")
def test_the_machine_does_not_report_its_steps(capsys: pytest.CaptureFixture[str]) -> None:
    """`transitions` logs every step at INFO, which would tell what a worker does."""
    logs.set_up()
    logging.getLogger("transitions.core").info("entered nip")
    logging.getLogger("sms").info("said once")
    assert [line.rpartition("  ")[2] for line in capsys.readouterr().err.splitlines()] == ["said once"]
