"""Passwords of agents and the codes that change every half minute.

A password is hashed with argon2id at its own, dearer cost: there are few agents, they come in once a day, and what they
could read is everybody's (OWASP Password Storage: 19 MiB, two passes, one lane). The second step is RFC 6238's, six
digits; a code is good for its half minute and the one before, and only once.
"""

from __future__ import annotations

from datetime import datetime

from pyotp import TOTP, random_base32

from config.hashing import Costs, Hasher

COSTS = Costs(passes=2, memory=19 * 1024)
SHORTEST = 12
"""Letters of a password at least."""
STEP = 30
"""Seconds that a code lasts."""
ISSUER = "Mi Cuenta"


def password_hasher(pepper: str, old: tuple[str, ...]) -> Hasher:
    """What hashes agents' passwords."""
    return Hasher(pepper, COSTS, old)


def new_secret() -> str:
    """The secret that an agent's telephone makes codes of, in base 32."""
    return random_base32()


def address(secret: str, name: str) -> str:
    """The same as the `otpauth:` address that a picture shows to an authenticator."""
    return TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, of the two that are good now; None for a wrong one."""
    totp, step = TOTP(secret), int(now.timestamp()) // STEP
    digits = "".join(code.split())
    return next((each for each in (step, step - 1) if totp.verify(digits, for_time=each * STEP)), None)
