"""What the dialogs know of the service itself: codes to dial, numbers to call, the biller's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from flows.records.ages import Ages
from flows.records.workdays import Terms
from identifiers.payment_line import PaymentLineRules

PlaceKind = Literal["linea", "credito", "spei"]


@dataclass(frozen=True, slots=True)
class PaymentPlace:
    """Where a payment is taken: with a payment line by its own rules, with the credit number, or by SPEI."""

    name: str
    kind: PlaceKind
    agreement: str = ""
    clabe: str = ""
    reference: str = ""
    rules: PaymentLineRules = field(default_factory=PaymentLineRules)
    least: Decimal | None = None
    most: Decimal | None = None

    def takes(self, amount: Decimal) -> bool:
        """Whether an amount (pesos) can be paid there."""
        return (self.least is None or amount >= self.least) and (self.most is None or amount <= self.most)


@dataclass(frozen=True, slots=True)
class House:
    """Fixed for the life of the process; filled from the settings where the program is put together."""

    languages: Mapping[str, str] = field(default_factory=lambda: {"es": "Español", "en": "English"})
    """What can be spoken, by its code; each by its own name."""

    short_code: str = "30900"
    ussd_code: str = "*123#"
    phone_line: str = "800 008 3900"
    mail: bool = False
    papers: bool = False
    """Whether papers can be made and mailed."""

    keep_unheard: bool = True
    institution: str = "Instituto del Fondo Nacional de la Vivienda para los Trabajadores"
    institution_rfc: str = "INF7205011ZA"
    certificates_from: tuple[int, int] = (2, 15)
    """Month and day from which the certificate of the year before is there."""

    privacy_version: str = "2026-1"
    privacy_notice: Mapping[str, str] = field(default_factory=lambda: {"es": "Aviso de privacidad, versión {version}"})
    """The whole notice by language, with `{version}` where that stands."""
    terms: Terms = field(default_factory=Terms)
    ages: Ages = field(default_factory=Ages)
    payment_clabe: str = "021180550300050811"
    payment_spei_reference: str = "5503"
    payment_where: str = "Banco o tienda"
    payment_shows_days: int = 3
    payment_rules: PaymentLineRules = field(default_factory=PaymentLineRules)
    payment_places: tuple[PaymentPlace, ...] = ()
    """Each place with its own reference, the one to be told first first; without any the four settings above count."""
