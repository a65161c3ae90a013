"""What a turn wants done: every effect. `models.effects` carries them out in the turn's one transaction."""

from __future__ import annotations

from flows.records.effects.account import (
    ActivateAccount,
    AskContacts,
    CloseAccount,
    FreezeAccount,
    OpenAccount,
    SetEmail,
    SetLanguage,
    SetLine,
    SetQuestions,
    TellContacts,
)
from flows.records.effects.cases import AskRight, CountScam, KeepUnheard, NoteCase, OpenCase, VerifyCaller
from flows.records.effects.consents import AgreeToNotice, AnswerNotice, OptIn, OptOut, SetAlerts
from flows.records.effects.effect import Effect, Miss, misses
from flows.records.effects.papers import (
    GiveReference,
    IssuePaper,
    IssueProof,
    MissProof,
    RevokeProofs,
    SendExport,
    SendMail,
)
from flows.records.effects.secrets import (
    MissAnswer,
    MissCode,
    MissIdentity,
    MissNip,
    ProveNip,
    SendCode,
    SetNip,
    SpendCode,
)

__all__ = [
    "ActivateAccount",
    "AgreeToNotice",
    "AnswerNotice",
    "AskContacts",
    "AskRight",
    "CloseAccount",
    "CountScam",
    "Effect",
    "FreezeAccount",
    "GiveReference",
    "IssuePaper",
    "IssueProof",
    "KeepUnheard",
    "Miss",
    "MissAnswer",
    "MissCode",
    "MissIdentity",
    "MissNip",
    "MissProof",
    "NoteCase",
    "OpenAccount",
    "OpenCase",
    "OptIn",
    "OptOut",
    "ProveNip",
    "RevokeProofs",
    "SendCode",
    "SendExport",
    "SendMail",
    "SetAlerts",
    "SetEmail",
    "SetLanguage",
    "SetLine",
    "SetNip",
    "SetQuestions",
    "SpendCode",
    "TellContacts",
    "VerifyCaller",
    "misses",
]
