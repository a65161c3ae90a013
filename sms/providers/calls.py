"""How a call over HTTP ended, when it ended without an answer."""

from __future__ import annotations

import os

import requests
from requests.utils import get_environ_proxies

_UNCONNECTED = ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")


def never_said(failure: Exception) -> bool:
    """Whether no connection was made, so that the provider cannot have got anything."""
    if isinstance(failure, requests.ConnectTimeout):
        return True
    cause = getattr(failure.args[0], "reason", None) if failure.args else None
    return isinstance(failure, requests.ConnectionError) and type(cause).__name__ in _UNCONNECTED


def read_environment_once(session: requests.Session, url: str) -> None:
    """Take proxies and certificates for `url` from the environment now, and not at every call, as `requests` does."""
    session.proxies = get_environ_proxies(url)
    session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True
    session.trust_env = False
