"""Words that stop messages, as networks, laws and thumbs have them.

Sources: Twilio "Advanced Opt-Out" (`OptOutType`) and "Support for opt-out keywords" (CANCEL, END, QUIT, and REVOKE and
OPTOUT since 2025; short codes handle none of them by themselves), our notices' own `No más avisos`.
"""

from __future__ import annotations

import pytest

from tests.field.service import NIP, Service

OPTED_OUT = "SELECT count(*) FROM line WHERE opted_out_at IS NOT NULL"


@pytest.mark.parametrize("place", ["rest", "security question", "registration"])
@pytest.mark.parametrize("body", ["CANCELAR", "Ya basta", "No, gracias", ""])
def test_the_parameter_is_the_word(service: Service, place: str, body: str) -> None:
    """The network's word for stopping.

    Sends: `OptOutType=STOP` with a word of the operator's own (`CANCELAR`), at rest or in a question
    Now: it is BAJA, no answer to the question; Twilio has answered, so we do not. `START` is ALTA, with its NIP
    """
    if place == "rest":
        service.open_account()
    elif place == "registration":
        service.sms("REGISTRO")
    else:
        service.register()
    assert service.sms(body, OptOutType="STOP") == ""
    assert service.count(OPTED_OUT) == 1
    assert service.count("SELECT count(*) FROM outbound_message WHERE kind = 'code'") == 0, (
        "no code was sent for an answer nobody gave"
    )
    asked = service.sms("de vuelta", OptOutType="START")
    if place == "rest":  # notices of an account carry amounts: whoever has the line now has to prove who they are
        assert "NIP" in asked
        service.sms(NIP)
    else:
        assert asked == ""
    assert service.count(OPTED_OUT) == 0


def test_the_networks_help_leaves_the_question(service: Service) -> None:
    """The network's word for stopping.

    Sends: `OptOutType=HELP` with any word, at a question
    Now: the question waits; nothing is said twice
    """
    service.register()
    assert service.sms("INFO", OptOutType="HELP") == ""
    assert "Pregunta de seguridad 2" in service.sms("Guadalajara")


@pytest.mark.parametrize("gateway", ["twilio", "kannel"])
@pytest.mark.parametrize(
    "word",
    [
        *("CANCEL", "End.", "QUIT", "REVOKE", "OPTOUT", "opt-out", "Opt out", "STOPALL", "NO MAS AVISOS", "stop all"),
        *(
            "No más avisos: BAJA.",
            "no mas mensajes",
            "PARAR",
            "Detener.",
            "Stop promotions",
            "¡No más avisos!",
            "ＢＡＪＡ",
            "BAJA\u200b",
            "“BAJA”",
            "baja\nEnviado desde mi iPhone",
        ),
    ],
)
def test_words_that_stop(service: Service, gateway: str, word: str) -> None:
    """A word that means stop wherever it is said.

    Sends: `CANCEL`, `End.`, `QUIT`, `REVOKE`, `OPTOUT`, `opt-out`, `NO MAS AVISOS`, `No más avisos: BAJA.`
    Now: notices stop, as with BAJA, when it is all that was sent
    """
    service.open_account()
    assert "ya no te mandamos avisos" in service.sms(word, gateway=gateway)
    assert service.count(OPTED_OUT) == 1


@pytest.mark.parametrize("said", ["Quito", "El Alto", "end of the road", "no quiero mas deudas", "ya no mas deudas"])
def test_words_near_them_stop_nothing(service: Service, said: str) -> None:
    """A word that means stop wherever it is said.

    Sends: `Quito`, `El Alto`, `cancela mi cita`, `no quiero más deudas` as answers or questions
    Now: nothing is stopped
    """
    service.register()
    service.sms(said)
    assert service.count(OPTED_OUT) == 0


def test_after_half_an_hour_in_a_question_they_still_stop(service: Service) -> None:
    """Who comes back to an open question only to stop notices is not asked whether to go on."""
    service.sms("REGISTRO")
    service.sms("NO MAS AVISOS", after=3600)
    assert service.count(OPTED_OUT) == 1
