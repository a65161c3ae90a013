"""Who asks learns nothing of whom we know: not by the text, its length, the time it takes, or what is left behind."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable

import pytest

from tests.attacks.people import NIP, People
from tests.attacks.service import KANNEL, USSD, Service, request
from tests.attacks.wire import ask

SAMPLES = 250
"""Of each of the two; for as many, chance alone leaves the odds within 0.08 of a half 99.8 times in 100."""
ODDS = 0.08
ROUNDS = 3


def odds(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, set[object], set[object]]:
    """How likely the one takes longer than the other (0.5: nobody can tell), and what each was answered.

    They take turns, so that what else the machine does meets both.
    """
    took: list[list[float]] = [[], []]
    said: list[set[object]] = [set(), set()]
    for number in range(2 * SAMPLES):
        which = number % 2
        began = time.perf_counter()
        said[which].add((one, other)[which]())
        took[which].append(time.perf_counter() - began)
    ordered = sorted(took[1])
    longer = sum((bisect_left(ordered, each) + bisect_right(ordered, each)) / 2 for each in took[0])
    return longer / SAMPLES**2, *said


def alike(one: Callable[[], object], other: Callable[[], object]) -> None:
    """Neither text nor time tells them apart; a few rounds, since the machine is shared."""
    found = []
    for _ in range(ROUNDS):
        longer, *said = odds(one, other)
        assert said[0] == said[1]
        found.append(longer)
        if abs(longer - 0.5) <= ODDS:
            return
    raise AssertionError(f"the one takes longer with odds of {found}")


@pytest.mark.timeout(400)
def test_an_nss_that_is_on_record_or_has_an_account_is_as_one_that_is_not(service: Service, people: People) -> None:
    """Right in two of three or in none: the same text in the same time, and the same rows."""
    known, others = people.registered(), people.on_record()
    nobody = "39089002156"
    lines: dict[str, list[str]] = {known.nss: [], nobody: []}

    def guess(nss: str) -> Callable[[], str]:
        def once() -> str:
            line = people.line()
            lines[nss].append(line)
            return service.sms(line, f"REGISTRO {nss} {others.curp} {others.rfc}")

        return once

    alike(guess(known.nss), guess(nobody))
    left = {
        nss: (
            service.sql("SELECT times FROM identity_guess WHERE identifier = :nss", nss=nss) / len(tried),
            {service.sql("SELECT mismatches FROM line WHERE number = :line", line=line) for line in tried[:20]},
        )
        for nss, tried in lines.items()
    }
    assert left[known.nss] == left[nobody]


def test_a_number_that_has_an_account_is_as_one_that_has_none(service: Service, people: People) -> None:
    """Moving an account to it: nothing is said before the code from there comes back."""
    taken, free = people.registered().line, people.line()
    said = [service.sms(people.registered().line, f"DATOS {NIP} {line[3:]}") for line in (taken, free)]
    assert said[0] == said[1]
    assert len({service.received(line)[-1][:10] for line in (taken, free) if service.code(line)}) == 1


@pytest.mark.timeout(400)
@pytest.mark.parametrize(("path", "token"), [("/sms/kannel/{}?x=1", KANNEL), ("/ussd/africastalking/{}", USSD)])
def test_a_token_that_is_almost_right_takes_as_long_as_any(service: Service, path: str, token: str) -> None:
    near, far = token[:-1] + "#", "#" + token[1:]

    def guess(tried: str) -> Callable[[], int]:
        raw = request("POST", path.format(tried.replace("#", "z")), {})
        return lambda: ask(service.port, raw).status

    alike(guess(near), guess(far))


@pytest.mark.timeout(400)
def test_a_signature_that_is_almost_right_takes_as_long_as_any(service: Service, people: People) -> None:
    form = {"From": people.line(), "Body": "hola", "MessageSid": service.message()}
    right = service.signature(form)

    def guess(tried: str) -> Callable[[], int]:
        raw = request("POST", "/sms/twilio", form, X_Twilio_Signature=tried)
        return lambda: ask(service.port, raw).status

    alike(guess(right[:-2] + "z="), guess("z" + right[1:]))
