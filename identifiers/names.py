"""From a person's name to the letters of their CURP and RFC, for synthetic people and for checks by hand.

Both codes take: initial of the first surname and its first inner vowel (X when there is none), initial of the second
surname (X when there is none), initial of the given name. Particles (de, la, del …) are skipped, and so is María or
José before another given name; of a compound surname the first word counts. Then they part:

- CURP: Ñ is X everywhere; the first inner consonant of each part follows (X when there is none); an inconvenient word
  gets X as its second letter. Source: *Instructivo normativo* (DOF).
- RFC: Ñ stays; a single surname gives two letters and the given name two; a surname of one or two letters gives its
  first, then the second surname's first and two of the given name; an inconvenient word gets X as its last letter. The
  homoclave comes from the whole name, particles and all. Source: the SAT's procedure (Infomex 0610100135506).

The homoclave of a CURP is given out by the registry; the first of the century (0 or A) is used unless one is passed.

>>> rfc("Emma", "Gómez", "Díaz", date(1956, 12, 31))
'GODE561231GR8'
>>> curp("Zoé", "Ñandú", "Prueba", date(2001, 3, 5), "M", "OC")
'XAPZ010305MOCNRXA9'
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from operator import add

from identifiers import curp as curp_rules
from identifiers import rfc as rfc_rules
from identifiers.words import CURP_WORDS, RFC_WORDS

__all__ = ["curp", "curp_consonants", "curp_letters", "rfc", "rfc_homoclave", "rfc_letters"]

_PARTICLES = frozenset(
    {
        *("DA", "DAS", "DD", "DE", "DEL", "DER", "DI", "DIE", "EL", "LA", "LAS", "LE", "LES", "LOS"),
        *("MAC", "MC", "MI", "VAN", "VON", "Y"),
    }
)
_SKIPPED_GIVEN = frozenset({"MARIA", "MA", "JOSE", "J"})
_VOWELS = "AEIOU"
_LETTER = re.compile(r"[^A-ZÑ& ]+")
_HOMOCLAVE = "123456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
_NAME_VALUES = str.maketrans(
    {
        " ": "00",
        "&": "10",
        "Ñ": "40",
        **{letter: str(value) for value, letter in enumerate("ABCDEFGHI", 11)},
        **{letter: str(value) for value, letter in enumerate("JKLMNOPQR", 21)},
        **{letter: str(value) for value, letter in enumerate("STUVWXYZ", 32)},
    }
)
_PAIRS = {f"{pair:02}": pair * (pair % 10) for pair in range(100)}


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Upper case without accents; Ñ stays, hyphens and slashes part words, other marks vanish."""
    parts = []
    for char in unicodedata.normalize("NFC", name).upper():
        base = char if char == "Ñ" else unicodedata.normalize("NFKD", char)[0]
        parts.append(" " if base in "-/" or base.isspace() else base)
    return " ".join(_LETTER.sub("", "".join(parts)).split())


@lru_cache(maxsize=65536)
def _surname(name: str) -> str:
    """The word of a surname that counts."""
    words = plain(name).split()
    return next((word for word in words if word not in _PARTICLES), words[-1] if words else "")


@lru_cache(maxsize=65536)
def _given(names: str) -> str:
    """The given name that counts."""
    words = [word for word in plain(names).split() if word not in _PARTICLES] or plain(names).split()
    if len(words) > 1 and words[0] in _SKIPPED_GIVEN:
        return words[1]
    return words[0] if words else ""


def _inner(word: str, *, vowel: bool) -> str:
    return next((char for char in word[1:] if (char in _VOWELS) is vowel), "X")


def curp_letters(names: str, first_surname: str, second_surname: str) -> str:
    """The first four letters of the CURP."""
    first, second, given = _surname(first_surname), _surname(second_surname), _given(names)
    root = first[:1] + _inner(first, vowel=True) + (second[:1] or "X") + given[:1]
    root = root.replace("Ñ", "X")
    return f"{root[0]}X{root[2:]}" if root in CURP_WORDS else root


def curp_consonants(names: str, first_surname: str, second_surname: str) -> str:
    """The three inner consonants of the CURP, characters 14 to 16."""
    parts = _surname(first_surname), _surname(second_surname), _given(names)
    return "".join(_inner(part, vowel=False) for part in parts).replace("Ñ", "X")


def curp(
    names: str, first_surname: str, second_surname: str, born: date, sex: str, state: str, homoclave: str = ""
) -> str:
    """The whole CURP; `second_surname` may be empty, `sex` is H, M or X, `state` a code of `curp.STATES`."""
    body = (
        curp_letters(names, first_surname, second_surname)
        + born.strftime("%y%m%d")
        + sex
        + state
        + curp_consonants(names, first_surname, second_surname)
        + (homoclave or ("0" if born.year < 2000 else "A"))
    )
    return body + curp_rules.calc_check_digits(body)


def rfc_letters(names: str, first_surname: str, second_surname: str) -> str:
    """The first four letters of the RFC."""
    first, second, given = _surname(first_surname), _surname(second_surname), _given(names)
    if not second:
        root = f"{first[:2]:X<2}{given[:2]:X<2}"
    elif len(first) <= 2:
        root = f"{first[:1]}{second[:1]}{given[:2]:X<2}"
    else:
        root = first[:1] + _inner(first, vowel=True) + second[:1] + given[:1]
    return root[:3] + "X" if root in RFC_WORDS else root


def rfc_homoclave(names: str, first_surname: str, second_surname: str) -> str:
    """The two characters that tell apart people of the same letters and date, from the whole name."""
    whole = " ".join(filter(None, (plain(first_surname), plain(second_surname), plain(names))))
    digits = "0" + whole.translate(_NAME_VALUES)
    total = sum(map(_PAIRS.__getitem__, map(add, digits, digits[1:])))
    high, low = divmod(total % 1000, 34)
    return _HOMOCLAVE[high] + _HOMOCLAVE[low]


def rfc(names: str, first_surname: str, second_surname: str, born: date) -> str:
    """The whole RFC; `second_surname` may be empty."""
    body = (
        rfc_letters(names, first_surname, second_surname)
        + born.strftime("%y%m%d")
        + rfc_homoclave(names, first_surname, second_surname)
    )
    return body + rfc_rules.calc_check_digits(body)
