"""Consent follows the exact word alone or among courtesies, and never a guess: one wrong way here is a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import understanding
from flows.records.effects import Effect, FreezeAccount, OptIn, OptOut, SetAlerts, SetNip
from flows.typed.folding import simplify
from flows.understanding.phrases import lines, ways
from tests.conversations.given import build, sealed
from tests.conversations.playing import Player
from tests.conversations.reading import DIALLED

CONSENT = (OptIn, OptOut, SetAlerts, SetNip, FreezeAccount)
STOPS = (
    *("BAJA", "baja", "Baja.", "¡ALTO!", "Stop!", "stopall", "unsubscribe", "por favor baja", "baja por favor"),
    *("hola baja gracias", "Buenos días, baja", "alto porfa", "STOP please"),
    *("CANCEL", "End.", "quit", "REVOKE", "OptOut", "opt out", "NO MAS AVISOS", "No más avisos: BAJA."),
)
STARTS = ("ALTA", "alta por favor", "Start", "unstop", "Hola, alta", "alta gracias", "alta porfavor")
PROBES = (Path(__file__).parent / "consent_probes.txt").read_text("utf-8").splitlines()
GIVEN = {
    "told": ("cuenta",),
    "not told": ("cuenta", "sin avisos"),
    "in arrears": ("cuenta", "crédito vencido"),
    "stranger": (),
}


def _done(given: tuple[str, ...], *typed: str) -> list[Effect]:
    world, effects = build(given)
    world.apply(sealed(effects, world.seal))
    player = Player(world, "sms")
    return [effect for words in typed for effect in player.say(words).effects if isinstance(effect, CONSENT)]


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
@pytest.mark.parametrize("typed", PROBES)
def test_what_is_not_the_word_itself_changes_no_consent(typed: str, given: tuple[str, ...]) -> None:
    assert _done(given, typed) == []


OPEN = (
    ("AHORRO",),
    ("PAGO 482913",),
    ("OLVIDE",),
    ("ASESOR",),
    ("DATOS 482913",),
    ("quiero darme de baja",),
    ("xkcd wuf",),
)
"""Ways to a question that what is near a word may be taken for an answer to."""


@pytest.mark.parametrize("before", OPEN, ids=" ".join)
def test_nor_does_it_where_a_question_is_open(before: tuple[str, ...]) -> None:
    amiss = [typed for typed in PROBES if _done(GIVEN["told"], *before, typed)]
    assert amiss == []


@pytest.mark.parametrize("typed", PROBES)
def test_nor_by_ussd(typed: str) -> None:
    world, effects = build(GIVEN["told"])
    world.apply(sealed(effects, world.seal))
    player = Player(world, "ussd")
    assert not [one for words in (DIALLED, typed) for one in player.say(words).effects if isinstance(one, CONSENT)]


@pytest.mark.parametrize("given", [GIVEN["told"], GIVEN["stranger"]], ids=["told", "stranger"])
@pytest.mark.parametrize("typed", STOPS)
def test_the_word_alone_or_among_courtesies_stops_notices_at_once(typed: str, given: tuple[str, ...]) -> None:
    assert [type(effect) for effect in _done(given, typed)] == [OptOut]


@pytest.mark.parametrize("typed", STARTS)
def test_the_word_alone_or_among_courtesies_starts_them_again(typed: str) -> None:
    """With the NIP, since notices carry amounts and a line may have changed hands."""
    assert _done(GIVEN["not told"], typed) == []
    assert [type(effect) for effect in _done(GIVEN["not told"], typed, "482913")] == [OptIn]


@pytest.mark.parametrize(
    "doubt",
    [
        *("no entiendo", "no se", "no me acuerdo", "no tengo correo", "que es eso", "no, no entiendo", "si pero no se"),
        *("no si quiero", "no se si quiero", "?", "no quiero que me quiten los avisos"),
    ],
)
@pytest.mark.parametrize("mail", [(), ("correo lore@correo.mx",)], ids=["by sms", "by mail too"])
def test_a_doubt_at_avisos_is_neither_yes_nor_no(doubt: str, mail: tuple[str, ...]) -> None:
    assert _done(("cuenta", *mail), "AVISOS", doubt) == []


@pytest.mark.parametrize(
    ("typed", "sms"), [("AVISOS NO", False), ("avisos si", True), ("avisos no gracias", False), ("AVISOS, SI", True)]
)
def test_avisos_with_its_answer_is_obeyed(typed: str, sms: bool) -> None:
    (effect,) = _done(GIVEN["told"], typed)
    assert isinstance(effect, SetAlerts)
    assert bool(effect.alerts.sms) is sms


@pytest.mark.parametrize(
    "typed", ["Quiero darme de baja", "dame de baja", "quiero baja", "la baja", "bajja", "baja mi cuenta"]
)
def test_a_near_one_asks_what_is_to_stop(typed: str) -> None:
    world, effects = build(("cuenta",))
    world.apply(sealed(effects, world.seal))
    player = Player(world, "sms")
    assert "1 Los avisos por mensaje\n2 Mi cuenta" in player.say(typed).screen.text
    assert [type(effect) for effect in player.say("1").effects] == [OptOut]


ACTING = {
    *("baja", "alto", "stop", "stopall", "unsubscribe", "alta", "start", "unstop", "bloqueo", "block"),
    *("quit", "end", "revoke", "optout", "opt out", "avisos no", "avisos si", "no mas avisos", "no mas mensajes"),
    *("no more alerts", "no more messages", "no more texts", "no more notices"),
}
"""What acts at once: the words themselves, and the few wordings that operators make everybody honour."""
WAYS = 4
"""Of saying one line that are tried."""
PHRASES = sorted((Path(understanding.__file__).parent / "phrases").glob("*/*.txt"))


@pytest.mark.parametrize("file", PHRASES, ids=lambda path: path.stem)
def test_no_phrase_that_is_understood_does_what_cannot_be_undone(file: Path) -> None:
    """Whatever people mean, and however sure that is: only the word itself acts."""
    world, effects = build(GIVEN["told"])
    world.apply(sealed(effects, world.seal))
    player = Player(world, "sms")
    done: list[str] = []
    for phrase in (way for line in lines(file) for way in ways(line)[:WAYS]):
        player.stored = None
        done += [simplify(phrase) for effect in player.say(phrase).effects if isinstance(effect, CONSENT)]
    assert set(done) <= ACTING
