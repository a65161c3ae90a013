"""What every process of the service is joined from, made of the settings in one way: web, worker, commands alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, timedelta
from importlib.util import find_spec

from redis import Redis

from config.catalogues import load_all
from config.files import holidays, payment_places, privacy
from config.hashing import Hasher
from config.settings import Settings
from config.tracing import Traces
from config.vault import Vault
from flows.records.ages import Ages
from flows.records.workdays import Terms
from flows.saying.house import House, PaymentPlace
from flows.saying.voice import ITS_NAME, Voices
from identifiers.payment_line import PaymentLineRules
from models.breaker import Breaker, RecordShift
from models.source.client import Client
from models.source.memory import Memory
from models.source.source import NAME, Source


def vault(settings: Settings) -> Vault:
    """What seals and opens texts that rest, with the former keys too."""
    return Vault(settings.secret_key, settings.old_secret_keys)


def hasher(settings: Settings) -> Hasher:
    """What seals NIPs, answers and codes, and knows them again; those under former peppers too."""
    return Hasher(settings.pepper, settings.hash_costs, settings.old_peppers)


def house(settings: Settings) -> House:
    """What dialogs, notices and documents know of the service itself."""
    rules = PaymentLineRules(settings.payment_line_base_year, str(settings.payment_line_constant))
    names = {code: texts.get(ITS_NAME, code) for code, texts in load_all().items()}
    return House(
        languages=names | {"es": "Español"},
        short_code=settings.short_code,
        ussd_code=settings.ussd_code,
        phone_line=settings.phone_line,
        mail=settings.smtp_url is not None,
        papers=settings.smtp_url is not None and find_spec("typst") is not None,
        keep_unheard=settings.keep_unheard,
        institution=settings.institution_name,
        institution_rfc=settings.institution_rfc,
        certificates_from=(int(settings.certificates_from[:2]), int(settings.certificates_from[3:])),
        privacy_version=settings.privacy_version,
        privacy_notice=privacy.read(settings.privacy_notice),
        terms=Terms(
            settings.arco_answer_days,
            settings.arco_extension_days,
            settings.arco_effect_days,
            holidays.read(settings.holidays),
        ),
        ages=ages(settings),
        payment_clabe=settings.payment_clabe,
        payment_spei_reference=settings.payment_spei_reference,
        payment_where=settings.payment_where,
        payment_shows_days=settings.payment_shows_days,
        payment_rules=rules,
        payment_places=tuple(_place(row, rules) for row in payment_places.read(settings.payment_places)),
    )


def ages(settings: Settings) -> Ages:
    """When the service speaks first."""
    return Ages(**{field.name: getattr(settings, f"alert_{field.name}") for field in fields(Ages)})


def voices(settings: Settings) -> Voices:
    """How the service speaks outside a dialog, in every language."""
    return Voices(house(settings), load_all())


def _place(row: payment_places.PlaceRow, usual: PaymentLineRules) -> PaymentPlace:
    """A place of the file; what its payment line leaves unsaid is as in the settings."""
    rules = PaymentLineRules(row.base_year or usual.base_year, row.constant or usual.constant)
    return PaymentPlace(row.name, row.kind, row.agreement, row.clabe, row.reference, rules, row.least, row.most)


def source(
    settings: Settings,
    redis: Redis,
    sealing: Vault,
    record: RecordShift,
    clock: Callable[[], datetime],
    traces: Traces | None = None,
) -> Source | None:
    """The institution's own system, where the settings name one; `record` keeps what its breaker does."""
    if settings.facts_url is None:
        return None
    return Source(
        Client(settings.facts_url, settings.facts_token),
        Breaker([NAME], redis, record, clock),
        Memory(redis, sealing, timedelta(hours=settings.facts_kept)),
        redis,
        clock,
        deadline=settings.facts_deadline,
        fresh=timedelta(seconds=settings.facts_fresh),
        traces=traces,
    )
