"""Every call of a provider is counted by how it ended, and what was accepted by what it cost."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from redis import Redis

from config.tally import Tally
from models.outbox.claims import Claim
from sms.outbox.figures import SendFigures, figures
from sms.outbox.verdicts import Ended
from sms.providers.base import Accepted, Outcome, Rejected, Unsure
from turns import figures as turns

PROVIDER = SimpleNamespace(name="twilio")


def ended(kind: str, outcome: Outcome, segments: int = 1) -> Ended:
    claim = Claim("id", kind, "+525512345678", b"", None, segments, 1)
    return Ended(claim, PROVIDER, (), outcome, 0.0)  # type: ignore[arg-type]  # only its name is asked for


def test_calls_are_counted_by_provider_kind_and_outcome(redis: Redis) -> None:
    tally = Tally(redis)
    counted = SendFigures(tally, 0.5)
    counted.ended("sms", [ended("code", Accepted("SM1")), ended("notice.due", Accepted("SM2"), 2)])
    counted.ended("sms", [ended("code", Rejected("rate")), ended("code", Unsure("timeout"))])
    counted.ended("email", [ended("notice.due", Accepted("x"))])
    (sends,) = figures(tally)
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
