"""Reading the number of an option as thumbs write it: `1`, `1.-`, `(1)`, `#1`, `uno`. Only a whole answer is one.

Full-width and keycap figures are plain ones by now (`flows.typed.characters`).
"""

from __future__ import annotations

import re

from flows.typed.courtesies import AGREEING, COURTESIES
from flows.typed.folding import simplify
from flows.typed.yes_no import NO_WORDS, YES_WORDS, begins

_ORDER = (
    ("uno", "una", "un", "one", "primero", "primera", "first"),
    ("dos", "two", "segundo", "segunda", "second"),
    ("tres", "three", "tercero", "tercera", "third"),
    ("cuatro", "four", "cuarto", "cuarta", "fourth"),
    ("cinco", "five", "quinto", "quinta", "fifth"),
    ("seis", "six", "sexto", "sexta", "sixth"),
    ("siete", "seven", "septimo", "septima", "seventh"),
)
_WORDS = {word: number for number, words in enumerate(_ORDER, 1) for word in words}
_NUMBER = re.compile(
    r"""[\s,;"'(\[#*¿¡-]*
    (?: (?:la|el|es|r|resp|respuesta|op|opc|opci[oó]n|n[uú]mero|num|the|option|answer|number)\b[\s.:=#"'(]* )*
    (?: (?P<digits> [0-9]{1,2}) (?:[oa]|r[oa]|er|d[oa]|t[oa])? | (?P<word> [^\W\d_]{3,8}) ) (?![^\W_])
    (?P<closing> [\s.)\]"':!?*-]* )""",
    re.VERBOSE | re.IGNORECASE,
)
_GLUED = re.compile(r"[.,/:'\"-]\d")
_LISTED = re.compile(r",\d(?:,|$)|,\d{6}")
_FIRST = re.compile(r"[\s,;.:)\]\"'-]*([^\s,;]+)")


def number(text: str, *labels: str) -> tuple[int, str] | None:
    """The number of an option that `text` begins with and what follows, if that may be the next answer or nothing.

    `labels` are the options', folded: `2 Liquidar` is 2 as well.

    >>> number("1.-"), number("(1)"), number("la #2, gracias"), number("1ro"), number("1 482913")
    ((1, ''), (1, ''), (2, ''), (1, ''), (1, '482913'))
    >>> number("1 momento por favor"), number("2,500"), number("2 mil"), number("1.5"), number("100")
    (None, None, None, None, None)
    """
    found = _NUMBER.match(text)
    if found is None:
        return None
    digits = found["digits"]
    value = int(digits) if digits else _WORDS.get(simplify(found["word"]))
    after = text[found.start("closing") :]
    if value is None or (_GLUED.match(after) and not _LISTED.match(after)):
        return None
    rest = text[found.end() :]
    if _same(labels[value - 1] if 0 < value <= len(labels) else "").issuperset(simplify(rest).split()):
        return value, ""
    return (value, rest) if "\n" in found["closing"] or follows(rest.split("\n", 1)[0]) else None


def _same(label: str) -> frozenset[str]:
    """Words that after an option's number only say it once more: its label, and `1 ok` where that is a yes."""
    agreeing = {"yes": AGREEING | YES_WORDS, "no": AGREEING | NO_WORDS}.get(begins(label), COURTESIES)
    return agreeing.union(label.split())


def follows(rest: str) -> bool:
    """Whether what stands behind a whole answer may do so: nothing, a courtesy, or the next answer."""
    words = simplify(rest).split()
    if all(word in COURTESIES for word in words):
        return True
    found = _FIRST.match(rest)
    if found is None:
        return True
    if any(char.isdigit() for char in found[1]) or "@" in found[1]:
        return True
    return simplify(found[1]) in YES_WORDS | NO_WORDS and follows(rest[found.end() :])
