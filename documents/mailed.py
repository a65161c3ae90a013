"""The paper that a mail carries: made at the moment of sending, from the records as they are then, and not kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import bindparam, select

from documents.contents import Contents
from documents.typesetting import NoTypesetter
from flows.records.institution import SourceAway
from flows.records.papers import Wanted, code_shown
from flows.saying.voice import Voices
from models.columns import columns
from models.database import Database
from models.records import SqlRecords
from models.source.records import SourceRecords
from models.source.source import Source
from models.tables.papers import IssuedPaper
from sms.providers.base import Attachment, NoPaper

_issued = columns(IssuedPaper)
_PAPER = select(_issued.kind, _issued.year, _issued.check_code, _issued.about, _issued.language).where(
    _issued.folio == bindparam("of")
)


class Opener(Protocol):
    """What of `config.vault.Vault` this needs."""

    def open(self, sealed: bytes) -> bytes:
        """Decrypt."""


@dataclass(frozen=True, slots=True, eq=False)
class Mailed:
    """Makes the papers that were promised. The same records give the same bytes, however often it is asked."""

    database: Database
    vault: Opener
    source: Source | None
    voices: Voices

    def __call__(self, folio: str) -> Attachment:
        """The paper of a folio. Raises NoPaper where its records have left or nothing here can make it.

        Raises SourceAway where they cannot be seen as they are now.
        """
        with self.database.connect() as connection:
            found = connection.execute(_PAPER, {"of": folio}).first()
            if found is None:
                raise NoPaper(f"no paper {folio} was given out")
            nss, key = json.loads(self.vault.open(found.about))
            records = SourceRecords(self.source) if self.source else SqlRecords(connection)
            voice = self.voices.of(found.language)
            wanted = Wanted(found.kind, nss, key, found.year)
            paper = Contents(records, voice, self.voices.house).paper(wanted, code_shown(folio + found.check_code))
        if records.as_seen():
            raise SourceAway
        if paper is None:
            raise NoPaper(f"the records of paper {folio} have left")
        try:
            return Attachment(paper.name, paper.pdf())
        except NoTypesetter as error:
            raise NoPaper(str(error)) from None
