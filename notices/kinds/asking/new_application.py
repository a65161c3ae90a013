"""A credit application was begun in the worker's name, and they are asked whether it was them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, exists, func, select

from flows.records.service import USUAL
from flows.saying.text import ASKED, MAIL, T
from flows.saying.voice import Voice
from models.columns import table
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from models.tables.notices import Notice
from notices.kinds.application import NAME as TOLD
from notices.kinds.kind import Kind
from notices.kinds.rows import account, application

NAME = "new_application"

SENTENCE = T("El {day} vimos una solicitud de crédito a tu nombre.", ASKED)
SUBJECT = T("¿Pediste un crédito de Infonavit?", MAIL)
ENDED = ("rechazada", "cancelada", "archivo")


def _whom(scope: Scope) -> list[FoundAccounts]:
    """Applications nothing was told of yet, in whatever stage they are first seen."""
    told = table(Notice).alias("told").c
    begins = application.folio + ":"
    before = exists().where(
        told.nss == account.nss,
        told.kind.in_((NAME, TOLD)),
        func.substr(told.subject, 1, func.length(begins)) == begins,
    )
    fresh = application.on >= scope.ago(scope.ages.asked), application.stage.not_in(ENDED)
    found = accounts_with(begins + application.stage, scope.holds(), listens(*USUAL), *fresh, ~before)
    return [found.join(application.nss.table, application.nss == account.nss)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, date]:
    folios = {notice.id: notice.subject.rpartition(":")[0] for notice in batch}
    query = select(application.folio, application.on).where(application.folio.in_(folios.values()))
    found = {row.folio: row.on for row in connection.execute(query)}
    return {notice: found[folio] for notice, folio in folios.items() if folio in found}


def _say(on: date, voice: Voice) -> str:
    return voice.say(SENTENCE, day=voice.day(on))


KIND = Kind(NAME, _whom, _facts, _say, topics=USUAL, life=timedelta(days=10), subject=SUBJECT, asks=True)
