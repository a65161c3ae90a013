"""The practice world with what only some conversations need: merged numbers, notices sent, a NIP told apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from flows import effects as done
from flows.effects import Effect
from flows.facts import TOPICS, Alerts, SentMessage, Worker
from identifiers import curp
from tests.flows.world import World

_LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass
class Institution(World):
    """A world that is as strict as the tables are. `merged` leads from an old NSS to the one used now."""

    merged: dict[str, str] = field(default_factory=dict)
    notice: SentMessage | None = None
    mail: bool = False

    def match(self, nss: str, curp: str, rfc: str) -> Worker | None:
        """Under the NSS that is used now."""
        return super().match(self.merged.get(nss, nss), curp, rfc)

    def notices(self) -> Alerts:
        """None while the line has opted out."""
        return Alerts() if self.opted_out else self.alerts

    def sent(self, folio: str | None) -> SentMessage | None:
        """The notice that was sent."""
        return self.notice if self.notice and folio in (None, self.notice.folio) else None

    def seal(self, secret: str) -> str:
        """A hash without digits, so that a secret found in a dialog was really left there."""
        return hashlib.blake2b(secret.encode(), digest_size=8).hexdigest().translate(_LETTERS)

    def _apply(self, effect: Effect) -> None:
        super()._apply(effect)
        if isinstance(effect, done.OpenAccount) and self.account:
            worker = self.worker(effect.nss)
            assert worker
            self.account = replace(self.account, birth_date=curp.birth_date(worker.curp))
        elif isinstance(effect, done.MissIdentity) and effect.blocked_until:
            self.mismatches = 0
        elif isinstance(effect, done.MissAnswer) and self.account and effect.locked_until:
            until = max(effect.locked_until, self.account.locked_until or effect.locked_until)
            self.account = replace(self.account, locked_until=until)
        elif isinstance(effect, done.ProveNip) and self.account:
            self.account = replace(self.account, locks=0)
        elif isinstance(effect, done.SetAlerts) and effect.alerts != Alerts():
            self.opted_out = False
        elif isinstance(effect, done.OptIn) and self.account:
            self.alerts = replace(self.alerts, sms=self.alerts.sms or (() if self.alerts.email else TOPICS))
        elif isinstance(effect, done.SetNip) and self.account:
            self.account = replace(self.account, locks=0)
