"""Which of the options a sentence names: `la segunda`, `la 2`, `uno`, `el de atraso`."""

from __future__ import annotations

import re

from flows.typed.courtesies import COURTESIES

_ORDER = (
    "primero primera primer uno una first one 1",
    "segundo segunda dos second two 2",
    "tercero tercera tercer tres third three 3",
    "cuarto cuarta cuatro fourth four 4",
    "quinto quinta cinco fifth five 5",
    "sexto sexta seis sixth six 6",
    "septimo septima siete seventh seven 7",
)
_NUMBER = {word: str(number) for number, words in enumerate(_ORDER, 1) for word in words.split()}
_ORDINAL = re.compile(r"(?:prim|segund|terc|cuart|quint|sext|septim|first|second|third|fourth|fifth|sixth|seventh)")
_POINTED = re.compile(
    r"\b(?:la|el|opcion|numero|num|option|number|the)(?: (?:opcion|numero|num|option|number|credito))? (\w+)\b"
    r"(?! (?:de|mil|pesos|bimestre|meses|mes|anos|vez|persona|casa)\b)"
)
_NAMED = (
    (
        "atraso",
        (
            r"(?:el|lo|la|los) (?:(?:de|del|que tiene|que trae|con) )?(?:el )?(?:atras\w+|vencid\w+)"
            r"|ponerme al (?:corriente|dia)|overdue|arrears|past due"
        ),
    ),
    (
        "liquidar",
        r"liquid(?:ar|arlo|arla|o|acion)|(?:pagar|pago|pagarlo) todo|todo lo que debo|pay ?off|pay it off",
    ),
    ("mensualidad", r"(?:la|mi|una) mensualidad|(?:el|mi|este|del) mes|monthly payment|this month"),
)
_OWN_WORDS = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _NAMED)
_A_PART = re.compile(r"\b(?:medi[oa]|mitad|half)\b")
"""`la mitad del mes` is not a month's payment."""


def choice_in(folded: str) -> str | None:
    """The number of an option, or the word that is its own; `folded` has no amounts and secrets any more.

    >>> choice_in("credito la segunda"), choice_in("la 2"), choice_in("pago uno"), choice_in("pago el de atraso")
    ('2', '2', '1', 'atraso')
    >>> choice_in("una duda"), choice_in("debo 3 meses"), choice_in("es la primera vez")
    (None, None, None)
    """
    words = [word for word in folded.split() if word not in COURTESIES]
    pointed = next((found[1] for found in _POINTED.finditer(folded) if found[1] in _NUMBER), None)
    if pointed:
        return _NUMBER[pointed]
    if words and words[-1] in _NUMBER and (len(words) <= 2 or _ORDINAL.match(words[-1])):
        return _NUMBER[words[-1]]
    if _A_PART.search(folded):
        return None
    return next((name for name, pattern in _OWN_WORDS if pattern.search(folded)), None)
