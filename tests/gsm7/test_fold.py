"""Folding: correct Spanish becomes readable GSM-7, whatever else is in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gsm7 import Profile, encoding, fold, segments
from gsm7.fold import KEPT

FOLDS = [
    ("é ñ Ñ ü Ü É ¿ ¡ à Ç", "é ñ Ñ ü Ü É ¿ ¡ à Ç", "e n N u U E   a C"),
    ("á í ó ú Á Í Ó Ú", "a i o u A I O U", "a i o u A I O U"),
    ("Aportación", "Aportacion", "Aportacion"),
    ("“uno” ‘dos’ «tres» ´`", "\"uno\" 'dos' \"tres\" ''", "\"uno\" 'dos' \"tres\" ''"),
    ("a–b — c − d", "a-b - c - d", "a-b - c - d"),
    ("espera…", "espera...", "espera..."),
    ("1º 2ª N° 3", "1o 2a No 3", "1o 2a No 3"),
    ("• uno · dos", "- uno - dos", "- uno - dos"),
    ("½ y 4½", "1/2 y 4 1/2", "1/2 y 4 1/2"),
    ("100€ $5", "100€ $5", "100EUR $5"),
    ("ce\u200bro\u200d\ufeff\u00ad", "cero", "cero"),
    ("a\u00a0b\u2009c\u3000d\te", "a b c d e", "a b c d e"),
    ("a\r\nb\rc\u2028d", "a\nb\nc\nd", "a\nb\nc\nd"),
    ("man\u0303ana cafe\u0301", "mañana café", "manana cafe"),
    ("ＡＨＯＲＲＯ １２", "AHORRO 12", "AHORRO 12"),
    ("ç ł œ ﬁ ™", "c l oe fi TM", "c l oe fi TM"),
    ("listo 😀👍🏽🇲🇽", "listo ", "listo "),
    ("Москва 東", "?????? ?", "?????? ?"),
    ("[{~|^\\}]", "[{~|^\\}]", "[{~|^\\}]"),
]


@pytest.mark.parametrize(("text", "gsm7", "ascii_only"), FOLDS)
def test_what_the_alphabet_has_stays_and_the_rest_is_spelled(text: str, gsm7: str, ascii_only: str) -> None:
    assert (fold(text), fold(text, "ascii")) == (gsm7, ascii_only)


@given(st.text(), st.sampled_from(sorted(KEPT)))
def test_any_text_folds_into_the_alphabet_once_and_for_all(text: str, profile: Profile) -> None:
    folded = fold(text, profile)
    assert set(folded) <= KEPT[profile]
    assert fold(folded, profile) == folded


@given(st.text(st.sampled_from(sorted(KEPT["gsm7"]))))
def test_nothing_of_the_alphabet_is_changed(text: str) -> None:
    assert fold(text) == text


@pytest.mark.parametrize("mark", ["…", "—", "«", "»", "º", "ª", "´", "•", "°", "½", "\u200b", "á", "\u00a0"])
def test_one_mark_does_not_turn_a_message_into_ucs2(mark: str) -> None:
    text = f"Tu pago{mark} llega hoy" + " y mañana" * 10
    assert (encoding(text), encoding(fold(text))) == ("UCS2", "GSM7")
    assert (segments(text), segments(fold(text))) == (2, 1)
