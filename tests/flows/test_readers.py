"""What prompts take, what they leave for the next one, and what they refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.readers.amounts import Amount
from flows.readers.contacts import Email
from flows.readers.readers import YES_NO, Choice, Free
from flows.readers.secrets import CODE, NIP, too_easy
from flows.saying.house import House
from flows.saying.text import T
from flows.saying.voice import Voices
from flows.turn.answers import Answers, Refused, Took
from flows.turn.dialog import Dialog
from flows.turn.turn import Turn
from tests.flows.world import NOW, Dice, World

HOUSE = House()
FRUIT = Choice({"apple": "Manzana roja", "pear": "Pera", "fig": "Higo"})
FREE = Free(T("Esa respuesta es muy corta. Escríbela con al menos 2 letras."))


def turn() -> Turn:
    """A turn with nothing in it."""
    return Turn(Dialog("1"), Answers(()), World(), NOW, Dice(), HOUSE, Voices(HOUSE, {}))


def value(reader: Choice | Free | Email | Amount, text: str) -> tuple[object, str] | None:
    """What was taken and what is left, or None."""
    result = reader.read(text, turn())
    return (result.value, result.rest.strip(" ,")) if isinstance(result, Took) else None


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("2", ("pear", "")),
        ("2.", ("pear", "")),
        ("2)", ("pear", "")),
        ("1 482913", ("apple", "482913")),
        ("PERA", ("pear", "")),
        ("peras", ("pear", "")),
        ("manzana", ("apple", "")),
        ("manzana roja", ("apple", "")),
        ("higo, 2", ("fig", "2")),
        ("4", None),
        ("0", None),
        ("uva", None),
        ("٢", None),
        ("", None),
    ],
)
def test_a_choice_is_made_by_number_or_label(typed: str, taken: tuple[str, str] | None) -> None:
    assert value(FRUIT, typed) == taken


@pytest.mark.parametrize(
    ("typed", "taken"), [("Sí", "yes"), ("sale", "yes"), ("ok", "yes"), ("nel", "no"), ("n", "no")]
)
def test_yes_and_no_are_said_in_many_ways(typed: str, taken: str) -> None:
    assert value(YES_NO, typed) == (taken, "")


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("Guadalajara, Benito Juárez", ("Guadalajara", "Benito Juárez")),
        ("San José\nPrimaria 5", ("San José", "Primaria 5")),
        ("x", None),
        ("¿?", None),
        ("a" * 61, None),
    ],
)
def test_free_text_ends_at_a_comma_or_line(typed: str, taken: tuple[str, str] | None) -> None:
    assert value(FREE, typed) == taken


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("Lore@Correo.MX 482913", ("lore@correo.mx", "482913")),
        ("o'neil+x@a-b.co.uk", ("o'neil+x@a-b.co.uk", "")),
        ("lore@correo", None),
        ("lore correo.mx", None),
        ("a..b@correo.mx", None),
        ("@correo.mx", None),
    ],
)
def test_an_address_is_whole_or_refused(typed: str, taken: tuple[str, str] | None) -> None:
    assert value(Email(), typed) == taken


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1500", "1500"),
        ("1,500.00", "1500"),
        ("$1500.50", "1500.50"),
        ("1500 pesos", "1500"),
        ("mil", "1000"),
        ("un chorro", None),
        ("-5", None),
    ],
)
def test_an_amount_is_pesos_as_people_write_them(typed: str, amount: str | None) -> None:
    taken = value(Amount(), typed)
    assert taken == ((Decimal(amount), "") if amount else None)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("482913", ("482913", "")),
        ("482 913", ("482913", "")),
        ("48-29-13 1500", ("482913", "1500")),
        ("４８２９１３", ("482913", "")),
        ("mi nip es 482913", ("482913", "")),
        ("NIP: 482913", ("482913", "")),
        ("48291", None),
        ("4829131", None),
        ("cuatro", None),
    ],
)
def test_six_digits_are_read_however_grouped_or_named(typed: str, taken: tuple[str, str] | None) -> None:
    result = NIP.read(typed, turn())
    assert ((result.value, result.rest.strip()) if isinstance(result, Took) else None) == taken


def test_a_secret_is_never_quoted() -> None:
    """The journal learns that six digits came, not which; a refusal says what a NIP or a code is."""
    result = NIP.read("482913", turn())
    assert isinstance(result, Took)
    assert result.said == "••••••"
    assert NIP.read("1", turn()) == Refused(NIP.reason)
    assert CODE.read("1", turn()) == Refused(CODE.reason)


@pytest.mark.parametrize("typed", ["482913", "mi nip es 482913", "NIP: 482 913."])
def test_digits_with_their_name_are_an_answer_where_they_were_asked_for(typed: str) -> None:
    assert NIP.named(typed)


@pytest.mark.parametrize("typed", ["NIP 482913 771204", "ahorro 482913", "nip"])
def test_a_word_with_more_behind_it_is_a_word(typed: str) -> None:
    assert not NIP.named(typed)


BORN = date(1990, 2, 15)


@pytest.mark.parametrize(
    "nip",
    ["123456", "987654", "890123", "111111", "121212", "482482", "150290", "900215", "021590", "199002", "021990"],
)
def test_runs_repeats_and_the_birth_date_are_too_easy(nip: str) -> None:
    assert too_easy(nip, BORN)


@pytest.mark.parametrize("nip", ["482913", "771204", "135792"])
def test_others_are_not(nip: str) -> None:
    assert not too_easy(nip, BORN)


def test_what_was_left_unread_is_only_counted() -> None:
    """The journal keeps the length of what nobody asked for, never its text."""
    answers = Answers(("  uno dos  ", "", "tres"))
    assert answers.next() == "uno dos"
    answers.take(" dos ,", "UNO")
    assert answers.next() == "dos"
    answers.drop()
    assert answers.said == ["UNO", "[7]"]
    assert not answers
