"""What notices about a benefit of a credit have in common: whom to tell, and what the file says of it now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select

from flows.records.credit import DONE, Benefit, BenefitKind
from flows.records.service import Topic
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from notices.kinds.rows import account, benefit, credit, notice

is_done = or_(*(func.lower(benefit.state).contains(word) for word in DONE))
"""Of a benefit's row: nothing is left to do for it."""


def with_benefit(
    scope: Scope,
    kind: BenefitKind,
    *where: ColumnElement[bool],
    subject: ColumnElement[str] = benefit.folio,
    topic: Topic = "credit",
) -> FoundAccounts:
    """Holders of a credit with a benefit of this kind."""
    found = accounts_with(subject, scope.holds(), listens(topic), benefit.kind == kind, *where)
    found = found.join(credit.nss.table, credit.nss == account.nss)
    return found.join(benefit.folio.table, benefit.credit_number == credit.number)


def benefits(
    usable: Callable[[Benefit], bool] = lambda found: not found.done,
) -> Callable[[Connection, Sequence[Due]], Mapping[int, Benefit]]:
    """Reads the benefit of each notice, whose subject begins with its folio; one that is of no use now is left out."""

    def facts(connection: Connection, batch: Sequence[Due]) -> dict[int, Benefit]:
        folios = {notice.id: folio_of(notice.subject) for notice in batch}
        rows = connection.execute(select(*benefit.values()).where(benefit.folio.in_(set(folios.values()))))
        found = {row.folio: Benefit(**row._mapping) for row in rows}
        return {notice: found[folio] for notice, folio in folios.items() if folio in found and usable(found[folio])}

    return facts


def staged(folio: ColumnElement[str], stage: object) -> ColumnElement[str]:
    """The subject of what is told in stages, `B77;60`; folios may have a colon in them."""
    return folio + f";{stage}"


def folio_of(subject: str) -> str:
    """The folio in such a subject."""
    return subject.partition(";")[0]


def came_to(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of a notice's row: whether the benefit it names is now so."""
    named = or_(notice.subject == benefit.folio, notice.subject.like(benefit.folio + ";%"))
    return exists().where(named, *where)
