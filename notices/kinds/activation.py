"""A registration waits for its code since yesterday. It goes to the line that registered; nobody has to have asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, String, cast

from flows.saying.text import NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope, accounts_with, opted_out
from models.notices.due import Due
from models.tables.accounts import PENDING
from notices.kinds.kind import Kind
from notices.kinds.rows import account

SENTENCE = T("Te falta un paso para tener tu cuenta de Mi Cuenta: manda ACTIVAR y te damos un código.", NOTICE)


def _whom(scope: Scope) -> list[FoundAccounts]:
    waiting = account.created_at.between(scope.now - timedelta(days=3), scope.now - timedelta(days=1))
    return [accounts_with(cast(account.id, String), scope.holds(), account.status == PENDING, ~opted_out, waiting)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, None]:
    del connection
    return dict.fromkeys(notice.id for notice in batch)


def _say(fact: None, voice: Voice) -> str:
    del fact
    return voice.say(SENTENCE)


KIND = Kind("activation", _whom, _facts, _say, topics=(), life=timedelta(days=2), status=PENDING)
