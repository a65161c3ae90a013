"""Every setting, once: its name, default, unit and meaning. Read from the environment or `.env`, prefix `MICUENTA_`.

What must not stand there may be a file each, `micuenta_pepper`, in the folder that `CREDENTIALS_DIRECTORY` names.

`docs/settings.md` is rendered from this file. A bad value raises `Mistake`: one sentence that names the setting.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import NoDecode, SettingsConfigDict

from config.clock import Clock
from config.env_file import ENCODING, check_env_file
from config.errors import Mistake
from config.hashing import MEMORY, PASSES, Costs
from config.settings_alerts import AlertSettings
from config.settings_checks import check, fault_sentence
from config.settings_values import (
    after_console,
    amount_of_cores,
    console_address,
    database_file,
    local_address,
    next_port,
    quiet_span,
    redis_socket,
    split_list,
)

CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""Where systemd names the folder of a unit's credentials; a container's secrets may be named so, too."""

List = Annotated[tuple[str, ...], NoDecode, BeforeValidator(split_list)]
DEMO_SECRET = "demo: anybody may know this"  # noqa: S105 - a secret that is none, refused in production


def _secret(default: Any, help: str) -> Any:  # noqa: A002 - the word for it
    """A setting that is never shown, neither in a message nor in the program's own printing of itself."""
    return Field(default, description=help, repr=False, json_schema_extra={"secret": True})


def _worked_out(how: Callable[[dict[str, Any]], object], shown: str, help: str) -> Any:  # noqa: A002 - the word for it
    """A setting whose default follows from others."""
    return Field(default_factory=how, description=help, repr=False, json_schema_extra={"shown": shown})


