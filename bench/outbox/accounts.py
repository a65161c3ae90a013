"""Accounts by the hundred thousand, in one statement of PostgreSQL."""

from __future__ import annotations


def accounts(line: str) -> str:
    """SQL that opens the accounts 1 to `%(workers)s`; `line` gives ten digits from a number `i`."""
    return f"""
INSERT INTO account (id, nss, line, status, first_name, language, nip_hash, wrong_nips, wrong_answers, locks,
                     sms_alerts, email_alerts, created_at)
SELECT i, lpad(i::text, 11, '0'), '+52' || ({line}), 'active', 'ANA', 'es', 'x', 0, 0, 0, true, false, now()
FROM generate_series(1, %(workers)s) i
"""
