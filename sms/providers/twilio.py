"""Twilio, through the `twilio` package: https://www.twilio.com/docs/messaging/api/message-resource."""

from __future__ import annotations

import logging
from datetime import timedelta
from itertools import takewhile
from typing import Any
from urllib.parse import urlencode

import requests
from requests.adapters import HTTPAdapter
from twilio.base.exceptions import TwilioException, TwilioRestException  # type: ignore[import-untyped]  # has no types
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]  # has no types
from twilio.rest import Client  # type: ignore[import-untyped]  # has no types

from sms.outbox.statuses import from_twilio
from sms.outbox.twilio_codes import meaning
from sms.providers.base import DEADLINE, Absent, Accepted, Doubt, Finding, Outcome, Outgoing, Receipt, Rejected, Unsure
from sms.providers.calls import never_said, read_environment_once

SKEW = timedelta(minutes=2)
"""How far Twilio's clock and ours may be apart when its list is searched."""

_TRIAL = "Sent from your Twilio trial account - "
"""What Twilio puts before the texts of an account that is not paid for yet."""

_PAGE = 50

TOO_MANY = 429
_BY_STATUS = {401: "credentials", 403: "credentials", 404: "account"}
"""What an answer means whose code says nothing."""

# It writes addresses and texts at DEBUG.
logging.getLogger("twilio.http_client").setLevel(logging.WARNING)


class Twilio:
    """Sends with a status callback that carries our own id, and finds an uncertain message in Twilio's list."""

    name = "twilio"
    receipts = True

    def __init__(
        self,
        *,
        account_sid: str,
        token: str,
        public_url: str,
        sender: str | None = None,
        messaging_service: str | None = None,
        api_url: str | None = None,
        connections: int = 16,
        deadline: float = DEADLINE,
    ) -> None:
        http = TwilioHttpClient(timeout=deadline)
        self._session = session = http.session
        read_environment_once(session, api_url or "https://api.twilio.com")
        for scheme in ("https://", "http://"):
            session.mount(scheme, HTTPAdapter(pool_maxsize=connections, max_retries=0))
        self._client = Client(account_sid, token, http_client=http)
        if api_url:
            self._client.api.base_url = api_url.rstrip("/")
        self._from: dict[str, Any] = (
            {"messaging_service_sid": messaging_service} if messaging_service else {"from_": sender}
        )
        self._callback = public_url.rstrip("/") + "/sms/twilio/status?"

    def send(self, message: Outgoing) -> Outcome:
        """Create the message at Twilio."""
        try:
            created = self._client.messages.create(
                to=message.recipient,
                body=message.text,
                status_callback=self._callback + urlencode({"id": message.id}),
                **self._from,
            )
        except (TwilioException, requests.RequestException) as failure:
            return _verdict(failure)
        return Accepted(created.sid or "")

    def find(self, doubt: Doubt) -> Finding:
        """Look for the text among the newest messages to this phone, from the attempt on.

        Twilio's list does not tell our id. Recipient, exact text and time do: every notice carries a folio of
        its own and every code its own digits. A reference known to belong to another row is passed over.
        """
        since = doubt.since - SKEW
        try:
            listed = self._client.messages.stream(to=doubt.recipient, page_size=_PAGE)
            for message in takewhile(lambda m: m.date_created is None or m.date_created >= since, listed):
                same = (message.body or "").removeprefix(_TRIAL) == doubt.text
                if same and message.sid not in doubt.taken and message.status != "canceled":
                    return Accepted(message.sid or "")
        except (TwilioException, requests.RequestException):
            return Unsure("unreachable")
        return Absent()

    def ask(self, ref: str) -> Receipt | None:
        """Twilio's own status of a message."""
        try:
            message = self._client.messages(ref).fetch()
        except (TwilioException, requests.RequestException):
            return None
        return from_twilio(str(message.status), str(message.error_code or ""))

    def close(self) -> None:
        """Let its connections go."""
        self._session.close()


def _verdict(failure: Exception) -> Outcome:
    """Whether Twilio has the message, judged from how the call ended.

    A refused connection never carried it. A timeout, a connection lost after the request, or a 5xx may have.
    """
    if isinstance(failure, TwilioRestException):
        if failure.status >= 500:
            return Unsure("provider_error")
        code, said = failure.code or 0, str(failure.code or failure.status)
        if failure.status == TOO_MANY:
            return Rejected("throttled", said)
        return Rejected(meaning(code, _BY_STATUS.get(failure.status, "refused")), said)
    return Rejected("unreachable") if never_said(failure) else Unsure("timeout")
