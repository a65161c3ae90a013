"""What is kept of the call centre's work, and until when."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import exists

from models.keeping.rule import SEALED, Past, Rule
from models.rows import CASE, CASE_NOTE, CASE_RESULT, DAY_COUNT, HOUR_COUNT

CALL_CENTRE = (
    Rule(
        "notes",
        "what is said of a case",
        "`case_note`",
        "six-digit groups masked; sealed",
        "{days} after it was said, once the case is closed",
        "keep_notes_days",
        Past(
            CASE_NOTE,
            (CASE_NOTE.c.id,),
            CASE_NOTE.c.at,
            CASE_NOTE.c.id,
            (exists().where(CASE.c.folio == CASE_NOTE.c.folio, CASE.c.closed_at.is_not(None)),),
        ),
    ),
    Rule(
        "cases",
        "that there was a case",
        "`agent_case`",
        "line, reason, moments",
        "{days} after it was closed",
        "keep_cases_days",
        Past(CASE, (CASE.c.folio,), CASE.c.closed_at, CASE.c.closed_at),
    ),
    Rule(
        "drafts",
        "what an agent is writing",
        "`case_draft`",
        SEALED,
        "sent, or its case is forgotten",
    ),
    Rule(
        "canned answers",
        "what agents answer often",
        "`canned_answer`",
        "the text, with the names of what is filled in",
        "kept until a supervisor takes it out",
    ),
    Rule(
        "hourly counts",
        "how much came and went out, and what waits",
        "`board_hour`, `board_until`, `board_campaign`, `case_count`",
        "counts; nothing of one worker",
        "400 days",
        timedelta(days=400),
        Past(
            HOUR_COUNT, (HOUR_COUNT.c.hour, HOUR_COUNT.c.kind, HOUR_COUNT.c.label), HOUR_COUNT.c.hour, HOUR_COUNT.c.hour
        ),
    ),
    Rule(
        "daily counts",
        "how often each question was met and left",
        "`board_day`",
        "counts; nothing of one worker",
        "400 days",
        timedelta(days=400),
        Past(DAY_COUNT, (DAY_COUNT.c.day, DAY_COUNT.c.kind, DAY_COUNT.c.label), DAY_COUNT.c.day, DAY_COUNT.c.day),
    ),
    Rule(
        "results",
        "how many cases an agent closed, and how soon",
        "`case_result`",
        "agent, day, reason, counts",
        "400 days",
        timedelta(days=400),
        Past(
            CASE_RESULT,
            (CASE_RESULT.c.day, CASE_RESULT.c.agent_id, CASE_RESULT.c.reason),
            CASE_RESULT.c.day,
            CASE_RESULT.c.day,
        ),
    ),
    Rule(
        "agents",
        "who works in the call centre",
        "`agent`",
        "name, role; password hashed, second step sealed",
        "kept, as the audit names them; a password works until it is replaced or they are let go",
    ),
    Rule(
        "agents' sessions",
        "who has come in",
        "`agent_session`",
        "SHA-256 of the cookie's token",
        "30 minutes without a page, ten hours at most; forgotten when the next comes in",
    ),
    Rule(
        "audit",
        "what agents did and looked at",
        "`audit`",
        "agent, deed, case, a mark of the line; each row signed",
        "kept as proof; the database refuses to change it",
    ),
)
