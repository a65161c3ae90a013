"""Of one message only one piece is ever tried as a secret; after a wrong one the rest is dropped, and it is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest

from config.catalogues import load_all
from flows.engine import steps
from flows.engine.engine import Engine
from flows.records.effects import MissAnswer, MissCode, MissIdentity, MissNip, misses
from flows.saying.house import House
from flows.turn.dialog import Dialog
from flows.turn.turned import Broken, Turned
from tests.conversations.institution import Institution
from tests.flows.world import LORENA, Dice

ENGINE = Engine(House(mail=True), load_all())
NIP, ANSWERS = "482913", ("Guadalajara", "Benito Juarez")
IDENTITY = f"{LORENA.nss} {LORENA.curp} {LORENA.rfc}"
REGISTER = ("registro", IDENTITY, "1", "1", NIP, *ANSWERS)
WRONG = [f"{number:06d}" for number in range(100_001, 100_100, 7)]


@dataclass
class Counting(Institution):
    """A world that counts what is tried in it."""

    tried: int = 0
    broken: bool = False

    def match(self, nss: str, curp: str, rfc: str):  # type: ignore[no-untyped-def]  # as its parent
        """One try at an identity."""
        self.tried += 1
        return super().match(nss, curp, rfc)

    def matches(self, sealed: str, secret: str) -> bool:
        """One try at a NIP, a code or an answer."""
        self.tried += 1
        return super().matches(sealed, secret)


class Talk:
    """One line; each message is one turn, by SMS as one piece and by USSD as many."""

    def __init__(self) -> None:
        self.world, self.dice, self.dialog = Counting(), Dice(), None
        self.dialog: Dialog | None

    def say(self, *pieces: str) -> Turned:
        """One message."""
        self.world.tried = 0
        self.world.now += timedelta(seconds=20)
        turned = ENGINE.turn(self.dialog, pieces, self.world, self.world.now, self.dice)
        self.dialog = turned.dialog
        self.world.apply(turned.effects)
        return turned

    def registered(self) -> Talk:
        """With an active account whose NIP is not proved."""
        for words in REGISTER:
            self.say(words)
        self.say(self.code)
        assert self.dialog
        self.dialog.proved_until = 0
        return self

    @property
    def code(self) -> str:
        """The newest code that was sent."""
        return str(re.findall(r"\d{6}", self.world.sent_codes[-1].text)[0])


def forms(first: str, tries: list[str]) -> list[tuple[str, ...]]:
    """The ways to put many tries into one message: words, lines, commas, and the pieces of a USSD request."""
    sms = [(sep.join(filter(None, [first, *tries])),) for sep in (" ", "\n", ", ", " * ", "; ")]
    return [*sms, tuple(filter(None, [first, *tries]))]


BEGINNINGS = ["AHORRO", "PAGO", "NIP", "DATOS", "CREDITO", "ESTADO"]


@pytest.mark.parametrize("word", BEGINNINGS)
@pytest.mark.parametrize("many", [1, 5, 40, 67])
def test_many_nips_in_one_message_are_one_try(word: str, many: int) -> None:
    """However many wrong ones come before the right one, in whatever form, one is counted and nothing is opened."""
    for form in forms(word, [*(WRONG * 8)[:many], NIP]):
        talk = Talk().registered()
        turned = talk.say(*form)
        assert talk.world.tried == 1
        assert [type(miss) for miss in misses(turned.effects)] == [MissNip]
        assert talk.world.account
        assert talk.world.account.wrong_nips == 1
        assert talk.dialog
        assert not talk.dialog.proved_until


@pytest.mark.parametrize("first", ["", "ACTIVAR"])
@pytest.mark.parametrize("many", [1, 4, 5, 6, 60])
def test_many_codes_in_one_message_are_one_try(first: str, many: int) -> None:
    for form in forms(first, (WRONG * 8)[:many]):
        talk = Talk()
        for words in REGISTER:
            talk.say(words)
        turned = talk.say(*form, talk.code)
        assert talk.world.tried == 1
        assert misses(turned.effects) == (MissCode(1),)
        assert talk.world.codes["activation"].tries_left == 4
        assert talk.world.account
        assert talk.world.account.status == "pending"


def test_many_answers_in_one_message_are_one_try() -> None:
    for form in forms("", ["Puebla", "Toluca", "Celaya", "Leon", *ANSWERS]):
        talk = Talk().registered()
        talk.say("OLVIDE")
        turned = talk.say(*form)
        assert talk.world.tried == 1
        assert [type(miss) for miss in misses(turned.effects)] == [MissAnswer]
        assert len(talk.world.sent_codes) == 1


def test_many_identities_in_one_message_are_one_try() -> None:
    wrong = IDENTITY.replace(LORENA.nss, "92919084431")
    for form in forms("REGISTRO", [wrong, wrong, IDENTITY]):
        talk = Talk()
        turned = talk.say(*form)
        assert talk.world.tried == 1
        assert [type(miss) for miss in misses(turned.effects)] == [MissIdentity]
        assert talk.dialog
        assert "name" not in talk.dialog.data


def test_a_right_secret_leaves_no_second_try_in_its_message() -> None:
    """A new line's code cannot be guessed behind the NIP: the question for it is asked."""
    talk = Talk().registered()
    talk.say("DATOS", NIP, "1", "5587654321", *WRONG)
    assert talk.world.tried == 1
    assert talk.dialog
    assert talk.dialog.state == "details.code"
    assert talk.world.codes["line"].tries_left == 5


def test_five_wrong_nips_lock_and_the_right_one_does_not_open() -> None:
    talk = Talk().registered()
    for number in range(5):
        talk.say(f"AHORRO {WRONG[number]} {NIP}")
    turned = talk.say(f"AHORRO {NIP}")
    assert talk.world.tried == 0
    assert "$" not in turned.reply.text


def test_a_miss_is_handed_out_though_the_turn_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Talk().registered()
    monkeypatch.setattr(steps, "question", lambda *_: 1 / 0)
    with pytest.raises(Broken) as broken:
        talk.say(f"AHORRO {WRONG[0]}")
    assert broken.value.missed == (MissNip(None, 0),)


@pytest.mark.parametrize("word", ["PAGO", "CREDITO", "AHORRO", "ESTADO"])
def test_a_nip_that_nobody_asked_for_is_neither_tried_nor_told_from_another(word: str) -> None:
    """While the NIP is proved: `PAGO <six digits> 1500` says the same for every NIP, at no cost."""
    said = set()
    for nip in (NIP, *WRONG):
        talk = Talk().registered()
        talk.say(f"AHORRO {NIP}")
        said.add(talk.say(f"{word} {nip} 1500").reply.text)
        assert talk.world.tried == 0
    assert len(said) == 1


@pytest.mark.parametrize("amount", ["1500.00", "$1500.00", "1500.50"])
def test_an_amount_with_centavos_is_no_nip(amount: str) -> None:
    talk = Talk().registered()
    turned = talk.say(f"PAGO {amount}")
    assert talk.world.tried == 0
    assert not misses(turned.effects)
    assert "Paga $1,500." in talk.say(NIP).reply.text
