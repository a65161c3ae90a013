"""Addresses and telephones as thumbs write them.

Sources: SCADA-LTS 1487 and mozilla-b2g/gaia 7691 (telephones with blanks and words in them).
"""

from __future__ import annotations

import pytest

from flows.readers.contacts import Email, Phone
from flows.saying.house import House
from flows.saying.voice import Voices
from flows.turn.answers import Answers, Took
from flows.turn.dialog import Dialog
from flows.turn.turn import Turn
from flows.typed.characters import plain
from flows.typed.meant import meant
from tests.conversations.given import build
from tests.conversations.playing import Player
from tests.flows.world import NOW, Dice, World


def read_email(typed: str) -> object:
    """What is read as an address, past the door that every message comes through."""
    return _read(Email(), typed)


def read_phone(typed: str) -> object:
    """The same for a telephone."""
    return _read(Phone(), typed)


def _read(reader: Email | Phone, typed: str) -> object:
    house = House()
    turn = Turn(Dialog("1"), Answers(()), World(), NOW, Dice(), house, Voices(house, {}))
    result = reader.read(meant(plain(typed), ""), turn)
    return result.value if isinstance(result, Took) else None


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
        *("'lorena@gmail.com'", "“Lorena” <lorena@gmail.com>", "correo:lorena@gmail.com", "si lorena@gmail.com"),
    ],
)
def test_an_address_is_found(typed: str) -> None:
    """An address with words around it.

    Sends: `lorena@gmail.com.`, `Mi correo es lorena@gmail.com`, `lorena @ gmail.com`, `<lorena@gmail.com>`
    Now: that address
    """
    assert read_email(typed) == "lorena@gmail.com"


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
        *("lo rena@gmail.com", "lorena guion bajo p arroba gmail punto com", "mi correo lore na@gmail.com"),
        *("lorena@@gmail.com", "lorena@gmail.com@x.com", "lóreña@gmail.com"),
    ],
)
def test_what_is_no_address_is_none(typed: str) -> None:
    """An address with words around it.

    Sends: `lorena.@gmail.com`, `.lorena@gmail.com`, `lorena@gmail`, `lo rena@gmail.com`, two, `no es …`
    Now: none: the address is asked for again
    """
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
            "cel.5587654321",
            "５５８７６５４３２１",
            "5587654321\nEnviado desde mi Samsung",
            "5587654321\nLorena Prueba\nTel. 55 1234 5678",
        ),
        "044 55 8765 4321",
    ],
)
def test_a_telephone_is_found(typed: str) -> None:
    """A telephone with words around it.

    Sends: `Es el 5587654321`, `5587654321 gracias`, `+52 1 55 8765 4321`, `(55) 8765–4321`
    Now: that number
    """
    assert read_phone(typed) == "+525587654321"


@pytest.mark.parametrize(
    "typed", ["558765432", "55876543210", "no es el 5587654321", "5587654321 o 5512345678", "gracias"]
)
def test_what_is_no_telephone_is_none(typed: str) -> None:
    """Nine digits, eleven, two numbers, and one that is denied."""
    assert read_phone(typed) is None
