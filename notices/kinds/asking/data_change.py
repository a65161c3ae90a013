"""Somebody asked the institution to change the worker's data, and the worker is asked whether it was them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, func, or_, select

from flows.records.service import USUAL
from flows.saying.text import ASKED, MAIL, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from notices.kinds.kind import Kind
from notices.kinds.rows import account, procedure

NAME = "data_change"

SENTENCE = T("El {day} alguien pidió a Infonavit cambiar tus datos.", ASKED)
SUBJECT = T("¿Pediste cambiar tus datos en Infonavit?", MAIL)

WORDS = ("datos", "correc", "celular", "telefono", "teléfono", "telÉfono", "correo", "contrase")
"""In the `tipo` of a procedure: it changes who the institution takes the worker for, or how they are reached.

SQLite makes no small letter of É."""


def _whom(scope: Scope) -> list[FoundAccounts]:
    of_data = or_(*(func.lower(procedure.kind).contains(word) for word in WORDS))
    found = accounts_with(
        procedure.folio, scope.holds(), listens(*USUAL), of_data, procedure.on >= scope.ago(scope.ages.asked)
    )
    return [found.join(procedure.nss.table, procedure.nss == account.nss)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, date]:
    query = select(procedure.folio, procedure.on)
    rows = connection.execute(query.where(procedure.folio.in_([notice.subject for notice in batch])))
    found = {row.folio: row.on for row in rows}
    return {notice.id: found[notice.subject] for notice in batch if notice.subject in found}


def _say(on: date, voice: Voice) -> str:
    return voice.say(SENTENCE, day=voice.day(on))


KIND = Kind(NAME, _whom, _facts, _say, topics=USUAL, life=timedelta(days=10), subject=SUBJECT, asks=True)
