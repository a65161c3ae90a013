"""A registration that another line took over, or finished, while this line was at it."""

from __future__ import annotations

import pytest

from flows.records.effects import OpenAccount
from tests.flows.test_one_try import REGISTER, Talk


@pytest.mark.parametrize("typed", ["OTRO", "CORREO", "482913"])
def test_who_lost_a_pending_registration_gets_an_answer_that_leads_on(typed: str) -> None:
    """`OTRO` can send no code where no account waits for one: nothing is promised, and REGISTRO is named."""
    talk = Talk()
    for words in REGISTER:
        talk.say(words)
    sent = len(talk.world.sent_codes)
    talk.world.account = None
    talk.world.codes.clear()
    replies = [talk.say(typed) for _ in range(3)]
    assert len(talk.world.sent_codes) == sent
    assert all("Crear mi cuenta" in reply.reply.options or "REGISTRO" in reply.reply.text for reply in replies[:1])
    assert not replies[0].effects


def test_what_somebody_else_finished_meanwhile_goes_to_a_person() -> None:
    talk = Talk()
    for words in REGISTER[:-1]:
        talk.say(words)
    talk.world.taken = True
    turned = talk.say(REGISTER[-1])
    assert "asesor" in turned.reply.text
    assert not any(isinstance(effect, OpenAccount) for effect in turned.effects)
