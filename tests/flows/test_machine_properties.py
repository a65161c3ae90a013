"""Whatever is typed, in whatever order: an answer within budget, a way on, and no secret left behind."""

from __future__ import annotations

import re
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.catalogues import load_all
from flows.engine.engine import Engine
from flows.machine.register import STATES
from flows.saying.house import House
from flows.turn.dialog import Dialog, decode, encode
from flows.turn.states import Ask, Do
from flows.turn.turned import Turned
from gsm7 import encoding, segments, septets
from tests.conversations.institution import Institution
from tests.flows.world import LORENA, Dice
from turns.render import sms_text, ussd_pages

CATALOGUES = load_all()
ENGINES = {mail: Engine(House(mail=mail), CATALOGUES) for mail in (False, True)}
NIPS = ("482913", "771204")
ANSWERS = ("Guadalajara", "Benito Juarez")
SECRETS = (*NIPS, LORENA.nss, LORENA.curp, LORENA.rfc)
REGISTER = ("registro", f"{LORENA.nss} {LORENA.curp} {LORENA.rfc}", "1", "1", NIPS[0], *ANSWERS, "{code}")
SAYINGS = (
    *REGISTER,
    *NIPS,
    LORENA.nss,
    LORENA.curp,
    LORENA.rfc,
    *("2", "3", "4", "7", "9", "0", "00", "0000", "no", "otro", "olvide", "correo", "a@b.mx", "1500", "20", "$9e9"),
    *("baja", "alta", "asesor", "idioma", "english", "menu", "salir", "ayuda", "privacidad", "verifica ABC123"),
    *("datos", "55 8765 4321", "nip", "avisos no", "avisos", "puntos", "solicitud", "descuentos", "constancia"),
    *("movimientos", "aportaciones", "activar", "activar 123456", "ahorro", f"ahorro {NIPS[0]}", "mi saldo"),
    *(f"PAGO {NIPS[0]} 1500", "PAGO 1", f"NIP {NIPS[0]} {NIPS[1]}", f"mi nip es {NIPS[0]}", "¿cuánto debo?"),
    *("", "   ", "😀", "'; drop table", "a" * 300, "12345678901234567890", "*", "#", "{name}", "{", "\x00", "٤٨٢٩١٣"),
)
typed = st.one_of(st.sampled_from(SAYINGS), st.sampled_from(SAYINGS), st.text(max_size=40))
turns = st.lists(st.tuples(typed, st.sampled_from((0, 0, 0, 1, 12, 40)), st.booleans()), max_size=30)
quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


class Talk:
    """One line, its dialog encoded and decoded between turns."""

    def __init__(self, mail: bool, language: str, registered: bool) -> None:
        self.world = Institution(language=language)
        self.engine = ENGINES[mail]
        self.dice = Dice()
        self.dialog: Dialog | None = None
        if registered:
            for words in REGISTER:
                self.say(words)

    def say(self, words: str, begins: bool = False) -> Turned:
        """One turn; its effects are carried out."""
        if "{code}" in words:
            sent = self.world.sent_codes
            words = words.replace("{code}", re.findall(r"\d{6}", sent[-1].text)[0] if sent else "1")
        turned = self.engine.turn(self.dialog, (words,), self.world, self.world.now, self.dice, begins)
        self.world.apply(turned.effects)
        raw = encode(turned.dialog)
        self.dialog = decode(raw)
        assert self.dialog == turned.dialog
        return turned


def codes(world: Institution) -> list[str]:
    """Every code that was sent."""
    return [re.findall(r"\d{6}", sent.text)[0] for sent in world.sent_codes]


@quick
@given(turns, st.booleans(), st.sampled_from(("es", "en")), st.booleans())
def test_any_input_in_any_order(
    conversation: list[tuple[str, int, bool]], mail: bool, language: str, registered: bool
) -> None:
    """No exception; a reply in GSM-7 within its budget; a state that waits or rests; no secret where text rests."""
    talk = Talk(mail, language, registered)
    for words, minutes, dials in conversation:
        talk.world.now += timedelta(minutes=minutes)
        turned = talk.say(words, begins=dials)
        text = sms_text(turned.reply)
        assert text
        assert encoding(text) == "GSM7"
        assert segments(text) <= (1 if turned.reply.kind == "prompt" else 2), text
        assert all(septets(page) <= 182 for page in ussd_pages(turned.reply))
        assert not isinstance(STATES[turned.dialog.state], Do)
        secrets = (*SECRETS, *codes(talk.world))
        assert [secret for secret in secrets if secret in turned.said] == []
        kept = encode(turned.dialog).decode()
        assert [secret for secret in (*NIPS, *ANSWERS) if secret in kept] == []


@quick
@given(turns, st.booleans(), st.booleans())
def test_menu_leave_and_an_agent_are_always_there(
    conversation: list[tuple[str, int, bool]], mail: bool, registered: bool
) -> None:
    """From wherever a conversation has come, 00 leads to the menu, SALIR out, and MENU to the menu again."""
    talk = Talk(mail, "es", registered)
    for words, minutes, dials in conversation:
        talk.world.now += timedelta(minutes=minutes)
        talk.say(words, begins=dials)
    if talk.dialog and talk.dialog.state == "language.start":
        talk.say("1")
    assert talk.say("00").dialog.state == "menu"
    assert talk.say("salir").dialog.state == "leave.done"
    assert talk.say("menu").dialog.state == "menu"


@quick
@given(st.lists(st.sampled_from(SAYINGS), max_size=20), st.booleans())
def test_back_shows_the_question_before(conversation: list[str], registered: bool) -> None:
    """0 returns to the last question that is still open, or to the menu when there is none."""
    talk = Talk(True, "es", registered)
    for words in conversation:
        talk.say(words)
    assert talk.dialog is None or all(isinstance(STATES[name], Ask) for name in talk.dialog.history)
    expected = talk.dialog.history[-1] if talk.dialog and talk.dialog.history else "menu"
    assert talk.say("0").dialog.state == expected


@quick
@given(st.lists(typed, max_size=20), st.booleans())
def test_a_turn_repeated_is_the_same_turn(conversation: list[str], registered: bool) -> None:
    """The same dialog, answers, facts, time and chance give the same reply, effects and account of it."""
    first, second = Talk(False, "es", registered), Talk(False, "es", registered)
    for words in conversation:
        one, other = first.say(words), second.say(words)
        assert (one.reply, one.effects, one.said) == (other.reply, other.effects, other.said)
