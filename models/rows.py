"""The service's own tables by name, as statements take them: `select(ACCOUNT.c.nss).where(ACCOUNT.c.line == line)`."""

from __future__ import annotations

from models import tables
from models.columns import table

ACCOUNT = table(tables.accounts.AccountRow)
CODE = table(tables.accounts.OneTimeCode)
CONSENT = table(tables.accounts.Consent)
LINE = table(tables.accounts.TalkingLine)
QUESTION = table(tables.accounts.SecurityQuestion)
REFERENCE = table(tables.accounts.GivenReference)

AGENT = table(tables.agents.Agent)
AGENT_SESSION = table(tables.agents.AgentSession)
AUDIT = table(tables.agents.AuditEntry)

CAMPAIGN_COUNT = table(tables.board.CampaignCount)
CASE_COUNT = table(tables.board.CaseCount)
CASE_RESULT = table(tables.board.CaseResult)
COUNTED_UNTIL = table(tables.board.CountedUntil)
DAY_COUNT = table(tables.board.DayCount)
HOUR_COUNT = table(tables.board.HourCount)

CANNED_ANSWER = table(tables.cases.CannedAnswer)
CASE = table(tables.cases.CaseRow)
CASE_NOTE = table(tables.cases.CaseNote)
DRAFT = table(tables.cases.Draft)

GUESS = table(tables.guesses.Guess)
JOURNAL = table(tables.journal.JournalEntry)
PURGED = table(tables.keeping.Purged)
UNHEARD = table(tables.unheard.Unheard)
WORKER = table(tables.institution.WorkerRow)

NOTICE = table(tables.notices.Notice)
NOTICE_CONTRIBUTION = table(tables.notices.NoticeContribution)
NOTICE_PAUSE = table(tables.notices.NoticePause)

DEAD_NUMBER = table(tables.outbox.DeadNumber)
MESSAGE = table(tables.outbox.OutboundMessage)

PAPER = table(tables.papers.IssuedPaper)
PROOF = table(tables.proofs.IssuedProof)
RIGHT = table(tables.rights.RightsRequest)
