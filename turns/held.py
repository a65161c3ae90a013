"""While an agent holds a line's case the machine is silent: what the worker writes goes to the agent.

The dialog stays where it stands, and goes on when the agent has let the case go. By USSD, where somebody has to answer
at once, and for the words that stop what is sent, the machine answers all the same.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from config.vault import Vault
from flows.records.facts import Chance
from flows.typed.masking import without_codes
from models import journal
from models.cases.thread import note
from models.cases.whose import is_of_line
from models.database import Database
from models.tables.journal import PASSED_ON
from turns.message import LONGEST, Inbound


def for_agent(inbound: Inbound) -> bool:
    """Whether a message is for the agent who holds the case."""
    return inbound.driver == "worker" and inbound.channel == "sms" and not inbound.opts_out


def pass_on(database: Database, vault: Vault, chance: Chance, inbound: Inbound, folio: str, now: datetime) -> bool:
    """Add the message to the case, once however often it comes; what may be a NIP or a code is masked.

    False where the line is somebody else's by now: then it is for the machine.
    """
    entry = journal.Entry(
        line=vault.mark(inbound.address),
        driver=inbound.driver,
        channel=inbound.channel,
        provider=inbound.provider,
        provider_id=inbound.provider_id,
        session=chance.digits(20),
        turn=0,
        state=PASSED_ON,
        said="[…]",
        sealed=None,
        at=now,
    )
    try:
        with database.transaction() as connection:
            if not is_of_line(connection, folio, inbound.address):
                return False
            journal.write(connection, entry)
            text = without_codes(" ".join(inbound.pieces)[:LONGEST])
            note(connection, folio, None, vault.seal(text.encode()), now)
    except IntegrityError:
        pass  # it came twice
    return True
