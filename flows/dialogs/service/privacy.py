"""PRIVACIDAD: the short notice; the whole one and the worker's rights are with the institution's unit.

LFPDPPP 2025 and the institution's own guidelines (DOF 3-Jun-2024): who, what for, and how to object.
"""

from __future__ import annotations

from flows.saying.text import TWO, T
from flows.turn.states import Tell

NOTICE = T(
    "Aviso de privacidad: Infonavit usa tus datos solo para abrir tu cuenta, darte tu información y los avisos que "
    "aceptes. No los vendemos. Para verlos, corregirlos, borrarlos, oponerte o leer el aviso completo, manda ARCO. "
    "Avisos: AVISOS NO. Versión {version}.",
    TWO,
    version="2026-12",
)

STATES = (Tell("privacy", NOTICE, show=lambda turn: {"version": turn.house.privacy_version}, keepable=True),)
