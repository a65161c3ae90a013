"""Every kind of record the service keeps, and until when. The purge obeys this list; the privacy page prints it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func

from models.columns import table
from models.keeping.call_centre import CALL_CENTRE
from models.keeping.rule import SEALED, Past, Rule
from models.tables.accounts import PENDING, AccountRow, GivenReference, OneTimeCode
from models.tables.guesses import Guess
from models.tables.journal import JournalEntry
from models.tables.notices import Notice, NoticeContribution
from models.tables.outbox import CODE_KIND, KEY_KIND, DeadNumber, OutboundMessage
from models.tables.papers import IssuedPaper
from models.tables.proofs import IssuedProof
from models.tables.rights import RightsRequest
from models.tables.unheard import Unheard

_account, _code = table(AccountRow), table(OneTimeCode)
_reference, _guess, _journal = table(GivenReference), table(Guess), table(JournalEntry)
_right = table(RightsRequest)
_notice, _told, _message = table(Notice), table(NoticeContribution), table(OutboundMessage)
_dead, _unheard = table(DeadNumber), table(Unheard)
_paper, _proof = table(IssuedPaper), table(IssuedProof)

_HASH = "argon2id over an HMAC keyed with the pepper"
_NO_BODY = {"body": b"", "subject": None}
_ended = (_message.c.id,), _message.c.final_at, _message.c.final_at
_written = func.length(_message.c.body) > 0

RULES = (
    Rule(
        "secrets",
        "NIP, security answers",
        "`account`, `security_question`",
        _HASH,
        "replaced, or the account closes",
    ),
    Rule(
        "codes",
        "one-time codes",
        "`one_time_code`",
        _HASH,
        "10 minutes, single use, five tries; forgotten two days later",
        timedelta(days=2),
        Past(_code, (_code.c.id,), _code.c.created_at, _code.c.id),
        soon=True,
    ),
    Rule(
        "code texts",
        "a code, or the key of a file, on its way",
        "`outbound_message.body`",
        SEALED,
        "wiped within 15 minutes of its end",
        timedelta(),
        Past(_message, *_ended, (_message.c.kind.in_((CODE_KIND, KEY_KIND)), _written), _NO_BODY),
        soon=True,
    ),
    Rule(
        "texts",
        "notices and late replies",
        "`outbound_message.body`",
        SEALED,
        "wiped a week after their end",
        timedelta(days=7),
        Past(_message, *_ended, (_written,), _NO_BODY),
        soon=True,
    ),
    Rule(
        "messages",
        "that a message was sent, and what became of it",
        "`outbound_message`",
        "number or address, kind, moments, folio; no text",
        "{days} after its end",
        "keep_messages_days",
        Past(_message, *_ended),
    ),
    Rule(
        "notices",
        "what was told or is to be told",
        "`notice`, `notice_contribution`",
        "NSS, kind, subject; no text",
        "{days} after it was planned",
        "keep_notices_days",
        Past(_notice, (_notice.c.id,), _notice.c.planned_at, _notice.c.id, also=(_told.c.notice_id,)),
    ),
    Rule(
        "dialogs",
        "dialogs, answers kept for a gateway's retry",
        "Redis",
        "sealed; keys are HMAC marks, never a number",
        "24 hours",
    ),
    Rule(
        "source",
        "what the institution's own system said, where it is asked",
        "Redis",
        "sealed; keys are HMAC marks",
        "24 hours (`MICUENTA_FACTS_KEPT`)",
    ),
    Rule(
        "sealed turns",
        "the same, for recovery",
        "`journal.sealed`",
        "sealed",
        "24 hours",
        timedelta(days=1),
        Past(
            _journal,
            (_journal.c.id,),
            _journal.c.at,
            _journal.c.at,
            (_journal.c.sealed.is_not(None),),
            {"sealed": None},
        ),
        soon=True,
    ),
    Rule(
        "journal",
        "what was typed",
        "`journal.said`",
        "by kind: `NSS+CURP+RFC`, `••••••`, `[…]`; never the text",
        "{days}",
        "keep_journal_days",
        Past(_journal, (_journal.c.id,), _journal.c.at, _journal.c.at),
    ),
    Rule(
        "unheard",
        "what was not understood",
        "`unheard`",
        "numbers, identifiers and addresses masked; sealed; no line with it",
        "30 days; off with `MICUENTA_KEEP_UNHEARD`",
        timedelta(days=30),
        Past(_unheard, (_unheard.c.day, _unheard.c.mark), _unheard.c.day, _unheard.c.day),
        soon=True,
    ),
    Rule(
        "guesses",
        "what named a record or a proof and did not match it",
        "`identity_guess`",
        "NSS, CURP, folio or the number that asked, with a count",
        "the day",
        timedelta(),
        Past(_guess, (_guess.c.day, _guess.c.identifier), _guess.c.day, _guess.c.day),
        soon=True,
    ),
    Rule(
        "dead numbers",
        "numbers that a provider calls a landline or nonexistent",
        "`dead_number`",
        "the number",
        "two months, as lines change hands",
        timedelta(days=60),
        Past(_dead, (_dead.c.recipient,), _dead.c.at, _dead.c.at),
    ),
    Rule(
        "registrations",
        "a registration whose code never came back",
        "`account`",
        "NSS, line, e-mail, hashes",
        "{days}",
        "keep_pending_days",
        Past(_account, (_account.c.id,), _account.c.created_at, _account.c.id, (_account.c.status == PENDING,)),
    ),
    Rule(
        "references",
        "payment references that were given out",
        "`payment_reference`",
        "credit, amount, line to pay",
        "{days}",
        "keep_references_days",
        Past(_reference, (_reference.c.id,), _reference.c.given_at, _reference.c.id),
    ),
    Rule(
        "papers",
        "papers that were given out",
        "`issued_paper`",
        "code, kind, year, day; sealed: whose, of which credit or order; the PDF itself is kept nowhere",
        "{days}",
        "keep_papers_days",
        Past(_paper, (_paper.c.folio,), _paper.c.issued_at, _paper.c.issued_at),
    ),
    Rule(
        "proofs",
        "proofs that workers gave out",
        "`issued_proof`",
        "folio, kind, days; the amount is nowhere, the check of the code alone knows it",
        "100 days after they were given; they are valid for 60",
        timedelta(days=100),
        Past(_proof, (_proof.c.folio,), _proof.c.issued_at, _proof.c.issued_at),
    ),
    *CALL_CENTRE,
    Rule(
        "rights",
        "requests over one's data, and how they were answered",
        "`rights_request`",
        "NSS, kind, days",
        "as long as their case",
    ),
    Rule(
        "export keys",
        "the key of a file with one's data",
        "`rights_request.key`",
        SEALED,
        "wiped a week after it was asked for",
        timedelta(days=7),
        Past(
            _right, (_right.c.folio,), _right.c.asked_on, _right.c.asked_on, (_right.c.key.is_not(None),), {"key": None}
        ),
    ),
    Rule(
        "lines",
        "what a line chose",
        "`line`",
        "number, language, whether it wants no messages",
        "kept: who said BAJA must not be written to again",
    ),
    Rule(
        "consent",
        "consent",
        "`consent`",
        "who, when, by which channel, which text version",
        "kept as proof",
    ),
    Rule(
        "purged",
        "what was forgotten",
        "`purged`",
        "kind, day, how many rows",
        "kept as proof",
    ),
    Rule(
        "files",
        "the institution's files",
        "their tables",
        "as loaded",
        "replaced by the next load",
    ),
)
