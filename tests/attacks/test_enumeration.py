"""Who asks learns nothing of whom we know: not by the text, its length, or what is left behind.

Nor by the time it takes, which `python -m bench attack` measures.
"""

from __future__ import annotations

import pytest

from tests.attacks import asking
from tests.attacks.people import NIP, People
from tests.attacks.service import Service

SAMPLES = 15


def test_an_nss_that_is_on_record_or_has_an_account_is_as_one_that_is_not(service: Service, people: People) -> None:
    """Right in two of three or in none: the same text, and the same rows."""
    known, others = people.registered(), people.on_record()
    said, left = set(), []
    for nss in (known.nss, asking.NOBODY):
        tried = people.lines(SAMPLES)
        said |= {service.sms(line, f"REGISTRO {nss} {others.curp} {others.rfc}") for line in tried}
        times = service.sql("SELECT times FROM identity_guess WHERE identifier = :nss", nss=nss)
        mismatches = {service.sql("SELECT mismatches FROM line WHERE number = :line", line=line) for line in tried}
        left.append((times, mismatches))
    assert len(said) == 1
    assert left[0] == left[1]


def test_a_number_that_has_an_account_is_as_one_that_has_none(service: Service, people: People) -> None:
    """Moving an account to it: nothing is said before the code from there comes back."""
    taken, free = people.registered().line, people.line()
    said = [service.sms(people.registered().line, f"DATOS {NIP} {line[3:]}") for line in (taken, free)]
    assert said[0] == said[1]
    assert len({service.received(line)[-1][:10] for line in (taken, free) if service.code(line)}) == 1


@pytest.mark.parametrize("gateway", asking.PATHS)
def test_a_token_that_is_almost_right_is_answered_as_any(service: Service, gateway: str) -> None:
    one, other = asking.tokens(service, gateway)
    assert one() == other()


def test_a_signature_that_is_almost_right_is_answered_as_any(service: Service) -> None:
    one, other = asking.signatures(service)
    assert one() == other()
