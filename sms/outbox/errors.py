"""Why a message did not go, as values: what to do about it, and how to say it to the operator.

What Twilio's codes mean is in `twilio_codes`, what mail servers' mean in `sms.providers.mail_verdicts`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Cure = Literal["fail", "retry", "slow", "opted_out", "bad_number"]
"""What to do. fail: the end. retry: later again. slow: later, and everything through this provider more slowly.
opted_out, bad_number: the end, and the line is marked so that nothing more is tried."""


Audience = Literal["operator", "worker", "provider"]
"""Who can put it right."""


class Problem(NamedTuple):
    """A reason by its key, its cure, the words for the operator, and whom it is up to."""

    key: str
    cure: Cure
    operator: str
    audience: Audience = "operator"


PROBLEMS = {
    problem.key: problem
    for problem in (
        Problem("unreachable", "retry", "The provider could not be reached.", audience="provider"),
        Problem(
            "timeout", "retry", "The provider did not answer in time; looked up before any resend.", audience="provider"
        ),
        Problem("provider_error", "retry", "The provider answered with an error of its own.", audience="provider"),
        Problem("throttled", "slow", "The provider asked to slow down."),
        Problem("queue_full", "slow", "The provider's queue is full."),
        Problem("credentials", "retry", "The provider refused our credentials; check its settings."),
        Problem("sender", "retry", "The provider refused our sender number; check its settings."),
        Problem("account", "retry", "The provider does not know or serve the account or service we name; check it."),
        Problem(
            "policy", "retry", "The mail server refuses us (block list, SPF, relay, quota); talk to whoever runs it."
        ),
        Problem("region", "fail", "Sending to this country is switched off at the provider; switch it on there."),
        Problem("opted_out", "opted_out", "The recipient opted out at the provider or here.", audience="worker"),
        Problem("landline", "bad_number", "The number is a landline.", audience="worker"),
        Problem("bad_number", "bad_number", "The number does not exist or cannot receive texts.", audience="worker"),
        Problem("no_way", "fail", "The provider has no way from our sender to this number."),
        Problem("bad_address", "bad_number", "The mailbox does not exist.", audience="worker"),
        Problem("mailbox_full", "retry", "The mailbox is full or takes nothing at present.", audience="worker"),
        Problem("handset_off", "fail", "The handset was off or out of reach for too long.", audience="worker"),
        Problem("blocked", "fail", "The operator or the handset blocked the message.", audience="worker"),
        Problem("filtered", "fail", "Filtered by the operator; if many, talk to the provider about the wording."),
        Problem("too_long", "fail", "The text is longer than the provider takes."),
        Problem(
            "no_paper", "fail", "The document could not be made: is the extra `pdf` installed where the worker runs?"
        ),
        Problem("no_records", "retry", "The records that a document is made from could not be read."),
        Problem("unreadable", "retry", "Its secret key is gone: put that into MICUENTA_OLD_SECRET_KEYS and restart."),
        Problem("unknown", "fail", "The provider failed to deliver it and did not say why."),
        Problem("refused", "fail", "The provider refused the message."),
        Problem("cancelled", "fail", "Cancelled by the operator of this service."),
        Problem("withdrawn", "fail", "No longer wanted, or settled already, when it was to be written.", "worker"),
        Problem("unwritten", "fail", "It could not be written: tell the developers; then `micuenta notices again`."),
        Problem("too_late", "fail", "Its days were over before it could be written; see quiet hours, rate, pauses."),
        Problem(
            "recipient_limit",
            "fail",
            "Too many messages to one recipient in an hour; something may be going in circles.",
        ),
        Problem(
            "uncertain", "fail", "The provider may have sent it and cannot say; not sent again, so as not to double it."
        ),
        Problem("no_receipt", "fail", "Accepted by the provider, which never said how it ended."),
        Problem("stale", "retry", "The sender was too slow to begin the call."),
        Problem("crashed", "retry", "The sender stopped in mid-call; the provider does not have the message."),
    )
}


_NOT_THE_PROVIDERS = ("stale", "mailbox_full", "no_records", "unreadable")


def problem(key: str) -> Problem:
    """A problem by its key."""
    return PROBLEMS.get(key) or PROBLEMS["refused"]


def marks_number(key: str) -> bool:
    """Whether the problem is the recipient's own, so that nothing more is to be tried there."""
    return problem(key).cure in ("opted_out", "bad_number")


def counts_against(key: str) -> bool:
    """Whether the problem speaks against the provider, and not against this one message."""
    return problem(key).cure == "retry" and key not in _NOT_THE_PROVIDERS
