"""Every conversation file comes out as written by SMS, and the same by USSD."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config.catalogues import load_all
from flows.dialogs.account.codes import HANG_UP, SENT_SMS, SENT_SMS_OR_MAIL
from flows.saying.house import House
from flows.saying.voice import Voice
from gsm7 import fold
from tests.conversations.playing import by_sms, by_ussd
from tests.conversations.reading import files, read

KEYS = re.compile(r"^(98 (Mas|More)|0 (Atras|Back)|97 (Por|By) SMS)$", re.MULTILINE)
HIDDEN = {
    fold(Voice(language, texts, House()).say(text)): fold(Voice(language, texts, House()).say(HANG_UP))
    for language, texts in load_all().items()
    for text in (SENT_SMS, SENT_SMS_OR_MAIL)
}
HINT = re.compile(r"\n\((?:Si marcas|If you dial) [^)]*\)")


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_by_sms_every_line_is_as_written(path: Path, updating: bool) -> None:
    """What is answered, sent and done is what the file says."""
    script = read(path)
    lines, _ = by_sms(script)
    if updating:
        path.write_text(script.written(lines), encoding="utf-8")
    else:
        assert "\n".join(f"{mark} {text}" for mark, text in lines) == "\n".join(
            f"{mark} {text}" for mark, text in script.lines
        )


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_by_ussd_the_outcome_is_the_same(path: Path) -> None:
    """Same effects, same places, same words on pages of at most 182 septets, back and forth.

    Only what an open session hides is said otherwise: hang up, read the SMS, dial again.
    """
    script = read(path)
    lines, sms = by_sms(script)
    answers, ussd = by_ussd(script)
    assert ussd.done == sms.done
    assert ussd.states == sms.states
    said = [HIDDEN.get(text, text) for mark, text in lines if mark == "<"]
    assert [KEYS.sub("", answer).split() for answer in answers] == [HINT.sub("", text).split() for text in said]
