"""Sentences as people write them, played through the conversations by SMS and by USSD: where each leads.

`utterances.jsonl` holds what was typed, who typed it, and what may be answered, services parted by `|`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.keywords.hearing import hear
from flows.records.effects import Effect, FreezeAccount, OptIn, OptOut, SetAlerts, SetNip
from tests.conversations.given import build, sealed
from tests.conversations.playing import Player
from tests.conversations.reading import DIALLED
from turns.message import Channel
from turns.moves import Move

UTTERANCES = [
    json.loads(line) for line in (Path(__file__).parent / "utterances.jsonl").read_text("utf-8").splitlines() if line
]
GIVEN = {
    "registered std": ("cuenta", "NIP 739164"),
    "registered nocredit": ("cuenta", "NIP 739164", "sin crédito"),
    "registered arrears": ("cuenta", "NIP 739164", "crédito vencido"),
    "unregistered": (),
}
NAMES = {
    "registration": "has",
    "activation": "activate",
    "pots": "savings",
    "freeze": "info",
    "entrance": "menu",
}
HARMFUL = (OptOut, OptIn, SetAlerts, SetNip, FreezeAccount)
RIGHT, HELPED = 0.97, 0.99
"""Least shares that lead to the right place at once, and that do or are asked about with it among the choices."""


def name(service: str) -> str:
    """What the file calls a service or the place of a dialog."""
    if service == "nip.forgot" or service in ("nip.question", "nip.recovery"):
        return "forgot"
    if service.startswith("language."):
        return "english" if service == "language.english" else "language"
    first = service.split(".", 1)[0]
    return NAMES.get(first, first)


def led_to(move: Move, typed: str) -> set[str]:
    """The services that an answer is of, or asks about."""
    dialog = move.dialog
    if dialog.state == "which":
        return {name(service) for service in ["agent.start", *dialog.data["named"]]}
    if dialog.state == "entrance.nip":
        return {name(str(dialog.data["goal"]))}
    if dialog.state == "info.who" or ((word := hear(typed, "es").word) and word.leads == "info.who"):
        return {"help"}
    if word and (word.aside or dialog.state in ("entrance.stranger", "activation.stranger")):
        return {name(word.leads)}
    return {name(dialog.state)}


def play(line: dict[str, str], channel: Channel) -> tuple[Move, list[Effect]]:
    """One sentence, as the first thing that this person says."""
    world, effects = build(GIVEN[line["context"]])
    world.apply(sealed(effects, world.seal))
    player = Player(world, channel)
    if channel == "ussd":
        player.say(DIALLED)
    move = player.say(line["text"])
    return move, [effect for effect in move.effects if isinstance(effect, HARMFUL)]


@pytest.mark.parametrize("channel", ["sms", "ussd"])
def test_people_are_led_where_they_want_to_go(channel: Channel) -> None:
    """At least 97 % at once, 99 % with what they are asked; nothing that cannot be undone is done but on its word."""
    outcomes = list(_outcomes(channel))
    right = sum(outcome == "right" for outcome, _ in outcomes) / len(outcomes)
    asked = sum(outcome in ("right", "asked") for outcome, _ in outcomes) / len(outcomes)
    amiss = "\n".join(told for outcome, told in outcomes if outcome != "right")
    assert right >= RIGHT, f"{right:.1%} right, {asked:.1%} with what is asked\n{amiss}"
    assert asked >= HELPED, f"{right:.1%} right, {asked:.1%} with what is asked\n{amiss}"


def _outcomes(channel: Channel) -> Iterator[tuple[str, str]]:
    for line in UTTERANCES:
        move, harmful = play(line, channel)
        want, got = set(line["want"].split("|")), led_to(move, line["text"])
        exact = line["text"] in ("stop", "alta", "avisos no")
        assert exact or not harmful, line
        outcome = "wrong" if not want & got else "asked" if move.dialog.state == "which" else "right"
        yield outcome, f"{outcome}: {line['text']!r} ({line['context']}) wants {line['want']}, got {sorted(got)}"


@pytest.mark.parametrize("line", UTTERANCES, ids=lambda line: line["text"])
def test_no_answer_contains_what_was_typed(line: dict[str, str]) -> None:
    """What was typed may have been a secret, and a screen is read by others."""
    move, _ = play(line, "sms")
    words = [word for word in line["text"].split() if len(word) > 4 and not word.isalpha()]
    assert [word for word in words if word in move.screen.text] == []
    assert len(line["text"].split()) < 3 or line["text"].lower() not in move.screen.text.lower()
