"""Reading past accents, case and stray punctuation: how people type on twelve keys."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def simplify(text: str) -> str:
    """Lower case, no accents (ñ becomes n), punctuation to single spaces: `¡Sáldo, por favor!` → `saldo por favor`."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in text.lower()).split())


@lru_cache(maxsize=4096)
def near(typed: str, word: str) -> bool:
    """Whether `typed` is `word` with a small slip: one edit from four letters on, two from eight on.

    An edit is a letter added, dropped, changed or swapped with its neighbour.
    """
    limit = 2 if len(word) >= 8 else 1
    if len(word) < 4 or abs(len(typed) - len(word)) > limit or not typed:
        return typed == word
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, char in enumerate(typed, 1):
        earlier, before, row = before, row, [i]
        for j, expected in enumerate(word, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != expected))
            if i > 1 and j > 1 and char == word[j - 2] and typed[i - 2] == expected:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1] <= limit
