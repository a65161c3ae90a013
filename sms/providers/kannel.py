"""Kannel, by its `sendsms` page: https://www.kannel.org/download/kannel-userguide-snapshot/userguide.html (chapter 10).

The way to bind to operators over SMPP without an SMPP stack of our own.
"""

from __future__ import annotations

from urllib.parse import urlencode

import requests
from requests.adapters import HTTPAdapter

from sms.providers.base import DEADLINE, Accepted, Outcome, Outgoing, Rejected, Unasked, Unsure
from sms.providers.calls import never_said, read_environment_once

EVERY_REPORT = 31
"""`dlr-mask`: delivered, failed, buffered, taken by the SMSC, refused by it."""


class Kannel(Unasked):
    """Sends with a delivery-report address that carries our own id. It has no list of what it took."""

    name = "kannel"
    receipts = True

    def __init__(
        self,
        *,
        sendsms_url: str,
        username: str,
        password: str,
        report_url: str,
        sender: str,
        connections: int = 16,
        deadline: float = DEADLINE,
    ) -> None:
        self._url = sendsms_url
        self._fixed = {"username": username, "password": password, "from": sender, "charset": "UTF-8", "coding": "0"}
        self._report_url = report_url
        self._deadline = deadline
        self._session = requests.Session()
        read_environment_once(self._session, sendsms_url)
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=connections, max_retries=0))

    def send(self, message: Outgoing) -> Outcome:
        """Hand it to smsbox, which answers once bearerbox has it."""
        # Kannel puts its own values for %d and %I.
        report = f"{self._report_url}?{urlencode({'id': message.id})}&type=%d&ref=%I"
        query = self._fixed | {"to": message.recipient, "text": message.text, "dlr-url": report}
        query["dlr-mask"] = str(EVERY_REPORT)
        try:
            answer = self._session.get(self._url, params=query, timeout=self._deadline)
        except requests.RequestException as failure:
            return Rejected("unreachable") if never_said(failure) else Unsure("timeout")
        return _verdict(answer.status_code)

    def close(self) -> None:
        """Let its connections go."""
        self._session.close()


def _verdict(status: int) -> Outcome:
    """`0: Accepted for delivery` and `3: Queued for later delivery` come with 202; refusals with 4xx and 5xx."""
    if status == 202:
        return Accepted("")
    if status == 403:
        return Rejected("credentials")
    if status == 503:  # "Temporal failure, try again later": smsbox has lost bearerbox and kept nothing
        return Rejected("unreachable")
    if 400 <= status < 500:
        return Rejected("refused")
    return Unsure("provider_error")
