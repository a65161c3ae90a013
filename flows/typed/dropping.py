"""Giving up what one is in the midst of: `cancelar`, `ya no quiero`, `mejor no`, and nothing else said."""

from __future__ import annotations

import re

from flows.typed.folding import simplify

_BEFORE = r"(?:pues |es que |la verdad |perdon |disculpe |disculpa |oiga |oye |bueno |no gracias |gracias |y |yo |ay )*"
_WHAT = (
    r"(?: (?:seguir|continuar|seguirle|nada|todo|esto|eso|hacerlo|registrarme|inscribirme"
    r"|(?:con )?(?:el |mi |este )?(?:registro|tramite)))*"
)
_DROPPING = (
    rf"(?:(?:mejor|ya|lo|la|quiero|quisiera) )*cancel(?:a|ar|en|e|o|ado|alo|elo|arlo|enlo|emos){_WHAT}",
    rf"(?:mejor )?ya no(?: (?:quiero|puedo|voy a|me interesa|le sigo|sigo)){_WHAT}",
    rf"(?:mejor )?ya no{_WHAT}",
    r"(?:mejor )?(?:ya )?no (?:quiero|voy a) (?:seguir|continuar|seguirle|registrarme|inscribirme|hacerlo|nada).*",
    r"mejor (?:ya )?no",
    r"mejor (?:luego|despues|otro dia)",
    r"(?:(?:mejor|ya) )*(?:dejalo|dejelo|dejenlo|dejemoslo|dejame|olvidalo|olvidelo|olvidenlo)(?: asi)?",
    r"(?:ya )?me arrepenti",
    r"(?:never mind|nevermind|forget it)",
    r"i (?:do not|don t|dont) want (?:to (?:go on|continue|register)|it|this)(?: anymore)?",
)
_AFTER = r"(?: (?:por favor|porfa|gracias|please|thanks))*"
_DROP = re.compile(f"{_BEFORE}(?:{'|'.join(_DROPPING)}){_AFTER}")
MOST_LETTERS = 60
"""Of a text that can be only this."""


def heard(text: str) -> bool:
    """Whether all of `text` says that somebody does not want to go on.

    >>> heard("CANCELAR"), heard("Ya no quiero, gracias"), heard("mejor no"), heard("quiero cancelar mi registro")
    (True, True, True, True)
    >>> heard("cancelar mi cuenta"), heard("ya no quiero avisos"), heard("no"), heard("no quiero"), heard("Mejor, Ver.")
    (False, False, False, False, False)
    """
    return len(text) <= MOST_LETTERS and _DROP.fullmatch(simplify(text)) is not None
