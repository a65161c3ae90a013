"""What a mail server's refusal means: codes of RFC 5321, enhanced ones of RFC 3463 where the server gives them.

A mailbox is called dead only by what says so. Everything else that a server refuses (our address on a block list, SPF,
no relay, a quota) it would refuse for every worker, so it is ours to mend and the mail waits for that.
"""

from __future__ import annotations

import re
import smtplib

from sms.providers.base import Rejected

_ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)")
"""Three numbers: an address like 5.1.1.20, which servers name when they block it, has four."""
_NOBODY = re.compile(
    r"no such|unknown|not (?:found|exist|known)|n't exist|no mailbox|invalid (?:recipient|mailbox|address)",
    re.IGNORECASE,
)
_OURS = re.compile(r"relay|spf|dkim|dmarc|block|black|listed|spam|reputation|policy|denied|quota|sender", re.IGNORECASE)
_ABOUT_SENDER = ("1.7", "1.8")
_MEANINGS = {"3.4": "too_long", "1": "bad_address", "2": "mailbox_full", "6": "refused"}
"""By the second and third number, else by the second: address, mailbox, content. The rest are the operator's."""


def verdict(refusal: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> Rejected:
    """4xx: later. 5xx: what the server says it is, with its code."""
    of_recipient = isinstance(refusal, smtplib.SMTPRecipientsRefused)
    code, said = (
        next(iter(refusal.recipients.values()))
        if isinstance(refusal, smtplib.SMTPRecipientsRefused)
        else (refusal.smtp_code, refusal.smtp_error)
    )
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    enhanced = _ENHANCED.search(text)
    shown = f"{code} {enhanced[0]}" if enhanced else str(code)
    if code < 500:
        return Rejected("throttled", shown)
    if enhanced and enhanced[1] == "5":
        return Rejected(_enhanced(enhanced[2], enhanced[3], text, of_recipient), shown)
    return Rejected(_plain(text, isinstance(refusal, smtplib.SMTPSenderRefused), of_recipient), shown)


def _enhanced(subject: str, detail: str, text: str, of_recipient: bool) -> str:
    number = f"{subject}.{detail}"
    meant = "policy" if number in _ABOUT_SENDER else _MEANINGS.get(number) or _MEANINGS.get(subject, "policy")
    ours = meant == "bad_address" and (not of_recipient or (detail == "0" and _OURS.search(text)))
    return "policy" if ours else meant


def _plain(text: str, of_sender: bool, of_recipient: bool) -> str:
    """Of a server without enhanced codes only clear words count against a mailbox."""
    if of_sender or _OURS.search(text):
        return "policy"
    if of_recipient:
        return "bad_address" if _NOBODY.search(text) else "policy"
    return "refused"
