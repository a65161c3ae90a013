"""What is kept of the call centre's work, and until when."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import exists

from models.columns import table
from models.keeping.rule import SEALED, Past, Rule
from models.tables.board import CaseResult, DayCount, HourCount
from models.tables.cases import CaseNote, CaseRow

_case, _note = table(CaseRow), table(CaseNote)
_hour, _day, _result = table(HourCount), table(DayCount), table(CaseResult)

CALL_CENTRE = (
    Rule(
        "notes",
        "what is said of a case",
        "`case_note`",
        "six-digit groups masked; sealed",
        "{days} after it was said, once the case is closed",
        "keep_notes_days",
        Past(
            _note,
            (_note.c.id,),
            _note.c.at,
            _note.c.id,
            (exists().where(_case.c.folio == _note.c.folio, _case.c.closed_at.is_not(None)),),
        ),
    ),
    Rule(
        "cases",
        "that there was a case",
        "`agent_case`",
        "line, reason, moments",
        "{days} after it was closed",
        "keep_cases_days",
        Past(_case, (_case.c.folio,), _case.c.closed_at, _case.c.closed_at),
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
        Past(_hour, (_hour.c.hour, _hour.c.kind, _hour.c.label), _hour.c.hour, _hour.c.hour),
    ),
    Rule(
        "daily counts",
        "how often each question was met and left",
        "`board_day`",
        "counts; nothing of one worker",
        "400 days",
        timedelta(days=400),
        Past(_day, (_day.c.day, _day.c.kind, _day.c.label), _day.c.day, _day.c.day),
    ),
    Rule(
        "results",
        "how many cases an agent closed, and how soon",
        "`case_result`",
        "agent, day, reason, counts",
        "400 days",
        timedelta(days=400),
        Past(_result, (_result.c.day, _result.c.agent_id, _result.c.reason), _result.c.day, _result.c.day),
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
