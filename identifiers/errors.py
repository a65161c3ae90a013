"""Why an identifier is refused, as one exception with a short code."""

from __future__ import annotations

from typing import Literal

IdentifierKind = Literal["nss", "curp", "rfc", "credit_number", "clabe", "phone", "payment_line"]
Reason = Literal[
    "length",
    "charset",
    "checksum",
    "date",
    "sex",
    "state",
    "forbidden_word",
    "homoclave",
    "placeholder",
    "not_person",
    "generic",
    "bank",
    "not_mx",
    "not_mobile",
    "short_code",
    "mismatch",
]

MEANINGS: dict[Reason, str] = {
    "length": "wrong number of characters",
    "charset": "a character that can not stand there",
    "checksum": "the check digit does not match",
    "date": "the date inside does not exist",
    "sex": "the sex letter is not H, M or X",
    "state": "unknown state of birth",
    "forbidden_word": "an inconvenient word that the authority always replaces",
    "homoclave": "homoclave characters that are never given out",
    "placeholder": "filler, not a real number",
    "not_person": "belongs to a company, not to a person",
    "generic": "a generic code, nobody's identity",
    "bank": "unknown bank code",
    "not_mx": "a number of another country",
    "not_mobile": "can not receive text messages",
    "short_code": "an operator's short code, not a subscriber",
    "mismatch": "does not fit the other data",
}


class InvalidIdentifier(ValueError):
    """An identifier was refused. Its message never repeats the identifier, so it may be logged."""

    def __init__(self, kind: IdentifierKind, reason: Reason) -> None:
        super().__init__(f"{kind}: {MEANINGS[reason]}")
        self.kind: IdentifierKind = kind
        self.reason: Reason = reason

    def __reduce__(self) -> tuple[type[InvalidIdentifier], tuple[IdentifierKind, Reason]]:
        """Survive pickling, as between worker processes."""
        return type(self), (self.kind, self.reason)
