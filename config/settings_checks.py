"""What settings must hold together, and how a wrong one is said: one sentence that names it and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pydantic import ValidationError

from config.clock import Clock
from config.errors import Mistake
from config.settings_secrets import secrets
from config.settings_values import quiet_span

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings

    from config.settings import Settings

PROVIDERS = {"twilio", "kannel", "demo"}


def name(field: str) -> str:
    """The setting as it is written in the environment."""
    return f"MICUENTA_{field.upper()}"


def fault_sentence(error: ValidationError, settings: type[BaseSettings]) -> str:
    """The first thing wrong, for somebody who sets the setting. A secret's value is not repeated."""
    first = error.errors()[0]
    setting = str(first["loc"][0]) if first["loc"] else ""
    field = settings.model_fields.get(setting)
    if field is None:
        return f"{name(setting)}: {first['msg']}"
    extra = field.json_schema_extra
    value = "" if isinstance(extra, dict) and extra.get("secret") else f" is {first['input']!r}, which will not do"
    return f"{name(setting)}{value}: {first['msg'].lower()}. Its meaning: {field.description}."


def check(settings: Settings) -> None:
    """Raise a `Mistake` for the first rule that does not hold."""
    rules = [_formats, _providers]
    if settings.env == "production":
        rules.append(_production)
    for rule in rules:
        for setting, what in rule(settings):
            raise Mistake(f"{name(setting)} {what}.")


def _formats(settings: Settings) -> Iterator[tuple[str, str]]:
    if not _reads(Clock.told, settings.today or ""):
        yield "today", f"is {settings.today!r}: write 2026-11-23, 2026-11-23T10:00-06:00 or +36h"
    if not _reads(quiet_span, settings.quiet_hours):
        yield "quiet_hours", f"is {settings.quiet_hours!r}: write two times of day, as in 20:00-09:00, or off"
    if not settings.redis_url.startswith(("redis://", "rediss://", "unix://")):
        yield "redis_url", "must begin with redis://, rediss:// or unix://"
    if not settings.database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
        yield "database_url", "must begin with sqlite:/// or postgresql+psycopg://"
    if not settings.public_url.startswith(("http://", "https://")):
        yield "public_url", "must begin with http:// or https://"
    if settings.facts_url and not settings.facts_url.startswith(("http://", "https://")):
        yield "facts_url", "must begin with http:// or https://"
    if settings.traces_url and not settings.traces_url.startswith(("http://", "https://")):
        yield "traces_url", "must begin with http:// or https://"
    if settings.traces_url and ("@" in settings.traces_url or "?" in settings.traces_url):
        yield "traces_url", "must hold no password or key: give the collector's token as MICUENTA_TRACES_TOKEN"
    if settings.traces_token and not re.fullmatch(r"[\x21-\x7e]+", settings.traces_token):
        yield "traces_token", "must be one word of plain letters, digits and signs, as it goes into a header"
    if settings.traces_url and not find_spec("opentelemetry"):
        yield "traces_url", "is set, but what traces need is not installed: pip install 'micuenta[otel]', or unset it"


def _providers(settings: Settings) -> Iterator[tuple[str, str]]:
    chosen = settings.sms_providers
    if not chosen or set(chosen) - PROVIDERS:
        yield "sms_providers", f"is {','.join(chosen)!r}: name one or more of {', '.join(sorted(PROVIDERS))}"
    needed = {
        "twilio": ("twilio_account_sid", "twilio_auth_tokens"),
        "kannel": ("kannel_sendsms_url", "kannel_username", "kannel_password"),
    }
    for provider in chosen:
        for setting in needed.get(provider, ()):
            if not getattr(settings, setting):
                yield setting, f"is needed because MICUENTA_SMS_PROVIDERS names {provider}"
    shapes = {"twilio_account_sid": "AC", "twilio_messaging_service_sid": "MG"}
    for setting, letters in shapes.items():
        value = getattr(settings, setting)
        if settings.env == "production" and value and not re.fullmatch(rf"{letters}[0-9a-f]{{32}}", value):
            yield setting, f"is {value!r}: copy it whole from Twilio's console, {letters} and 32 letters and digits"
    if "twilio" in chosen and not (settings.twilio_from or settings.twilio_messaging_service_sid):
        yield (
            "twilio_from",
            "or MICUENTA_TWILIO_MESSAGING_SERVICE_SID is needed because MICUENTA_SMS_PROVIDERS names twilio",
        )


def _production(settings: Settings) -> Iterator[tuple[str, str]]:
    yield from secrets(settings)
    if "demo" in settings.sms_providers:
        yield "sms_providers", "must not name the demo provider in production; name twilio, kannel or both"
    if not settings.public_url.startswith("https://"):
        yield "public_url", "must be the https:// address that gateways call in production"
    if any(path in settings.public_url for path in ("/sms/", "/ussd/", "?", "#")):
        yield "public_url", f"is {settings.public_url!r}: write the address without the gateway's path, which we add"
    if settings.facts_url and not settings.facts_url.startswith("https://"):
        yield "facts_url", "must be an https:// address in production, because it carries what workers have"
    if settings.facts_url and not settings.facts_token:
        yield "facts_token", "is needed in production because MICUENTA_FACTS_URL is set"
    if settings.today:
        yield "today", "must not be set in production, where the time is what it is"


def _reads(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except ValueError:
        return False
    return True
