"""Every table, so that one import gives the whole schema: `models.tables.metadata`."""

from __future__ import annotations

from sqlmodel import SQLModel

metadata = SQLModel.metadata
# Before any table is made: a later migration can only drop a constraint whose name it knows, on SQLite too.
metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
}

from models.tables import (  # noqa: E402 - the convention comes first
    accounts,
    agents,
    board,
    cases,
    guesses,
    institution,
    journal,
    keeping,
    notices,
    outbox,
    papers,
    proofs,
    rights,
    unheard,
)

__all__ = [
    "accounts",
    "agents",
    "board",
    "cases",
    "guesses",
    "institution",
    "journal",
    "keeping",
    "metadata",
    "notices",
    "outbox",
    "papers",
    "proofs",
    "rights",
    "unheard",
]
