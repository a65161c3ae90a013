"""What is a discount from wages, in SQL, and how long it is looked for after a suspension order."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import and_, or_

from notices.kinds.rows import movement

WORDS = ("nomina", "nómina", "NÓMINA", "descuento", "patron", "patrón", "PATRÓN")
"""In the concept of a movement that is a discount; databases fold the case of ASCII alone."""

FOLLOWED_FOR = timedelta(days=400)
"""How long after a suspension order discounts are looked for."""

SEEN_FOR = timedelta(days=30)
"""How old a discount may be and still be told."""

is_discount = and_(movement.amount < Decimal(0), or_(*(movement.concept.icontains(word) for word in WORDS)))
