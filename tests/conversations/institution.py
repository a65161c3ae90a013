"""The practice world with what only some conversations need: merged numbers, notices sent, a NIP told apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from config.hashing import Costs, Hasher
from flows.records.institution import Records, SourceAway
from flows.records.people import Worker
from flows.records.service import SentMessage
from flows.turn.turn import INSTITUTION_TIME
from tests.flows.world import World

RECORDS = tuple(name for name in vars(Records) if not name.startswith("_") and name not in ("as_seen", "owes"))
HASHER = Hasher("a pepper for conversations", Costs(1, 64))
_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def _away(*_: object) -> NoReturn:
    raise SourceAway


@dataclass
class Institution(World):
    """The world, and more of it: `merged` leads from an old NSS to the one used now."""

    merged: dict[str, str] = field(default_factory=dict)
    notice: SentMessage | None = None
    mail: bool = False

    def goes_away(self, seen: str) -> None:
        """The institution's own system answers no more; what was seen at a moment (ISO, institution time) is kept."""
        if seen:
            self.seen = datetime.fromisoformat(seen).replace(tzinfo=INSTITUTION_TIME)
            return
        for question in (*RECORDS, "match"):
            setattr(self, question, _away)

    def match(self, nss: str, curp: str, rfc: str) -> Worker | None:
        """Under the NSS that is used now."""
        return super().match(self.merged.get(nss, nss), curp, rfc)

    def sent(self, folio: str | None) -> SentMessage | None:
        """The notice that was sent."""
        return self.notice if self.notice and folio in (None, self.notice.folio) else None

    def seal(self, secret: str) -> str:
        """A hash without digits, so that a secret found in a dialog was really left there."""
        return hashlib.blake2b(secret.encode(), digest_size=8).hexdigest().translate(_LETTERS)

    def signatures(self, text: str) -> tuple[bytes, ...]:
        """As the service signs where the same conversation is played on it."""
        return HASHER.signatures(text)
