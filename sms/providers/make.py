"""The providers the settings ask for, which have been checked where they were read."""

from __future__ import annotations

from collections.abc import Callable

from redis import Redis

from config.settings import Settings
from config.vault import Vault
from sms.providers.base import Provider
from sms.providers.demo import Demo
from sms.providers.email import LeavingLink, Smtp
from sms.providers.kannel import Kannel
from sms.providers.twilio import Twilio

CONNECTIONS = 32
"""Open to one provider at once, at most; as many as all senders of a process have threads."""


def sms_providers(settings: Settings, redis: Redis, vault: Vault) -> list[Provider]:
    """The providers of SMS, in order of preference."""
    makers: dict[str, Callable[[], Provider]] = {
        "twilio": lambda: _twilio(settings),
        "kannel": lambda: _kannel(settings),
        "demo": lambda: Demo(redis, vault, settings.public_url, settings.clock()),
    }
    return [makers[name]() for name in settings.sms_providers]


def email_providers(settings: Settings, leaving: LeavingLink | None = None) -> list[Provider]:
    """The mail server, if there is one."""
    if not settings.smtp_url:
        return []
    return [Smtp(url=settings.smtp_url, sender=settings.email_from, clock=settings.clock(), leaving=leaving)]


def _twilio(settings: Settings) -> Twilio:
    return Twilio(
        account_sid=settings.twilio_account_sid or "",
        token=settings.twilio_auth_tokens[0],
        public_url=settings.public_url,
        sender=settings.twilio_from,
        messaging_service=settings.twilio_messaging_service_sid,
        api_url=settings.twilio_api_url,
        connections=CONNECTIONS,
    )


def _kannel(settings: Settings) -> Kannel:
    token = settings.kannel_token.partition(",")[0]
    return Kannel(
        sendsms_url=settings.kannel_sendsms_url or "",
        username=settings.kannel_username or "",
        password=settings.kannel_password or "",
        report_url=f"{settings.public_url.rstrip('/')}/sms/kannel/{token}/dlr",
        sender=settings.short_code,
        connections=CONNECTIONS,
    )
