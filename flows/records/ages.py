"""When the service speaks first: after how long, from which day, how often. Each is a setting, `MICUENTA_ALERT_…`."""

from __future__ import annotations

from datetime import timedelta

from flows.records.record import Record


class Ages(Record):
    """In days where nothing else is said; the defaults are the institution's rules as far as they are known."""

    no_work: int = 2
    """Bimestres in a row without a contribution that look like a lost job."""
    missing: int = 10
    """After an employer's last day, before a contribution counts as missing: the files take that long."""
    due: int = 5
    """Before a payment's last day."""
    half_off: int = 10
    """Day of the month from which the institution shows the payoff at half."""
    last_age: int = 70
    """Years at which savings that nobody asked for pass to a pension fund (DOF 30 April 2024)."""
    last_age_left: tuple[int, ...] = (365, 92)
    """Before that birthday, the longest first."""
    letter: int = 180
    """After its issue the letter that cancels a mortgage is void, where the file names no other day."""
    letter_left: tuple[int, ...] = (60, 15)
    """Before it is void, the longest first; it is told at its issue besides."""
    refund: tuple[int, ...] = (60, 120)
    """After an overpayment was first told, the shortest first, as long as it was not given back."""
    discount: int = 62
    """Employers hand over a bimestre's discounts once it is over: one seen sooner may be from before an order."""
    fresh: int = 31
    """A file may be so old and still show that nothing has come: one of a month's last day, until the next's."""
    recent: int = 60
    """How old a restructured or paid-off credit may be and still be told."""
    asked: int = 20
    """How old an application, an order or a change of data may be and still be asked about."""

    @property
    def handed_over(self) -> timedelta:
        """As `discount`."""
        return timedelta(days=self.discount)

    @property
    def letter_lasts(self) -> timedelta:
        """As `letter`."""
        return timedelta(days=self.letter)
