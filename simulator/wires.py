"""How the terminal phone reaches the service: inside this process, or over HTTP."""

from __future__ import annotations

import requests
from flask import Flask

from simulator.gateway import NotAnswered, Posted
from simulator.inbox import Message

DEADLINE = 20.0
"""Seconds a request may take; gateways wait 15."""


class Inside:
    """The application in this process."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()

    def post(self, path: str, form: Posted, headers: Posted) -> tuple[int, str]:
        """The status and the body of the answer."""
        answer = self._client.post(path, data=dict(form), headers=dict(headers))
        return answer.status_code, answer.text


class Http:
    """A running service in demo, with its inbox."""

    def __init__(self, url: str) -> None:
        self._url = (url if "://" in url else f"http://{url}").rstrip("/")
        self._session = requests.Session()

    def post(self, path: str, form: Posted, headers: Posted) -> tuple[int, str]:
        """The status and the body of the answer."""
        try:
            answer = self._session.post(self._url + path, data=form, headers=headers, timeout=DEADLINE)
        except requests.RequestException as failure:
            raise NotAnswered(f"{self._url} does not answer ({type(failure).__name__}): is the service on?") from None
        answer.encoding = "utf-8"
        return answer.status_code, answer.text

    def since(self, phone: str, after: str = "") -> list[Message]:
        """What arrived after the message with this id; nothing while the service is away."""
        try:
            query = {"phone": phone, "after": after}
            answer = self._session.get(f"{self._url}/simulator/inbox", params=query, timeout=DEADLINE)
            return [Message(**one) for one in answer.json()["messages"]] if answer.ok else []
        except requests.RequestException:
            return []
