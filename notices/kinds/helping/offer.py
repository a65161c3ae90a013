"""An offer: the institution's own computation says that a credit is to be had. Only to who asked for offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import Connection, select

from flows.dialogs.savings.contributions import short
from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from notices.kinds.kind import Kind
from notices.kinds.rows import account, prequalification

SENTENCE = T(
    "Infonavit dice que te alcanza: {product}, hasta {amount}. Gratis; tú decides. Más: PUNTOS.",
    NOTICE,
    product="W" * 22,
)
SUBJECT = T("Un crédito que te alcanza", MAIL)

NEWS_FOR = timedelta(days=60)
"""How old the computation may be and still be told."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A product, and up to how much."""

    product: str
    amount: Decimal


def _whom(scope: Scope) -> list[FoundAccounts]:
    said = prequalification.verdict == "si", prequalification.product != ""
    fresh = prequalification.as_of >= scope.today - NEWS_FOR
    found = accounts_with(prequalification.product, scope.holds(), listens("offers"), *said, fresh)
    return [found.join(prequalification.nss.table, prequalification.nss == account.nss)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, Offer]:
    query = select(prequalification.nss, prequalification.product, prequalification.max_amount).where(
        prequalification.nss.in_([each.nss for each in batch]), prequalification.verdict == "si"
    )
    found = {(nss, product): Offer(product, amount) for nss, product, amount in connection.execute(query)}
    return {each.id: found[each.nss, each.subject] for each in batch if (each.nss, each.subject) in found}


def _say(found: Offer, voice: Voice) -> str:
    return voice.say(SENTENCE, product=short(found.product), amount=voice.money(found.amount))


KIND = Kind("offer", _whom, _facts, _say, topics=("offers",), life=timedelta(days=10), subject=SUBJECT)
