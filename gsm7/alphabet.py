"""The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1)."""

from __future__ import annotations

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""Characters of one septet. The escape code itself is no character."""

EXTENSION = frozenset("\f^{}\\[~]|€")
"""Characters of two septets: an escape, then a letter of the second table."""

ALL = BASIC | EXTENSION
"""Everything a GSM-7 message can say."""
