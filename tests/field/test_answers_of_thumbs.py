"""Answers as thumbs write them.

Sources: rapidpro/rapidpro 828 and 830 (answers read too freely), the keyboards of Android and iOS (no-break and
zero-width blanks, curly quotes, long dashes, keycaps).
"""

from __future__ import annotations

import pytest

from tests.field.service import Service


@pytest.mark.parametrize(
    "typed",
    [
        "1 momento por favor",
        "un momento",
        "1 minuto",
        "si pero mis datos estan mal",
        "2 segundos",
        "una pregunta",
        "1 vez",
        "1 nada mas",
        "uno dos",
        "1 o 2",
    ],
)
def test_only_a_whole_answer_is_an_answer(service: Service, typed: str) -> None:
    """Words that begin like an answer.

    Sends: `1 momento por favor` at `¿Eres …?`, also `un momento`, `si pero no soy yo`, `2 segundos`
    Now: no answer: the question again; only a whole answer is one
    """
    service.sms("REGISTRO")
    asked = service.sms(service.identity)
    assert "¿Eres" in asked
    assert "¿Eres" in (again := service.sms(typed)) or "avisamos" not in again
    assert service.count("SELECT count(*) FROM account") == 0


@pytest.mark.parametrize(
    "typed",
    [
        *("1", "1.", "1.-", "(1)", "#1", "1️⃣", "１", "uno", "UNO", "la 1", "el uno", "opción 1", "Opcion uno", "1)"),
        *("1º", "1ro", "¿1?", "opc. 1", "R: 1", "respuesta = 1", "1 porfis", "1 🙏"),
        *(
            "1 Sí",
            "“1”",
            "'1'",
            "1 por favor",
            "1, gracias",
            "1!",
            "\u200b1",
            "1\u00a0",
            "①",
            "𝟏",
            "*1*",
            "1\nEnviado desde mi iPhone",
        ),
    ],
)
def test_an_option_is_read_however_it_is_numbered(service: Service, typed: str) -> None:
    """An option as people number it.

    Sends: `1.-`, `(1)`, `#1`, `1️⃣`, `１`, `uno`, `la 1`, `opción 1`, `1º`, `R: 1`, `¿1?`, `1 Sí`, `“1”`, `1 por favor`
    Now: that option
    """
    service.sms("REGISTRO")
    service.sms(service.identity)
    assert "avisamos" in service.sms(typed)


@pytest.mark.parametrize("typed", ["1 ok", "1 va", "Si 1", "1 acepto", "1, si", "si si", "1 claro", "ok 1", "1 soy yo"])
def test_an_answer_said_twice_is_one(service: Service, typed: str) -> None:
    """A yes said twice in one answer.

    Sends: `1 ok`, `1 va`, `Si 1`, `1 acepto` at `¿Eres …?`
    Now: one answer: what comes next has not been seen, and nobody consents to it
    """
    service.sms("REGISTRO")
    service.sms(service.identity)
    assert "avisamos" in service.sms(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("482\u200b913", "\ufeff482913", "482\u00a0913", "“482913”", "«482913»", "'482913'", "482–913", "482—913"),
        *(
            "482-913",
            "４８２９１３",
            "482.913",
            "(482913)",
            "*482913#",
            "Mi NIP es 482913",
            "NIP: “482 913”",
            "482913.",
            "mi numero secreto es 482913",
            "es este: 482913",
            "¿482913?",
            "482/913",
            "482_913",
        ),
        *("es el 482913 gracias", "482\u2060913", "482\u202f913", "4 8 2 9 1 3", "482913\nEnviado desde mi Samsung"),
        "cuatro ocho dos nueve uno tres",
    ],
)
def test_a_nip_is_read_through_what_keyboards_put_into_it(service: Service, typed: str) -> None:
    """A NIP with what keyboards put into it.

    Sends: a zero-width or no-break space, quotation marks, a dash, full-width figures, `Mi NIP es …`, six words
    Now: the six digits, and no try is counted
    """
    service.open_account()
    service.sms("AHORRO")
    assert "$" in service.sms(typed)
    assert service.count("SELECT wrong_nips FROM account") == 0


@pytest.mark.parametrize(
    "typed", ["“482913”", "482–913", "482\u200b913", "\u00a0482913", "NIP 482913", ": 482913", "(482913)"]
)
def test_a_nip_behind_its_word_is_read_the_same_way(service: Service, typed: str) -> None:
    """A NIP with what keyboards put into it.

    Sends: the same behind its word: `AHORRO “482913”`, `AHORRO 482–913`
    Now: the savings in one message
    """
    service.open_account()
    assert "$" in service.sms(f"AHORRO {typed}")


@pytest.mark.parametrize("form", ["Mi código es “{}”.", "{}\u200b", "({})", "{} gracias", "el codigo: {}"])
def test_a_code_is_read_through_what_keyboards_put_into_it(service: Service, form: str) -> None:
    """A code with what keyboards put into it.

    Sends: `Mi código es “123 456”.`
    Now: the account is open
    """
    service.register()
    service.sms("Guadalajara, Benito Juarez")
    assert "Listo" in service.sms(form.format(service.code()))
