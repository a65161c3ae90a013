"""Every call of a provider is counted by how it ended, and what was accepted by what it cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from redis import Redis

from config.tally import Tally
from models.outbox.claims import Claim
from models.tables.outbox import BULK, URGENT
from sms.outbox.figures import SendFigures, figures
from sms.outbox.verdicts import Ended
from sms.providers.base import Accepted, Outcome, Rejected, Unsure
from turns import figures as turns

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
PROVIDER = SimpleNamespace(name="twilio")


def ended(kind: str, outcome: Outcome, segments: int = 1) -> Ended:
    claim = Claim("id", kind, "+525512345678", b"", None, segments, 1)
    return Ended(claim, PROVIDER, (), outcome, 0.0)  # type: ignore[arg-type]  # only its name is asked for


def test_calls_are_counted_by_provider_kind_and_outcome(redis: Redis) -> None:
    tally = Tally(redis)
    counted = SendFigures(tally, 0.5)
    counted.ended("sms", BULK, [ended("code", Accepted("SM1")), ended("notice.due", Accepted("SM2"), 2)], NOW)
    counted.ended("sms", BULK, [ended("code", Rejected("rate")), ended("code", Unsure("timeout"))], NOW)
    counted.ended("email", BULK, [ended("notice.due", Accepted("x"))], NOW)
    sends = next(family for family in figures(tally) if family.name == "micuenta_sends")
    assert {tuple(sample.labels.values()): sample.value for sample in sends.samples} == {
        ("twilio", "code", "accepted"): 1,
        ("twilio", "code", "rate"): 1,
        ("twilio", "code", "unsure"): 1,
        ("twilio", "notice.due", "accepted"): 2,
    }
    (segments, pesos) = tally.figures({"micuenta_segments": turns.SEGMENTS, "micuenta_pesos": turns.PESOS})
    assert {sample.labels["kind"]: sample.value for sample in segments.samples} == {"code": 1, "notice.due": 2}
    assert {sample.labels["kind"]: sample.value for sample in pesos.samples} == {
        "code": pytest.approx(0.5),
        "notice.due": pytest.approx(1.0),
    }


def test_what_somebody_waits_for_is_timed_from_owing_it_to_the_provider(redis: Redis) -> None:
    tally = Tally(redis)
    counted = SendFigures(tally, 0.5)
    late = replace(ended("code", Accepted("SM1")), claim=Claim("id", "code", "", b"", None, 1, 2, None, NOW))
    moment = NOW + timedelta(seconds=12)
    counted.ended("sms", URGENT, [late, replace(late, outcome=Rejected("rate"))], moment)
    counted.ended("sms", BULK, [late], moment)
    counted.expired(["code", "code", "reply"])
    found = {
        (sample.name, *sample.labels.values()): sample.value for family in figures(tally) for sample in family.samples
    }
    assert found["micuenta_urgent_seconds_count", "code"] == 1
    assert found["micuenta_urgent_seconds_bucket", "code", "10.0"] == 0
    assert found["micuenta_urgent_seconds_sum", "code"] == pytest.approx(12)
    assert found["micuenta_expired_total", "code"] == 2
