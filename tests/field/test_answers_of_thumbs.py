"""Answers as thumbs write them.

Sources: rapidpro/rapidpro 828 and 830 (numbers read too freely), SCADA-LTS 1487 and mozilla-b2g/gaia 7691 (telephones
with blanks and words in them), the keyboards of Android and iOS (no-break and zero-width blanks, curly quotes, long
dashes, keycaps).
"""

from __future__ import annotations

import pytest

from flows.readers.contacts import Email, Phone
from flows.saying.house import House
from flows.saying.voice import Voice
from flows.turn.answers import Answers, Took
from flows.turn.dialog import Dialog
from flows.turn.turn import Turn
from flows.typed.characters import plain
from flows.typed.meant import meant
from tests.conversations.given import build
from tests.conversations.playing import Player
from tests.field.case import field_case
from tests.field.service import NIP, Service
from tests.flows.world import NOW, Dice, World

PAY_OFF = "$405,000.00"


def read_email(typed: str) -> object:
    """What is read as an address, past the door that every message comes through."""
    return _read(Email(), typed)


def read_phone(typed: str) -> object:
    """The same for a telephone."""
    return _read(Phone(), typed)


def _read(reader: Email | Phone, typed: str) -> object:
    house = House()
    turn = Turn(Dialog("1"), Answers(()), World(), NOW, Dice(), house, {"es": Voice("es", {}, house)})
    result = reader.read(meant(plain(typed), ""), turn)
    return result.value if isinstance(result, Took) else None


@field_case(
    kind="An amount that begins like an option",
    sends="`2,500` after `PAGO`, also `2 mil`, `2.5 mil`, `$2,500`, `2 500`, `dos mil quinientos`",
    now="the amount is read before the options: a reference for that sum",
)
@pytest.mark.parametrize(
    ("typed", "sum_"),
    [
        ("2,500", "$2,500.00"),
        ("2,500.50", "$2,500.50"),
        ("$2,500", "$2,500.00"),
        ("2 500", "$2,500.00"),
        ("2 mil", "$2,000.00"),
        ("2mil pesos", "$2,000.00"),
        ("2.5 mil", "$2,500.00"),
        ("dos mil quinientos", "$2,500.00"),
        ("2 mensualidades", "$7,700.00"),
        ("dos meses", "$7,700.00"),
        ("1,250", "$1,250.00"),
        ("1 mil 200", "$1,200.00"),
        ("3,200", "$3,200.00"),
        ("２,５００", "$2,500.00"),
        ("2,500 por favor", "$2,500.00"),
        ("3000.", "$3,000.00"),
        ("2'500", "$2,500.00"),
        ("quiero pagar 2,500", "$2,500.00"),
        ("quiero pagar 2 mensualidades", "$7,700.00"),
        ("voy a dar 1 500 pesos", "$1,500.00"),
        ("2500\nEnviado desde mi Samsung 2", "$2,500.00"),
    ],
)
def test_an_amount_is_read_before_an_option(service: Service, typed: str, sum_: str) -> None:
    service.open_account()
    service.sms(f"PAGO {NIP}")
    assert f"Paga {sum_}" in service.sms(typed)


@field_case(
    kind="An amount that begins like an option",
    sends="`PAGO 482913 2,500` in one message, the amount before the NIP, or `pago 482913, 3,200`; by USSD too",
    now="the same reference",
)
@pytest.mark.parametrize(
    ("typed", "sum_"),
    [
        (f"PAGO {NIP} 2,500", "$2,500.00"),
        (f"pago {NIP}, 3,200", "$3,200.00"),
        (f"PAGO 2,500 {NIP}", "$2,500.00"),
        (f"PAGO {NIP} 2 mil", "$2,000.00"),
        (f"PAGO {NIP} 2 mensualidades", "$7,700.00"),
        (f"PAGO\n{NIP}\n2,500", "$2,500.00"),
    ],
)
def test_an_amount_ahead_is_read_before_an_option(service: Service, typed: str, sum_: str) -> None:
    service.open_account()
    assert f"Paga {sum_}" in service.sms(typed)


@field_case(
    kind="An amount that begins like an option",
    sends="`PAGO 2,500`, `PAGO 2 mil` or `PAGO 2 mensualidades`, and the NIP when it is asked for",
    now="the amount is not asked for twice, nor taken for option 2",
)
@pytest.mark.parametrize(
    ("typed", "sum_"), [("2,500", "$2,500.00"), ("2 mil", "$2,000.00"), ("2 mensualidades", "$7,700.00")]
)
def test_an_amount_is_kept_while_the_nip_is_asked(service: Service, typed: str, sum_: str) -> None:
    service.open_account()
    service.sms(f"PAGO {typed}")
    assert f"Paga {sum_}" in service.sms(NIP)


