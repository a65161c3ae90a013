"""A credit application reached another stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta

from sqlalchemy import Connection, exists, select

from flows.dialogs.savings.stages import OF_APPLICATION
from flows.records.procedures import Application
from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.columns import table
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from models.tables.notices import Notice
from notices.kinds.kind import Kind
from notices.kinds.rows import account, application

NAME = "application"

SENTENCE = T("Tu solicitud de crédito cambió el {day}: {stage}. Detalle: SOLICITUD.", NOTICE, stage="W" * 24)
SUBJECT = T("Tu solicitud de crédito avanzó", MAIL)

NEWS_FOR = timedelta(days=10)
"""How long ago a stage may have been reached and still be told."""


def _whom(scope: Scope) -> list[FoundAccounts]:
    """Of a stage that the worker was asked about nothing more is told."""
    subject = application.folio + ":" + application.stage
    asked = table(Notice).alias("asked").c
    known = exists().where(asked.nss == account.nss, asked.kind == "new_application", asked.subject == subject)
    fresh = application.on >= scope.today - NEWS_FOR
    found = accounts_with(subject, scope.holds(), listens("application"), fresh, ~known)
    return [found.join(application.nss.table, application.nss == account.nss)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, Application]:
    """One that has moved on meanwhile is silent here: its newer stage has a notice of its own."""
    folios = [notice.subject.rpartition(":")[0] for notice in batch]
    told = select(*(application[each.name] for each in fields(Application)))
    rows = connection.execute(told.where(application.folio.in_(folios)))
    now = {f"{row.folio}:{row.stage}": Application(**row._mapping) for row in rows}
    return {notice.id: now[notice.subject] for notice in batch if notice.subject in now}


def _say(reached: Application, voice: Voice) -> str:
    return voice.say(SENTENCE, day=voice.day(reached.on), stage=voice.say(OF_APPLICATION[reached.stage].brief))


KIND = Kind(NAME, _whom, _facts, _say, topics=("application",), life=timedelta(days=10), subject=SUBJECT)
