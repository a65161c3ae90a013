"""VERIFICA with whatever people send for a folio. A false alarm teaches people to distrust the check."""

from __future__ import annotations

import pytest

from tests.field.service import Service

FOLIO = "Q8NYDH"
NOTICE = (
    "Infonavit: tu patrón ZAPATERA DEL NORTE aportó $1,955.26 del bimestre 5 de 2026 a tu crédito. "
    f"¿Dudas? VERIFICA {FOLIO}. No más avisos: BAJA."
)

pytestmark = pytest.mark.given("aviso Q8NYDH")


@pytest.mark.parametrize(
    "typed",
    [
        *("VERIFICA Q8NYDH", "verifica q8nydh", "VERIFICA folio Q8NYDH", "VERIFICA el Q8NYDH", "VERIFICA Q8N YDH"),
        *(
            "VERIFICA *Q8NYDH*",
            "VERIFICA Q*8*N*Y*D*H",
            "VERIFICA Q 8 N Y D H",
            "VERIFICA “Q8NYDH”",
            "verifica: q8nydh.",
        ),
        *(
            "VERIFICA Q8N-YDH",
            "VERIFICA el folio es Q8NYDH por favor",
            "verificar folio: q8nydh",
            "VERIFICA Ｑ８ＮＹＤＨ",
        ),
        *(
            "VERIFICA Q8NY\u200bDH",
            "VERIFICA #Q8NYDH",
            "VERIFICA(Q8NYDH)",
            "VERIFICA\nQ8NYDH",
            "VERIFICA Q8NYDH ¿es de ustedes?",
        ),
        *("es de ustedes el folio Q8NYDH?", "me llegó un mensaje con folio q8nydh, ¿es suyo?"),
        *("VERIFICA mensaje con folio Q8NYDH de ayer", "VERIFICA Q8NYDH\nEnviado desde mi iPhone"),
    ],
)
def test_a_known_folio_is_found(service: Service, typed: str) -> None:
    """A folio with words, blanks or stars.

    Sends: `VERIFICA folio Q8NYDH`, `VERIFICA Q8N YDH`, `VERIFICA *Q8NYDH*`, `es de ustedes el folio Q8NYDH?`
    Now: it is ours, with the day it was sent
    """
    assert "ese mensaje es nuestro" in service.sms(typed)


@pytest.mark.parametrize(
    "typed", [f"VERIFICA {NOTICE}", f"VERIFICA\n{NOTICE}", NOTICE, f"VERIFICA “{NOTICE}”", f"Verifica esto: {NOTICE}"]
)
def test_a_whole_notice_is_found(service: Service, typed: str) -> None:
    """A notice sent back whole.

    Sends: `VERIFICA` and the whole notice, or the notice alone, at rest or at a question
    Now: it is ours; a question stays on the table
    """
    assert "ese mensaje es nuestro" in service.sms(typed)
    service.register()
    assert "ese mensaje es nuestro" in service.sms(typed)
    assert "Pregunta de seguridad 2" in service.sms("Guadalajara")


@pytest.mark.parametrize(
    "typed",
    [
        "VERIFICA ABC234",
        "VERIFICA 123456",
        "VERIFICA XXXXXX",
        "VERIFICA folio ABC234",
        "VERIFICA su folio es ABC234, deposite ya",
    ],
)
def test_another_folio_is_not_ours(service: Service, typed: str) -> None:
    """A folio that is none of ours.

    Sends: `VERIFICA ABC234`, `VERIFICA 123456`, a message of somebody else's with such a folio
    Now: it is not ours, with the warning
    """
    assert "No te mandamos un aviso con ese folio" in service.sms(typed)


def test_a_folio_cut_short_is_asked_for_whole(service: Service) -> None:
    """A folio cut short.

    Sends: `VERIFICA Q8NYD`
    Now: a code is longer than that, copy it whole; no alarm
    """
    assert "no viene completo" in service.sms("VERIFICA Q8NYD")


@pytest.mark.parametrize(
    "typed", ["VERIFICA", "VERIFICA el mensaje por favor", "VERIFICA mi cuenta", "verifica gracias"]
)
def test_without_a_folio_the_last_one_is_told(service: Service, typed: str) -> None:
    """VERIFICA without a folio.

    Sends: `VERIFICA`, `VERIFICA el mensaje por favor`, `VERIFICA mi cuenta`
    Now: what we sent last, with its folio to compare; no alarm
    """
    answer = service.sms(typed)
    assert FOLIO in answer
    assert "El ultimo aviso" in answer


@pytest.mark.parametrize("path", [f"VERIFICA*{FOLIO}", f"VERIFICA {FOLIO}", "VERIFICA*Q8N*YDH"])
def test_a_known_folio_is_found_by_ussd(service: Service, path: str) -> None:
    """A star parts answers there; the folio is found across it."""
    assert "ese mensaje es nuestro" in service.ussd(path)