@pytest.mark.parametrize("typed", ["2,500", "2 mil", "2 mensualidades"])
def test_an_amount_by_ussd_is_read_before_an_option(service: Service, typed: str) -> None:
    """What `PAGO` takes by SMS it takes on the keypad's page, too."""
    service.open_account()
    service.sms(f"PAGO {NIP}")
    assert "Paga $2," in service.ussd(f"PAGO*{typed}") or "Paga $7,700.00" in service.ussd(f"PAGO*{typed}")


@field_case(
    kind="An amount that begins like an option",
    sends="`2 pesos`, `1 momento`, `2 no se`, `1.5`, `2/3`",
    now="no reference: the question again, or the least that can be paid",
)
@pytest.mark.parametrize(
    "typed", ["2 pesos", "1 momento", "2 no se", "1.5", "2/3", "2 o 3", "-2,500", "2,50", "1'5", "2.500"]
)
def test_what_is_neither_option_nor_sum_gives_no_reference(service: Service, typed: str) -> None:
    service.open_account()
    service.sms(f"PAGO {NIP}")
    assert "Paga $" not in service.sms(typed)


@field_case(
    kind="A sum much larger than was meant",
    sends="`PAGO 482913 2` where option 2 pays everything off, or `38500` for $3,850",
    now="it is asked back first; the option on the screen, and `LIQUIDAR`, are not",
)
def test_a_sum_much_larger_than_a_payment_is_asked_back(service: Service) -> None:
    service.open_account()
    assert f"Son {PAY_OFF}" in service.sms(f"PAGO {NIP} 2")
    assert "¿Cuanto pagas?" in service.sms("no")
    assert f"Paga {PAY_OFF}" in service.sms("2"), "this time it was on the screen"
    assert "Son $38,500.00" in service.sms("PAGO 38500")
    assert "Paga $38,500.00" in service.sms("si")
    assert f"Paga {PAY_OFF}" in service.sms("PAGO LIQUIDAR")


@field_case(
    kind="Words that begin like an answer",
    sends="`1 momento por favor` at `¿Eres …?`, also `un momento`, `si pero no soy yo`, `2 segundos`",
    now="no answer: the question again; only a whole answer is one",
)
@pytest.mark.parametrize(
    "typed",
    [
        "1 momento por favor",
        "un momento",
        "1 minuto",
        "si pero mis datos estan mal",
        "2 segundos",
        "1ro",
        "una pregunta",
    ],
)
def test_only_a_whole_answer_is_an_answer(service: Service, typed: str) -> None:
    service.sms("REGISTRO")
    asked = service.sms(service.identity)
    assert "¿Eres" in asked
    assert "¿Eres" in (again := service.sms(typed)) or "avisamos" not in again
    assert service.count("SELECT count(*) FROM account") == 0


@field_case(
    kind="An option as people number it",
    sends="`1.-`, `(1)`, `#1`, `1️⃣`, `１`, `uno`, `la 1`, `opción 1`, `1 Sí`, `“1”`, `1 por favor`",
    now="that option",
)
@pytest.mark.parametrize(
    "typed",
    [
        *("1", "1.", "1.-", "(1)", "#1", "1️⃣", "１", "uno", "UNO", "la 1", "el uno", "opción 1", "Opcion uno", "1)"),
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
    service.sms("REGISTRO")
    service.sms(service.identity)
    assert "avisamos" in service.sms(typed)


@field_case(
    kind="A NIP with what keyboards put into it",
    sends="a zero-width or no-break space, quotation marks, a dash, full-width figures, `Mi NIP es …`, six words",
    now="the six digits, and no try is counted",
)
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
        ),
        *("es el 482913 gracias", "482\u2060913", "482\u202f913", "4 8 2 9 1 3", "482913\nEnviado desde mi Samsung"),
        "cuatro ocho dos nueve uno tres",
    ],
)
def test_a_nip_is_read_through_what_keyboards_put_into_it(service: Service, typed: str) -> None:
    service.open_account()
    service.sms("AHORRO")
    assert "$" in service.sms(typed)
    assert service.count("SELECT wrong_nips FROM account") == 0


@field_case(
    kind="A NIP with what keyboards put into it",
    sends="the same behind its word: `AHORRO “482913”`, `AHORRO 482–913`",
    now="the savings in one message",
)
@pytest.mark.parametrize(
    "typed", ["“482913”", "482–913", "482\u200b913", "\u00a0482913", "NIP 482913", ": 482913", "(482913)"]
)
def test_a_nip_behind_its_word_is_read_the_same_way(service: Service, typed: str) -> None:
    service.open_account()
    assert "$" in service.sms(f"AHORRO {typed}")


