"""A bad setting stops the start with a sentence that names it; production accepts no demo secrets."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from config.docs import settings as settings_page
from config.errors import Mistake
from config.settings import Settings

SECRET = "k" * 32
PRODUCTION = {
    "ENV": "production",
    "SECRET_KEY": SECRET,
    "PEPPER": "p" * 32,
    "KANNEL_TOKEN": "kannel-0123456789",
    "USSD_TOKEN": "ussd-0123456789ab, ussd-9876543210ba",
    "PUBLIC_URL": "https://micuenta.example",
    "SMS_PROVIDERS": "twilio,kannel",
    "TWILIO_ACCOUNT_SID": f"AC{'0' * 32}",
    "TWILIO_AUTH_TOKENS": "new, old",
    "TWILIO_FROM": "30900",
    "KANNEL_SENDSMS_URL": "http://127.0.0.1:13013/cgi-bin/sendsms",
    "KANNEL_USERNAME": "u",
    "KANNEL_PASSWORD": "p",
}


def read(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(f"MICUENTA_{name}", value)
    return Settings()


def test_nothing_needs_to_be_set_for_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    assert settings.env == "demo"
    assert settings.database_url == f"sqlite:///{tmp_path}/var/micuenta.sqlite3"
    assert settings.redis_url.startswith("unix:///")
    assert settings.embedded_redis
    assert settings.sms_providers == ("demo",)
    assert settings.quiet_span == (time(20), time(9))


def test_defaults_follow_from_what_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, {"DATA": "/srv/mc", "PORT": "9000", "REDIS_URL": "redis://127.0.0.1:6379/0"})
    assert settings.database_url == "sqlite:////srv/mc/micuenta.sqlite3"
    assert settings.public_url == "http://127.0.0.1:9000"
    assert not settings.embedded_redis


def test_a_folder_too_deep_for_a_socket_gets_one_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "/srv/" + "d" * 120
    first, again = (read(monkeypatch, {"DATA": deep}).redis_url for _ in range(2))
    assert first == again
    assert len(first) < 100


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("SMS_RATE=abc", "segments a second"),
        ("SMS_RATE=0", "greater than or equal to 1"),
        ("PORT=70000", "65535"),
        ("ENV=prod", "production"),
        ("TODAY=tomorrow", "2026-11-23"),
        ("QUIET_HOURS=nine", "20:00-09:00"),
        ("SMS_PROVIDERS=twillio", "demo, kannel, twilio"),
        ("SMS_PROVIDERS=", "demo, kannel, twilio"),
        ("REDIS_URL=http://x", "redis://"),
        ("DATABASE_URL=mysql://x", "postgresql+psycopg://"),
        ("PUBLIC_URL=micuenta.example", "https://"),
        ("PAYMENT_CLABE=123", "18 digits"),
        ("PAYMENT_LINE_CONSTANT=12", "9"),
    ],
)
def test_a_bad_value_is_named_with_what_is_wanted(monkeypatch: pytest.MonkeyPatch, line: str, word: str) -> None:
    name, _, value = line.partition("=")
    with pytest.raises(Mistake, match=f"^MICUENTA_{name}") as told:
        read(monkeypatch, {name: value})
    assert word in str(told.value)
    assert "pydantic" not in str(told.value)
    assert "\n" not in str(told.value)


def test_a_secret_is_not_repeated_in_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Mistake) as told:
        read(monkeypatch, PRODUCTION | {"PEPPER": "too short"})
    assert "too short" not in str(told.value)


def test_secrets_are_not_printed_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = repr(read(monkeypatch, PRODUCTION))
    assert SECRET not in shown
    assert "new" not in shown


def test_production_starts_when_everything_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, PRODUCTION)
    assert settings.twilio_auth_tokens == ("new", "old")
    assert settings.sms_providers == ("twilio", "kannel")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("PEPPER", None),
        ("USSD_TOKEN", None),
        ("KANNEL_TOKEN", "demo"),
        ("SMS_PROVIDERS", "demo,twilio"),
        ("PUBLIC_URL", "http://micuenta.example"),
        ("PUBLIC_URL", "https://micuenta.example/sms/twilio"),
        ("TODAY", "2026-11-23"),
        ("TWILIO_ACCOUNT_SID", None),
        ("TWILIO_ACCOUNT_SID", "AC…"),
        ("TWILIO_MESSAGING_SERVICE_SID", f"MG{'0' * 32}      # or MICUENTA_TWILIO_FROM"),
        ("TWILIO_AUTH_TOKENS", None),
        ("TWILIO_FROM", None),
        ("KANNEL_PASSWORD", None),
    ],
)
def test_production_refuses_what_the_demo_allows(monkeypatch: pytest.MonkeyPatch, name: str, value: str | None) -> None:
    values = {key: text for key, text in PRODUCTION.items() if key != name}
    with pytest.raises(Mistake, match=f"^MICUENTA_{name} "):
        read(monkeypatch, values if value is None else values | {name: value})


def test_twilio_needs_its_tokens_in_the_demo_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Mistake, match="MICUENTA_TWILIO_AUTH_TOKENS"):
        read(monkeypatch, {"SMS_PROVIDERS": "twilio", "TWILIO_ACCOUNT_SID": "AC1"})


def test_every_setting_says_what_it_means() -> None:
    for field in Settings.model_fields.values():
        assert field.description


def test_the_page_of_settings_is_what_the_code_says() -> None:
    assert settings_page.PAGE.read_text("utf-8") == settings_page.page(), "run `make docs`"


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("USSD_TOKEN", "demo,abc", "each of those between commas"),
        ("USSD_TOKEN", "demo ", "16 characters"),
        ("USSD_TOKEN", "x", "16 characters"),
        ("USSD_TOKEN", "ussd-0123456789ab,", None),
        ("USSD_TOKEN", "ussd-0123456789ab, x", "16 characters"),
        ("USSD_TOKEN", "demo            ,", "16 characters"),
        ("USSD_TOKEN", " , ", "16 characters"),
        ("USSD_TOKEN", "", "16 characters"),
        ("USSD_TOKEN", "with/a/slash/0123456789", "letters, digits"),
        ("USSD_TOKEN", "kannel-0123456789", "the same as MICUENTA_KANNEL_TOKEN"),
        ("USSD_TOKEN", "ussd-0123456789ab,ussd-0123456789ab", "its own parts"),
        ("KANNEL_TOKEN", "1", "16 characters"),
        ("KANNEL_PASSWORD", "kannel-0123456789", "the same as MICUENTA_KANNEL_TOKEN"),
        ("PEPPER", SECRET, "the same as MICUENTA_SECRET_KEY"),
        ("PEPPER", " " * 32, "32 characters"),
        ("SECRET_KEY", "k" * 20 + " " * 12, "32 characters"),
        ("OLD_PEPPERS", f"x,{SECRET}", "the same as MICUENTA_SECRET_KEY"),
        ("TWILIO_AUTH_TOKENS", f"new,{SECRET}", "the same as MICUENTA_SECRET_KEY"),
    ],
)
def test_a_secret_of_production_is_long_and_in_one_place_only(
    name: str, value: str, word: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part counts, without the spaces around it."""
    if word is None:
        assert read(monkeypatch, {**PRODUCTION, name: value})
        return
    with pytest.raises(Mistake, match=rf"^MICUENTA_.*{word}") as caught:
        read(monkeypatch, {**PRODUCTION, name: value})
    assert len(value.strip()) < 6 or value not in str(caught.value)
