"""Digits that were said in words: `siete tres nueve uno seis cuatro` is 739164."""

from __future__ import annotations

import re

from flows.typed.folding import simplify

_DIGITS = """
cero uno dos tres cuatro cinco seis siete ocho nueve
zero one two three four five six seven eight nine
"""
_PAIRS = """
diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve
veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve
"""
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_DIGIT = {word: str(at % 10) for at, word in enumerate(_DIGITS.split())}
_PAIR = {word: str(at) for at, word in enumerate(_PAIRS.split(), 10)}
_TEN = {word: str(at) for at, word in enumerate(_TENS.split(), 3)}
_WORD = re.compile(r"[^\W\d_]+|\d+")
SECRET = 6


def digits_of_words(text: str) -> str:
    """The text with six digits that were said one by one, or in pairs, written as digits; the rest as it was.

    >>> digits_of_words("Ahorro siete tres nueve uno seis cuatro"), digits_of_words("setenta y tres noventa y uno 64")
    ('Ahorro 739164', '739164')
    >>> digits_of_words("dos mil"), digits_of_words("tres meses")
    ('dos mil', 'tres meses')
    """
    pieces = [(simplify(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
    at = 0
    while at < len(pieces):
        digits, after = _run(pieces, at)
        if len(digits) == SECRET and not all(piece[0].isdigit() for piece in pieces[at:after]):
            return f"{text[: pieces[at][1]]}{digits}{text[pieces[after - 1][2] :]}"
        at = max(after, at + 1)
    return text


def _run(pieces: list[tuple[str, int, int]], at: int) -> tuple[str, int]:
    """The digits said from one piece on, and the first piece after them."""
    digits = ""
    while at < len(pieces):
        word = pieces[at][0]
        following = [piece[0] for piece in pieces[at + 1 : at + 3]]
        if word in _TEN:
            joined = following[:1] == ["y"] and len(following) == 2 and following[1] in _DIGIT
            digits += _TEN[word] + (_DIGIT[following[1]] if joined else "0")
            at += 3 if joined else 1
            continue
        said = _DIGIT.get(word) or _PAIR.get(word) or (word if word.isdecimal() and len(word) <= 3 else None)
        if said is None:
            break
        digits += said
        at += 1
    return digits, at
