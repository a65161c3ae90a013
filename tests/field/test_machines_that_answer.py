"""Machines that answer, and messages delivered twice.

Sources: rapidpro/rapidpro 1018 and nyaruka/courier 345 (bots that talk to each other, some with the time in each
answer), medic/cht-core 4715 (operators' auto-replies), target/goalert 1823 (passive replies are limited, actions are
not), capcom6/android-sms-gateway 291, 301, 310 and textbee/textbee 159 (one SMS under two ids, up to 5.1 s apart).
"""

from __future__ import annotations

import pytest

from tests.field.service import FOREIGN, LINE, OUR_NUMBER, Service

BUSY = "Estoy manejando. Te llamo en cuanto pueda."


@pytest.mark.parametrize("seconds", [0, 3, 20, 240])
@pytest.mark.parametrize("account", [True, False])
def test_a_loop_falls_silent(service: Service, seconds: int, account: bool) -> None:
    """An auto-reply that answers every answer.

    Sends: `Estoy manejando. Te llamo en cuanto pueda.` 80 times from one line
    Now: four answers, then silence until something else is said or ten minutes have passed
    """
    if account:
        service.open_account()
    answers = [service.sms(BUSY, after=seconds) for _ in range(80)]
    assert all(answers[:3])
    assert not any(answers[8:])
    assert service.sms("AYUDA", after=20), "whoever says something else is answered"
    assert service.sms(BUSY, after=601), "and after a while anybody is"


def test_a_loop_that_varies_falls_silent_too(service: Service) -> None:
    """An auto-reply that answers every answer.

    Sends: the time of day in each of them: `Fuera de la oficina. 10:32:07`
    Now: seven answers at most, then silence: they say nothing new
    """
    answers = [service.sms(f"Fuera de la oficina. 10:{n:02}:07", after=20) for n in range(80)]
    assert not any(answers[8:])


def test_a_loop_in_a_question_falls_silent(service: Service) -> None:
    """An auto-reply that answers every answer.

    Sends: it, in the middle of a registration
    Now: the question again, the offer of a person, then silence; the question still waits
    """
    service.sms("REGISTRO")
    answers = [service.sms(BUSY, after=20) for _ in range(80)]
    assert sum(map(bool, answers)) <= 9
    assert not any(answers[12:])


@pytest.mark.parametrize(
    "typed",
    [
        BUSY,
        "Estoy conduciendo con Enfoque de conducción activado. Veré tu mensaje cuando llegue a mi destino.",
        "I’m driving with Driving Focus turned on. I’ll see your message when I get where I’m going.",
        "(I’m not receiving notifications. If this is urgent, reply “urgent” to send a notification through.)",
        "(No estoy recibiendo notificaciones. Si es urgente, responde “urgente”.)",
        "Ahora no puedo hablar. ¿Qué tal?",
        "No puedo hablar ahora, te llamo más tarde",
        "Can't talk now. What's up?",
        "Gracias por comunicarte con Ferretería López. En breve te atendemos.",
        "Respuesta automática: fuera de la oficina",
        "Hola, gracias por tu mensaje",
        "El usuario no está disponible",
        "Usted tiene 1 llamada perdida del 5512345678",
    ],
)
def test_an_auto_reply_is_no_answer_of_ones_own(service: Service, typed: str) -> None:
    """An auto-reply to a security question.

    Sends: `Estoy manejando. Te llamo …`, `(I’m not receiving notifications. If this is urgent, …)`, `Llamada perdida`
    Now: no answer: the question again; it would open the account again later
    """
    service.register()
    service.sms(typed)
    assert "Pregunta de seguridad 2" in service.sms("Guadalajara")
    assert service.code() == ""


@pytest.mark.parametrize("typed", ["La Clase", "En la junta de vecinos", "Taxista, manejando", "El Usuario"])
def test_a_persons_words_that_are_like_one_are_an_answer(service: Service, typed: str) -> None:
    """Where somebody grew up, what they did first."""
    service.register()
    assert "Pregunta de seguridad 2" in service.sms(typed) or service.code()


def test_an_answer_too_long_to_remember_is_said_to_be(service: Service) -> None:
    """It said that it was too short."""
    service.register()
    assert "muy larga" in service.sms(
        "En una colonia muy bonita que quedaba cerca del rio y de la casa de mis abuelitos"
    )


def test_a_person_who_asks_again_and_again_is_answered(service: Service) -> None:
    """An auto-reply that answers every answer.

    Sends: `¿Cuánto tengo?` five times by a person, with other words between
    Now: every one is answered: what is new makes the conversation fresh
    """
    service.open_account()
    for word in ("CREDITO", "PUNTOS", "AYUDA", "PRIVACIDAD", "PAGO"):
        assert service.sms("MENU", after=20)
        assert service.sms(word, after=20)


