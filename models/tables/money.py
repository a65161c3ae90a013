"""Pesos in the database: whole centavos, exact on every kind of database."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import BigInteger
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Pesos(TypeDecorator[Decimal]):
    """A Decimal with two places, kept as a number of centavos."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Refuse a fraction of a centavo: money is never rounded on its way in."""
        del dialect
        if value is None:
            return None
        centavos = value.scaleb(2)
        if centavos != centavos.to_integral_value():
            raise ValueError(f"{value} is no amount in pesos and centavos")
        return int(centavos)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Pesos again."""
        del dialect
        return None if value is None else Decimal(value).scaleb(-2)