@field_case(
    kind="A code with what keyboards put into it",
    sends="`Mi código es “123 456”.`",
    now="the account is open",
)
@pytest.mark.parametrize("form", ["Mi código es “{}”.", "{}\u200b", "({})", "{} gracias", "el codigo: {}"])
def test_a_code_is_read_through_what_keyboards_put_into_it(service: Service, form: str) -> None:
    service.register()
    service.sms("Guadalajara, Benito Juarez")
    assert "Listo" in service.sms(form.format(service.code()))


@field_case(
    kind="An address with words around it",
    sends="`lorena@gmail.com.`, `Mi correo es lorena@gmail.com`, `lorena @ gmail.com`, `<lorena@gmail.com>`",
    now="that address",
)
@pytest.mark.parametrize(
    "typed",
    [
        *(
            "lorena@gmail.com",
            "lorena@gmail.com.",
            "Mi correo es lorena@gmail.com",
            "Lorena@Gmail.com,",
            "lorena @ gmail.com",
        ),
        *("<lorena@gmail.com>", "“lorena@gmail.com”", "correo: lorena@gmail.com gracias", "mailto:lorena@gmail.com"),
        *(
            "lorena@gmail.com\nEnviado desde mi iPhone",
            "lorena@gmail.com\nLorena, ventas@empresa.com.mx",
            "lorena arroba gmail punto com",
            "lorena@\u200bgmail.com",
        ),
    ],
)
def test_an_address_is_found(typed: str) -> None:
    assert read_email(typed) == "lorena@gmail.com"


@field_case(
    kind="An address with words around it",
    sends="`lorena.@gmail.com`, `.lorena@gmail.com`, `lorena@gmail`, `lorena@-gmail.com`, two addresses, `no es …`",
    now="none: the address is asked for again",
)
@pytest.mark.parametrize(
    "typed",
    [
        *(
            "lorena.@gmail.com",
            ".lorena@gmail.com",
            "lor..ena@gmail.com",
            "lorena@gmail",
            "lorena@-gmail.com",
            "@gmail.com",
        ),
        *(
            "lorena@gmail-.com",
            "lorena@gmail..com",
            "a@b.com c@d.com",
            "mi correo no es lorena@gmail.com",
            "lorena@gmail.c",
        ),
        *("lorena@@gmail.com", "lorena@gmail.com@x.com", "lóreña@gmail.com"),
    ],
)
def test_what_is_no_address_is_none(typed: str) -> None:
    assert read_email(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["Mi correo es lorena@gmail.com", "sí, lorena@gmail.com", "1 lorena@gmail.com.", "a lorena@gmail.com por favor"],
)
def test_an_address_at_the_question_for_it_is_taken(typed: str) -> None:
    """Whatever else stands in the message: an address is where to be told, and the NIP is asked next."""
    world, _ = build(("correo",))
    player = Player(world, "sms")
    for words in ("REGISTRO", "39089002156 PUFL900215MJCRCR04 PUFL900215KJ8", "1"):
        player.say(words)
    assert "NIP" in player.say(typed).screen.text
    assert b"lorena@gmail.com" in (player.stored or b"")


@field_case(
    kind="A telephone with words around it",
    sends="`Es el 5587654321`, `5587654321 gracias`, `+52 1 55 8765 4321`, `(55) 8765–4321`",
    now="that number",
)
@pytest.mark.parametrize(
    "typed",
    [
        *(
            "5587654321",
            "Es el 5587654321",
            "5587654321 gracias",
            "+52 1 55 8765 4321",
            "(55) 8765–4321",
            "55\u00a08765\u00a04321",
        ),
        *(
            "mi numero nuevo es 55-8765-4321.",
            "tel: 55 8765 4321",
            "５５８７６５４３２１",
            "5587654321\nEnviado desde mi Samsung",
            "5587654321\nLorena Prueba\nTel. 55 1234 5678",
        ),
        "044 55 8765 4321",
    ],
)
def test_a_telephone_is_found(typed: str) -> None:
    assert read_phone(typed) == "+525587654321"


@pytest.mark.parametrize(
    "typed", ["558765432", "55876543210", "no es el 5587654321", "5587654321 o 5512345678", "gracias"]
)
def test_what_is_no_telephone_is_none(typed: str) -> None:
    """Nine digits, eleven, two numbers, and one that is denied."""
    assert read_phone(typed) is None