class Settings(AlertSettings):
    """Read once where the program is put together, and passed in from there."""

    model_config = SettingsConfigDict(
        env_prefix="MICUENTA_", env_file=".env", env_file_encoding=ENCODING, extra="ignore", frozen=True
    )

    env: Literal["demo", "test", "production"] = Field(
        "demo", description="`production` refuses to start with demo secrets"
    )
    data: Annotated[Path, AfterValidator(Path.absolute)] = Field(
        Path("var"), description="folder of everything kept: database file, Redis"
    )
    backups: Annotated[Path, AfterValidator(Path.absolute)] | None = Field(
        None, description="folder of the database's back-ups, of which `micuenta doctor` tells the newest one's age"
    )
    host: str = Field("127.0.0.1", description="address the web server listens on")
    port: int = Field(8000, ge=1, le=65535, description="port the web server listens on")
    web_workers: int = _worked_out(amount_of_cores, "one a core", "processes of the web server")
    log_format: Literal["line", "json"] = Field(
        "line", description="`line` for people, `json` for collectors; always on stderr"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="least severity that is logged")
    log_messages: bool = Field(
        False, description="also log a line for every message that came, left or was receipted, to follow each"
    )
    traces_url: str | None = Field(
        None, description="OTLP/HTTP collector of traces, `http://127.0.0.1:4318/v1/traces`; unset: traces are off"
    )
    traces_token: str = _secret("", "bearer token that the collector asks for")
    traces_ratio: float = Field(1.0, ge=0, le=1, description="part of all messages that are traced, from 0 to 1")
    today: str | None = Field(
        None,
        description="moves the clock in demos: `2026-11-23`, `2026-11-23T10:00-06:00` (stands still), `+36h`",
    )

    database_url: str = _worked_out(
        database_file, "a SQLite file in the data folder", "SQLAlchemy URL; PostgreSQL is `postgresql+psycopg://…`"
    )
    redis_url: str = _worked_out(
        redis_socket, "an embedded server in the data folder", "`redis://…`, `rediss://…` or `unix://…`"
    )

    facts_url: str | None = Field(
        None, description="the institution's own system (`docs/records-api.yaml`); unset: the imported files are read"
    )
    facts_token: str = _secret("", "bearer token that it asks for")
    facts_deadline: float = Field(1.5, gt=0, le=10, description="seconds that a message waits for all it asks of it")
    facts_fresh: int = Field(60, ge=0, description="seconds for which its answer is not asked for again")
    facts_kept: int = Field(
        24,
        ge=1,
        le=720,
        description="hours its answer is kept, sealed, to be told with its age while it is away",
    )

    secret_key: str = _secret(
        DEMO_SECRET, "seals dialogs and messages, signs the console's sessions; 32 characters or more"
    )
    old_secret_keys: List = _secret((), "former secret keys, comma-separated: they still open what they sealed")
    pepper: str = _secret(DEMO_SECRET, "key of the hashes of NIPs, codes and answers; 32 characters or more")
    old_peppers: List = _secret((), "former peppers, comma-separated: NIPs hashed with them still match")
    hash_passes: int = Field(PASSES, ge=1, le=20, description="argon2id: passes over the memory for one check of a NIP")
    hash_memory: int = Field(MEMORY, ge=64, le=1_048_576, description="argon2id: memory for one check of a NIP, in KiB")

    public_url: str = _worked_out(
        local_address, "`http://HOST:PORT`", "address that gateways call; signatures are checked against it"
    )
    console_port: int = _worked_out(next_port, "the one after the web server's", "port the console listens on")
    console_url: str = _worked_out(
        console_address, "`http://HOST:CONSOLE_PORT`", "address where agents open the console; `https:` behind a proxy"
    )
    console_live_port: int = _worked_out(
        after_console,
        "the one after the console's",
        "port of the console's live stream; behind a proxy it is `/console/en-vivo` of CONSOLE_URL",
    )
    case_reply_minutes: int = Field(10, ge=1, description="minutes within which a case is to be answered first")
    case_solve_hours: int = Field(24, ge=1, description="hours within which a case is to be closed")
    sms_providers: List = Field(
        ("demo",), description="providers in order of preference: `twilio`, `kannel`, `demo` (loopback)"
    )
    stranger_messages: int = Field(
        100, ge=1, description="messages a day that a line without an account is answered; then it is told, once"
    )
    all_strangers_messages: int = Field(
        50_000, ge=1, description="messages a day that all lines without an account are answered together"
    )
    line_share: float = Field(
        0.2, gt=0, description="part of a web process's computing time that one line may go on taking; then it waits"
    )
    sms_rate: int = Field(10, ge=1, le=10_000, description="segments a second, over all workers")
    segment_price: float = Field(0.85, ge=0, description="pesos a segment costs, for forecasts and the demo phone")
    twilio_account_sid: str | None = Field(None, description="Twilio account, `AC…`")
    twilio_auth_tokens: List = _secret((), "Twilio auth tokens, comma-separated; the first sends, every one may sign")
    twilio_from: str | None = Field(None, description="number or short code that Twilio sends from")
    twilio_messaging_service_sid: str | None = Field(
        None, description="Twilio messaging service, `MG…`, instead of a number"
    )
    twilio_api_url: str = Field(
        "https://api.twilio.com", description="base address of Twilio's REST API, for a mock or proxy"
    )
    kannel_sendsms_url: str | None = Field(
        None, description="Kannel's sendsms address, `http://host:13013/cgi-bin/sendsms`"
    )
    kannel_username: str | None = Field(None, description="Kannel's sendsms user")
    kannel_password: str | None = _secret(None, "Kannel's sendsms password")
    kannel_token: str = _secret(
        "demo", "secret path segment of the routes that Kannel calls; 16 characters or more, several with commas"
    )
    ussd_token: str = _secret(
        "demo", "secret path segment of the routes that USSD gateways call; 16 characters or more, several with commas"
    )
    smtp_url: str | None = _secret(
        None, "mail server, `smtp://user:password@host:587`; unset: mail is off and not offered"
    )
    email_from: str = Field("Mi Cuenta <micuenta@infonavit.example>", description="sender of mail")

    short_code: str = Field("30900", description="short code that texts tell the worker")
    ussd_code: str = Field("*123#", description="USSD code that texts tell the worker")
    phone_line: str = Field("800 008 3900", description="telephone line (Infonatel) that texts tell the worker")
    institution_name: str = Field(
        "Instituto del Fondo Nacional de la Vivienda para los Trabajadores", description="who documents are from"
    )
    institution_rfc: str = Field("INF7205011ZA", description="its RFC, which a tax certificate names")
    certificates_from: str = Field(
        "02-15",
        pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
        description="month and day from which the "
        "interest certificate of the year before is there (Ley del ISR: lenders tell by 15 February)",
    )
    privacy_version: str = Field("2026-1", description="version of the privacy notice that a registration consents to")
    privacy_notice: Path | None = Field(
        None,
        description="folder of the whole privacy notice as `es.txt`, `en.txt` …, with `{version}` in it; ours if unset",
    )
    arco_answer_days: int = Field(20, ge=1, description="working days to answer a request over one's data")
    arco_extension_days: int = Field(10, ge=0, description="working days that such an answer may take longer, once")
    arco_effect_days: int = Field(15, ge=1, description="working days to make effective what was granted")
    holidays: Path | None = Field(
        None, description="file of days off, one `2026-12-25` a line, for terms in working days; Mexico's if unset"
    )
    payment_line_base_year: int = Field(2014, ge=2000, le=2100, description="base year of the payment line's due date")
    payment_line_constant: int = Field(2, ge=0, le=9, description="constant digit of the payment line")
    payment_clabe: str = Field(
        "021180550300050811", pattern=r"^\d{18}$", description="CLABE for SPEI payments, 18 digits"
    )
    payment_spei_reference: str = Field(
        "5503", pattern=r"^\d{1,7}$", description="reference for SPEI payments, up to 7 digits"
    )
    payment_where: str = Field(
        "Banco o tienda",
        min_length=1,
        max_length=18,
        description="where the payment line is paid, as texts say it",
    )
    payment_places: Path | None = Field(
        None,
        description="CSV of the places that take payments, each with its own reference: up to four of nombre, tipo "
        "(linea, credito, spei), convenio, clabe, referencia, base, constante, minimo, maximo; the first is told first",
    )
    payment_shows_days: int = Field(
        3, ge=1, le=30, description="working days in which a payment shows, as texts tell who has paid"
    )
    keep_unheard: bool = Field(
        True, description="keep what was not understood for 30 days, masked and sealed, for `micuenta unheard`"
    )
    keep_journal_days: int = Field(365, ge=2, description="days that the journal of turns is kept")
    keep_messages_days: int = Field(
        365, ge=30, description="days after its end that it is kept that a message was sent; its text goes in a week"
    )
    keep_notices_days: int = Field(
        730, ge=400, description="days that it is kept what was told, so that nothing is told twice"
    )
    keep_notes_days: int = Field(365, ge=1, description="days that notes of closed cases are kept")
    keep_cases_days: int = Field(1825, ge=30, description="days after its end that it is kept that there was a case")
    keep_papers_days: int = Field(1825, ge=60, description="days that VERIFICA knows a document that was given out")
    keep_pending_days: int = Field(30, ge=4, description="days that a registration waits for its code")
    keep_references_days: int = Field(
        120, ge=90, description="days that payment references are kept after they were given out"
    )
    held_out: int = Field(
        0,
        ge=0,
        le=50,
        description="per cent of workers who are not told what is to help them, so that `micuenta notices helped` can "
        "tell whether it does; whom, follows from their NSS",
    )
    quiet_hours: str = Field(
        "20:00-09:00", description="no notices in these hours of the recipient's own time zone; `off` for none"
    )

    def __init__(self, **given: Any) -> None:
        check_env_file()
        given.setdefault("_secrets_dir", os.environ.get(CREDENTIALS))
        try:
            super().__init__(**given)
        except ValidationError as error:
            raise Mistake(fault_sentence(error, type(self))) from None
        check(self)

    @property
    def embedded_redis(self) -> bool:
        """Whether we start the Redis server ourselves."""
        return "redis_url" not in self.model_fields_set

    @property
    def quiet_span(self) -> tuple[time, time]:
        """When the quiet hours begin and end; they may go over midnight. The same moment twice: there are none."""
        return quiet_span(self.quiet_hours)

    @property
    def hash_costs(self) -> Costs:
        """What one check of a NIP costs."""
        return Costs(self.hash_passes, self.hash_memory)

    @property
    def keeping(self) -> dict[str, int]:
        """How long records are kept, in days, by the setting that says so."""
        return {name: getattr(self, name) for name in type(self).model_fields if re.fullmatch("keep_[a-z]+_days", name)}

    def clock(self) -> Clock:
        """A new clock that tells the time these settings want."""
        return Clock.told(self.today)
