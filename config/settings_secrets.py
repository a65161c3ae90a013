"""What a secret must be in production: long, one's own, and in one place only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.settings import Settings

SECRET_LENGTH = 32
TOKEN_LENGTH = 16
NEW_SECRET = "make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"  # noqa: S105 - advice

_OURS = {"secret_key": SECRET_LENGTH, "pepper": SECRET_LENGTH, "kannel_token": TOKEN_LENGTH, "ussd_token": TOKEN_LENGTH}
"""Those that we choose ourselves, and how many characters they need."""
_LISTS = ("kannel_token", "ussd_token")
"""Several with commas between them, each a path segment."""
_OTHERS = ("old_secret_keys", "old_peppers", "twilio_auth_tokens", "kannel_password")
_SEGMENT = re.compile(r"[A-Za-z0-9._~-]+")


def secrets(settings: Settings) -> Iterator[tuple[str, str]]:
    """Setting and complaint. Each part counts as it will be compared, without the spaces around it."""
    used: dict[str, str] = {}
    for setting, length in _OURS.items():
        parts = _parts(settings, setting)
        if setting not in settings.model_fields_set or not parts or min(map(len, parts)) < length:
            each = ", each of those between commas" if setting in _LISTS else ""
            yield (
                setting,
                f"must be a secret of your own in production, {length} characters or more{each}; {NEW_SECRET}",
            )
        if setting in _LISTS and not all(map(_SEGMENT.fullmatch, parts)):
            yield setting, f"is part of an address: letters, digits and - . _ ~ alone; {NEW_SECRET}"
    for setting in (*_OURS, *_OTHERS):
        for part in _parts(settings, setting):
            if part in used:
                other = f"MICUENTA_{used[part].upper()}" if used[part] != setting else "another of its own parts"
                yield setting, f"is the same as {other}: each secret must be one of its own; {NEW_SECRET}"
            used[part] = setting


def _parts(settings: Settings, setting: str) -> list[str]:
    """The secrets in a setting."""
    value = getattr(settings, setting) or ()
    if isinstance(value, str):
        value = value.split(",") if setting in _LISTS else [value]
    return [part.strip() for part in value if part.strip()]
