"""Guessing NIPs, codes, answers and identities over the sockets, by SMS and USSD: few tries, and told to nobody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks.people import NIP, WRONG, People
from tests.attacks.service import Service
from tests.processes import eventually

SECOND = "391827"
GUESSES = [f"{number:06d}" for number in range(100_003, 101_000, 13)]


def _wrong_nips(service: Service, line: str) -> tuple[int, bool]:
    """How many wrong ones are counted, and whether the account is closed."""
    count = service.sql("SELECT wrong_nips FROM account WHERE line = :line", line=line)
    locked = service.sql("SELECT count(locked_until) FROM account WHERE line = :line", line=line)
    return int(count), bool(locked)


@pytest.mark.parametrize("many", [40, 67, 75])
def test_many_nips_in_one_message_are_one_try(service: Service, people: People, many: int) -> None:
    """By SMS up to the longest message that is read, by USSD all in one request: one is counted, nothing is shown."""
    victim = people.registered()
    said = service.sms(victim.line, " ".join(["AHORRO", *GUESSES[:many], NIP])[:470])
    assert victim.amount not in said
    said = service.ussd(victim.line, "*".join(["AHORRO", *GUESSES[:60], NIP]))
    assert victim.amount not in said
    assert _wrong_nips(service, victim.line) in ((1, False), (2, False))


def test_fifty_nips_at_once_count_as_five(service: Service, people: People) -> None:
    victim = people.registered()
    with ThreadPoolExecutor(50) as pool:
        said = list(pool.map(lambda guess: service.sms(victim.line, f"AHORRO {guess} {NIP}"), GUESSES[:50]))
    assert not any(victim.amount in each for each in said)
    assert _wrong_nips(service, victim.line) == (0, True)
    assert service.sql("SELECT locks FROM account WHERE line = :line", line=victim.line) == 1
    assert victim.amount not in service.sms(victim.line, f"AHORRO {NIP}")


def test_channels_in_turn_have_five_tries_together(service: Service, people: People) -> None:
    victim = people.registered()
    for guess, channel in zip(GUESSES[:5], ("sms", "ussd", "kannel", "ussd", "sms"), strict=True):
        words = f"AHORRO*{guess}" if channel == "ussd" else f"AHORRO {guess}"
        assert victim.amount not in getattr(service, channel)(victim.line, words)
    assert _wrong_nips(service, victim.line) == (0, True)
    assert victim.amount not in service.ussd(victim.line, f"AHORRO*{NIP}")


def test_a_code_has_five_tries_however_they_are_sent(service: Service, people: People) -> None:
    """A recovery of somebody whose answer is known: six codes in one message are one miss, five messages end it."""
    victim = people.registered()
    service.sms(victim.line, "OLVIDE")
    for answer in ("Guadalajara", "Benito Juárez"):
        if "código" in service.sms(victim.line, answer) or "codigo" in service.sms(victim.line, "x"):
            break
    left = "SELECT tries_left FROM one_time_code WHERE account_id = (SELECT id FROM account WHERE line = :line)"
    if service.sql(left, line=victim.line) is None:
        pytest.fail("no code was sent")
    for number in range(5):
        service.sms(victim.line, " ".join(GUESSES[6 * number : 6 * number + 6]))
    assert service.sql(left, line=victim.line) == 0
    code = service.code(victim.line)
    assert "NIP nuevo ya funciona" not in service.sms(victim.line, f"{code} {SECOND}")
    assert service.sql("SELECT count(spent_at) FROM one_time_code") == 0


def test_answers_have_five_tries_though_one_leaves_and_comes_back(service: Service, people: People) -> None:
    victim = people.registered()
    asked = set()
    for number in range(9):
        asked.add(service.sms(victim.line, "OLVIDE" if number % 2 else "NIP") and service.sms(victim.line, "OLVIDE "))
        service.sms(victim.line, f"Pueblo {number}, Otro {number}, Guadalajara, Benito Juárez")
        service.sms(victim.line, "MENU")
    counted = "SELECT wrong_answers FROM account WHERE line = :line"
    assert service.sql(counted, line=victim.line) == 5
    sent = "SELECT count(*) FROM one_time_code WHERE account_id = (SELECT id FROM account WHERE line = :line)"
    assert service.sql(sent, line=victim.line) == 0


def test_leaving_ends_the_proof(service: Service, people: People) -> None:
    victim = people.registered()
    assert victim.amount in service.sms(victim.line, f"AHORRO {NIP}")
    service.sms(victim.line, "SALIR")
    assert victim.amount not in service.sms(victim.line, "AHORRO")
    assert victim.amount not in service.ussd(victim.line, "AHORRO")


def test_a_nip_that_nobody_asked_for_tells_nothing(service: Service, people: People) -> None:
    said = set()
    for nip in (NIP, WRONG, SECOND):
        victim = people.registered()
        service.sms(victim.line, f"AHORRO {NIP}")
        said.add(service.sms(victim.line, f"PAGO {nip} 1500"))
    assert len(said) == 1


def test_contacts_change_only_with_the_nip_anew_and_the_others_hear(service: Service, people: People) -> None:
    """Proved by USSD, then by SMS: without the NIP no code goes to the new number. A no of the old one closes it."""
    victim, new = people.registered(email="holder@example.mx"), people.line()
    assert victim.amount in service.ussd(victim.line, f"AHORRO*{NIP}")
    service.sms(victim.line, f"DATOS 1 {new[3:]}")
    assert service.received(new) == []
    service.sms(victim.line, f"DATOS {NIP} {new[3:]}")
    service.sms(victim.line, service.code(new))
    assert service.sql("SELECT count(*) FROM account WHERE line = :line", line=new) == 1
    asked = "SELECT count(*) FROM outbound_message WHERE kind = 'account-asked' AND recipient = :line"
    assert service.sql(asked, line=victim.line) == 1
    assert service.sql(asked, line=new) == 0
    service.sms(victim.line, "NO FUI YO")
    closed = "SELECT count(*) FROM account WHERE line = :line AND locked_until IS NOT NULL"
    assert service.sql(closed, line=new) == 1


@pytest.mark.parametrize("words", ["ALTA", "AVISOS SI", "START", "AVISOS*1"])
def test_a_line_that_changed_hands_is_sent_no_amounts(service: Service, people: People, words: str) -> None:
    """Whoever has it may stop notices, and starts them only with the NIP."""
    victim = people.registered()
    service.sms(victim.line, "AVISOS NO")
    service.sms(victim.line, "BAJA")
    if "*" in words:
        service.ussd(victim.line, words)
    else:
        service.sms(victim.line, words)
    wanted = "SELECT count(*) FROM account WHERE line = :line AND (sms_alerts OR email_alerts)"
    stopped = "SELECT count(opted_out_at) FROM line WHERE number = :line"
    assert (service.sql(wanted, line=victim.line), service.sql(stopped, line=victim.line)) == (0, 1)


def test_an_identity_is_guessed_at_three_times_by_a_line_and_ten_by_all(service: Service, people: People) -> None:
    victim, other = people.on_record(), people.on_record()
    for number in range(4):
        line = people.line()
        for again in range(4):
            service.sms(line, f"REGISTRO {victim.nss} {other.curp} {other.rfc} {number}{again}")
        missed = service.sql("SELECT blocked_until FROM line WHERE number = :line", line=line)
        assert missed is not None
    refused = service.sms(people.line(), f"REGISTRO {victim.identity}")
    unknown = service.sms(people.line(), f"REGISTRO {victim.nss} {people.on_record().curp} {victim.rfc}")
    assert refused.startswith("No pudimos confirmar")
    assert "¿Eres" not in unknown


def test_who_began_to_register_hears_of_an_impostor(service: Service, people: People) -> None:
    victim, thief = people.on_record(), people.line()
    for line in (victim.line, thief):
        assert "¿Eres" in service.sms(line, f"REGISTRO {victim.identity}")
        service.sms(line, f"1 1 {NIP} Guadalajara, Benito Juárez")
    eventually(lambda: any("otro celular" in text for text in service.received(victim.line)))
    case = "SELECT count(*) FROM agent_case WHERE reason = 'registration-replaced' AND line = :line"
    assert service.sql(case, line=thief) == 1
    assert "REGISTRO" in service.sms(victim.line, "OTRO")
