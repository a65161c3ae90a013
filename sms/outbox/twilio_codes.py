"""Twilio's error codes as reasons: https://www.twilio.com/docs/api/errors.

Twilio splits codes every year, so what is not named here is judged by its range. Of a range that speaks of accounts,
senders and services the operator has something to mend, and the message waits for it: one wrong setting must not use
up every notice. Only a code that is named can mark a worker's number.
"""

from __future__ import annotations

NAMED = {
    20003: "credentials",
    20008: "credentials",
    20429: "throttled",
    21211: "bad_number",
    21217: "bad_number",
    21265: "bad_number",
    21401: "bad_number",
    21407: "bad_number",
    21408: "region",
    21421: "bad_number",
    21602: "refused",
    21604: "bad_number",
    21605: "too_long",
    21609: "account",
    21610: "opted_out",
    21611: "queue_full",
    21612: "no_way",
    21614: "landline",
    21617: "too_long",
    21619: "refused",
    21635: "landline",
    30001: "queue_full",
    30002: "account",
    30003: "handset_off",
    30004: "blocked",
    30005: "bad_number",
    30006: "landline",
    30007: "filtered",
    30008: "unknown",
    30009: "unknown",
    30010: "account",
    30017: "handset_off",
    30018: "sender",
    30022: "throttled",
    30023: "throttled",
    30024: "sender",
    30032: "sender",
    30033: "sender",
    30034: "sender",
    30035: "sender",
    30036: "handset_off",
    30040: "sender",
    30041: "sender",
}

RANGES = (
    (range(20000, 20500), "account"),
    (range(20500, 20600), "provider_error"),
    (range(21000, 21200), "account"),
    (range(21200, 21700), "sender"),
    (range(21700, 21800), "account"),
    (range(30000, 40000), "unknown"),
)
"""Authentication and accounts, failures of Twilio's own, numbers and senders, messaging services, deliveries."""


def meaning(code: int, otherwise: str) -> str:
    """The key of the problem behind a code; `otherwise` when even its range is unknown."""
    return NAMED.get(code) or next((key for codes, key in RANGES if code in codes), otherwise)
