"""Where a payment is taken: each place with its own reference, the first at once, the others one digit away."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from config.catalogues import load_all
from config.errors import Mistake
from config.files import payment_places
from config.settings import Settings
from flows.engine.engine import Engine
from flows.saying.house import House
from flows.turn.dialog import Dialog
from identifiers import payment_line
from identifiers.payment_line import PaymentLineRules
from tests.conversations.institution import Institution
from tests.flows.test_one_try import NIP, REGISTER
from tests.flows.world import CREDIT, Dice
from turns import parts
from turns.render import sms_text

FILE = """nombre,tipo,convenio,clabe,referencia,base,constante,minimo,maximo
Banorte,linea,3456,,,2013,3,,
Tienda,credito,,,,,,50.00,5000.00
SPEI,spei,,021180550300050811,5503,,,,
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house with three places of its own."""
    path = tmp_path / "places.csv"
    path.write_text(FILE, "utf-8")
    return parts.house(Settings(env="test", payment_places=path))


class Talk:
    """A worker of that house, with an account."""

    def __init__(self, house: House) -> None:
        self.engine, self.world, self.dice = Engine(house, load_all()), Institution(), Dice()
        self.dialog: Dialog | None = None
        for words in REGISTER:
            self.say(words)
        self.say(self.code())

    def code(self) -> str:
        """The newest code that was sent."""
        return "".join(letter for letter in self.world.sent_codes[-1].text if letter.isdecimal())[:6]

    def say(self, words: str) -> str:
        """One message, and its answer."""
        turned = self.engine.turn(self.dialog, (words,), self.world, self.world.now, self.dice)
        self.dialog = turned.dialog
        self.world.apply(turned.effects)
        return sms_text(turned.reply)


def test_the_first_place_is_told_at_once_by_its_own_rules_and_the_others_offered(house: House) -> None:
    answer = Talk(house).say(f"PAGO {NIP} 1500")
    assert answer.startswith("Paga $1,500.00 hasta el 5 dic 2026\nBanorte: convenio 3456, linea ")
    assert answer.endswith("\n1 Tienda\n2 SPEI")
    line = "".join(answer.split("linea ")[1].split("\n")[0].split())
    rules = PaymentLineRules(2013, "3")
    read = payment_line.parse(line, rules)
    assert read.reference == CREDIT.number
    assert payment_line.amount_fits(read, Decimal("1500.00"), rules)


def test_each_other_place_has_its_own_reference_for_the_same_payment(house: House) -> None:
    talk = Talk(house)
    talk.say(f"PAGO {NIP} 1500")
    shop = f"Tienda: di que abonas a Infonavit y da tu numero de crédito {CREDIT.number}"
    assert talk.say("tienda") == f"Paga $1,500.00\n{shop}\n1 Banorte\n2 SPEI"
    bank = f"SPEI: CLABE 021180550300050811, referencia 5503, concepto {CREDIT.number}"
    assert talk.say("2") == f"Paga $1,500.00\n{bank}\n1 Banorte\n2 Tienda"
    assert len(talk.world.references) == 1, "one payment, however many places are looked at"


def test_a_place_that_does_not_take_the_amount_is_not_offered(house: House) -> None:
    assert "Tienda" not in Talk(house).say(f"PAGO {NIP} 6000")


def test_how_to_pay_is_said_in_words_for_each(house: House) -> None:
    talk = Talk(house)
    assert talk.say("FORMAS") == "¿Donde quieres pagar?\n1 Banorte\n2 Tienda\n3 SPEI"
    assert "di que abonas a tu crédito Infonavit y da sus 10 numeros, de $50.00 a $5,000.00" in talk.say("2")
    talk.say("FORMAS")
    assert "convenio 3456" in talk.say("banorte")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("OXXO,tarjeta,,,,,,,", "line 2 .* has no good tipo"),
        ("SPEI,spei,,02118055030005081,5503,,,,", "has no good clabe"),
        ("SPEI,spei,,,,,,,", "has no good clabe, referencia"),
        ("Un banco de nombre largo,linea,,,,,,,", "has no good nombre"),
        ("", "has 0 places"),
        ("\n".join(["A,linea,,,,,,,"] * 5), "has 5 places"),
    ],
)
def test_a_file_that_cannot_be_used_stops_the_start_with_a_sentence(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "places.csv"
    path.write_text(f"{FILE.splitlines()[0]}\n{row}\n", "utf-8")
    with pytest.raises(Mistake, match=f"MICUENTA_PAYMENT_PLACES: .*{said}"):
        payment_places.read(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="cannot be read"):
        payment_places.read(tmp_path / "none.csv")