def test_somebody_who_goes_through_the_same_few_services_over_and_over_is_answered(service: Service) -> None:
    """Three things in turn are a person's, or a test's; a machine has one or two."""
    service.open_account()
    for _ in range(6):
        assert all(service.sms(word, after=9) for word in ("AYUDA", "CREDITO", "MENU", "PRIVACIDAD", "0"))


@pytest.mark.parametrize("gateway", ["twilio", "kannel"])
def test_a_foreign_loop_falls_silent(service: Service, gateway: str) -> None:
    """An auto-reply that answers every answer.

    Sends: 80 texts from a number abroad, by Twilio or Kannel
    Now: told three times that this is for Mexico, then silence
    """
    answers = [service.sms(BUSY, line=FOREIGN, gateway=gateway, after=20) for _ in range(80)]
    assert list(map(bool, answers)) == [True] * 3 + [False] * 77


@pytest.mark.parametrize("gateway", ["twilio", "kannel"])
@pytest.mark.parametrize("sender", [OUR_NUMBER, "30900", "+5230900", "5215500000009", "rcs:+525500000009"])
def test_our_own_number_is_not_answered(service: Service, gateway: str, sender: str) -> None:
    """A message from our own number.

    Sends: `hola` from the number we send from, the short code, or the number it was sent to
    Now: nothing at all
    """
    assert service.sms("hola", line=sender, gateway=gateway) == ""
    assert service.sms("hola", line="+525577777777", to="+525577777777", gateway=gateway) == ""
    assert service.turns() == 0


@pytest.mark.parametrize("gateway", ["twilio", "kannel"])
@pytest.mark.parametrize("seconds", [0, 1, 5, 6])
def test_a_message_under_two_ids_is_one(service: Service, gateway: str, seconds: int) -> None:
    """One message delivered twice under two ids.

    Sends: `1` at `¿Eres …?`, again 0 to 6 seconds later under another id
    Now: the same answer, no turn: nobody consents to what was not asked
    """
    service.sms("REGISTRO", gateway=gateway)
    service.sms(service.identity, gateway=gateway)
    first = service.sms("1", gateway=gateway)
    before = service.turns()
    assert service.sms("1", after=seconds, gateway=gateway) == first
    assert service.sms("1", after=seconds, gateway=gateway) == first, "nor the third copy"
    assert service.turns() == before


def test_a_wrong_triple_twice_burns_one_try(service: Service) -> None:
    """One message delivered twice under two ids.

    Sends: NSS, CURP and RFC that do not match, twice
    Now: one try is counted
    """
    wrong = service.identity.replace("PUFL900215KJ8", "PUFL900215KJ9")
    service.sms("REGISTRO")
    assert service.sms(wrong) == service.sms(wrong, after=2)
    assert service.count("SELECT mismatches FROM line") == 1


def test_a_wrong_nip_twice_is_one_miss_and_each_id_keeps_its_answer(service: Service) -> None:
    """One message delivered twice under two ids.

    Sends: a wrong NIP, twice; then the second id once more an hour later
    Now: one miss is counted; the id gets its answer again
    """
    service.open_account()
    first = service.sms("AHORRO 111222", id="a")
    assert service.sms("AHORRO 111222", id="b", after=2) == first
    assert service.sms("AHORRO 111222", id="b", after=3600) == first
    assert service.count("SELECT wrong_nips FROM account") == 1


def test_the_same_text_is_the_same_however_it_is_carried(service: Service) -> None:
    """One message delivered twice under two ids.

    Sends: the copy by the other gateway, in full-width figures
    Now: it is the same text: the same answer, no turn
    """
    service.sms("REGISTRO")
    service.sms(service.identity)
    assert service.sms("1") == service.sms("１", gateway="kannel", after=1)


def test_the_same_answer_to_the_next_question_is_another(service: Service) -> None:
    """One message delivered twice under two ids.

    Sends: `1` and, eight seconds later, `1` to the next question
    Now: two answers: a person read the question between them
    """
    service.sms("REGISTRO")
    service.sms(service.identity)
    first = service.sms("1")
    assert service.sms("1", after=8) != first


def test_a_ussd_session_is_as_quick_as_its_keys(service: Service) -> None:
    """One message delivered twice under two ids.

    Sends: `1` and at once `1`, by USSD
    Now: two answers: a session has its own way to tell a repetition
    """
    assert service.ussd("1") != service.ussd("1*1")


def test_the_line_of_one_worker_is_silent_alone(service: Service) -> None:
    """A loop on one line costs no other line an answer."""
    for _ in range(10):
        service.sms(BUSY, after=20)
    assert service.sms(BUSY, line=LINE.replace("78", "79"))
