"""The file that answers a request to see one's data: made at the moment of sending, encrypted, and not kept."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyzipper
from sqlalchemy import select

from config.vault import Vault
from documents.export.collected import collected
from documents.export.page import page
from flows.saying.voice import Voices
from flows.turn.turn import INSTITUTION_TIME
from models.database import Database
from models.rows import ACCOUNT, RIGHT
from sms.providers.base import Attachment, NoPaper


@dataclass(frozen=True, slots=True, eq=False)
class Exports:
    """Makes the files that were promised; whatever else is promised is left to `papers`."""

    database: Database
    vault: Vault
    voices: Voices
    clock: Callable[[], datetime]
    papers: Callable[[str], Attachment]

    def __call__(self, folio: str) -> Attachment:
        """The file of a folio. Raises NoPaper where the account has closed since, and what `papers` raises."""
        with self.database.connect() as connection:
            query = select(RIGHT.c.nss, RIGHT.c.key, ACCOUNT.c.language).outerjoin_from(
                RIGHT, ACCOUNT, ACCOUNT.c.nss == RIGHT.c.nss
            )
            asked = connection.execute(query.where(RIGHT.c.folio == folio)).first()
            if asked is None:
                return self.papers(folio)
            if asked.key is None or asked.language is None:
                raise NoPaper(f"the account behind request {folio} has closed")
            found = collected(connection, self.vault, asked.nss)
        voice = self.voices.of(asked.language)
        today = self.clock().astimezone(INSTITUTION_TIME).date()
        files = {
            "datos.html": page(found, voice, today),
            "datos.json": json.dumps(found, default=str, ensure_ascii=False, indent=1),
        }
        return Attachment(f"datos-{folio}.zip", encrypted(files, self.vault.open(asked.key)))


def encrypted(files: Mapping[str, str], key: bytes) -> bytes:
    """A ZIP in WinZip's AES-256 (AE-2), which 7-Zip, WinRAR and Keka open."""
    made = io.BytesIO()
    with pyzipper.AESZipFile(made, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(key)
        for name, text in files.items():
            archive.writestr(name, text.encode())
    return made.getvalue()
