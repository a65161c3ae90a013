"""Legal terms in working days: Monday to Friday, without the days off of a file."""

from __future__ import annotations

from datetime import date, timedelta

from flows.records.record import Record


class Terms(Record):
    """How long a request over one's data may take, in working days.

    Defaults: 20 to answer, one extension of 10, 15 to make it effective, the stricter of the two Mexican regimes.
    """

    answer: int = 20
    extension: int = 10
    effect: int = 15
    holidays: frozenset[date] = frozenset()

    def after(self, day: date, working_days: int) -> date:
        """The day on which so many working days after `day` have passed; the day itself does not count.

        >>> Terms(holidays=frozenset([date(2026, 11, 16)])).after(date(2026, 11, 13), 2)
        datetime.date(2026, 11, 18)
        """
        while working_days:
            day += timedelta(days=1)
            working_days -= day.weekday() < 5 and day not in self.holidays
        return day
