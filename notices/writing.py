"""From a batch of notices that are due to what each says: written, overtaken, or set aside because it cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from config.errors import where
from flows.saying.voice import Voice
from models.database import at_fault, tried
from models.notices.due import Due
from notices.kinds.kind import Kind

UNKNOWN = "no such kind of notice"


@dataclass(slots=True)
class Written:
    """The sentence of each notice by its id, in its reader's language; ids that cannot be written, by the reason.

    A notice that is in neither was overtaken by something newer.
    """

    sentences: dict[int, str] = field(default_factory=dict)
    aside: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def write_notices(
    connection: Connection, kinds: Mapping[str, Kind[Any]], due: Iterable[Due], voice: Callable[[Due], Voice]
) -> Written:
    """Write what can be written. One kind's fault, or one notice's, is its own; only the database's own is raised."""
    written = Written()
    by_kind: dict[str, list[Due]] = defaultdict(list)
    for notice in due:
        by_kind[notice.kind].append(notice)
    for name, batch in by_kind.items():
        if not (kind := kinds.get(name)):
            written.aside[UNKNOWN].update(notice.id for notice in batch)
            continue
        try:
            with tried(connection):
                facts = kind.facts(connection, batch)
        except Exception as error:
            if not at_fault(error):
                raise
            written.aside[where(error)].update(notice.id for notice in batch)
            continue
        for notice in batch:
            if notice.id in facts:
                try:
                    written.sentences[notice.id] = kind.say(facts[notice.id], voice(notice))
                except Exception as error:
                    written.aside[where(error)].add(notice.id)
    return written


def channels(kind: Kind[Any], notice: Due, mail: bool) -> Iterator[str]:
    """The channels the worker consented to, as things are now; what needs no consent goes to the line."""
    if notice.opted_out or notice.status != kind.status:
        return
    if not kind.topics:
        yield "sms"
        return
    if notice.sms_alerts and notice.sms_topics & notice.topics:
        yield "sms"
    if notice.email_alerts and notice.email_topics & notice.topics and notice.email and mail and kind.subject:
        yield "email"
