"""Doubts: `no me acuerdo`, `no sé`, `no entiendo`. They are no answers, and the question explains itself."""

from __future__ import annotations

import re

from flows.typed.folding import simplify

_BEFORE = r"(?:pues |es que |la verdad |perdon |disculpe |oiga |oye |y |ya |yo |ay )*"
_DOUBTS = (
    r"(?:no|ni) (?:me |lo |la |los |le |les |ya |mas |muy |bien )*(?:acuerdo|recuerdo|se|ubico|doy cuenta)\b.*",
    r"(?:no|ni) (?:me |lo |la |los |le |les |ya |mas |muy |bien )*(?:entiend|entend|comprend|queda claro).*",
    r"(?:nose|ni idea|sepa|quien sepa|quien sabe|no idea)\b.*",
    r"(?:se me |me |la |lo )+(?:olvido|olvide|paso)\b.*",
    r"olvide (?:cual|que|como|la|lo)\b.*",
    r"(?:no tengo|no traigo|nunca tuve|no tuve|nunca he tenido|no he tenido|no hay|ninguno|ninguna)\b.*",
    r"(?:que|k|q|como|cual|cuales|para que|por que|de que|a que|en que|donde|eh|que cosa)",
    r"(?:que|k|q|como|cual|de que|a que) (?:es|significa|quiere decir|dice|hago|ago|pongo|escribo|contesto)\b.*",
    r"(?:que|k|q|como|cual|de que|a que) (?:respuesta|pregunta|nip|codigo|mando|debo|tengo|me|se)\b.*",
    r"(?:para|por) (?:que|q|k) (?:es|sirve|quieren|me|piden|lo|la)\b.*",
    r"(?:explica|explicame|expliquenme|explique|repite|repiteme)\b.*",
    r"(?:yo )?no (?:quiero|puedo|voy a) (?:dar|decir|poner|mandar|escribir)(?:lo|la|le|les|los)?\b.*",
    r"otra (?:pregunta|vez)",
    r"i (?:do not|don t|dont|cannot|cant|can t) (?:know|remember|understand|recall)\b.*",
    r"(?:don t|dont) (?:know|remember|understand)\b.*",
    r"i forgot\b.*",
    r"(?:what|which|how)(?: (?:is|do|does)\b.*)?",
)
_DOUBT = re.compile(f"{_BEFORE}(?:{'|'.join(_DOUBTS)})")
_BARE_WORDS = """
no ni tengo traigo lo la los las le les eso ese esa esto nada me ya mas muy bien que k q para por a de el en y yo son
quieren piden es sirve se entiendo entendi acuerdo recuerdo cual cuales como donde pues ahorita aqui ahora idea eh
sera mi mis papeles
"""
_BARE = frozenset(_BARE_WORDS.split())
"""Words of doubts that are about nothing else but the question."""
MOST_WORDS = 9
"""Of a doubt; more is a story, and may be an answer."""


def heard(text: str) -> bool:
    """Whether all of `text` says that somebody does not know, remember or understand.

    >>> heard("no me acuerdo"), heard("¿Qué es eso?"), heard("No sé cuál puse"), heard("nunca tuve mascota")
    (True, True, True, True)
    >>> heard("Guadalajara"), heard("San José"), heard("no")
    (False, False, False)
    """
    folded = simplify(text)
    if not folded:
        return "?" in text or "¿" in text
    return len(folded.split()) <= MOST_WORDS and _DOUBT.fullmatch(folded) is not None


def bare(text: str) -> bool:
    """Whether it is a doubt that names nothing, so that it can only be about what was asked.

    >>> bare("no tengo"), bare("¿para qué lo quieren?"), bare("no tengo dinero"), bare("mi papá")
    (True, True, False, False)
    """
    return _BARE.issuperset(simplify(text).split()) and heard(text)
