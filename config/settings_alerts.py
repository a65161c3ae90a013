"""Settings of when the service speaks first, and how often; what they mean is in `flows.records.ages`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode

from config.settings_values import split_list

_Days = Annotated[tuple[Annotated[int, Field(ge=1, le=3650)], ...], NoDecode, BeforeValidator(split_list)]
_Rising = Annotated[_Days, AfterValidator(lambda days: tuple(sorted(set(days))))]
_Falling = Annotated[_Days, AfterValidator(lambda days: tuple(sorted(set(days), reverse=True)))]


def _from(least: int, usual: int, most: int, help: str) -> Any:  # noqa: A002 - the word for it
    return Field(usual, ge=least, le=most, description=help)


class AlertSettings(BaseSettings):
    """The part of `config.settings.Settings` that is about notices of help and questions whether it was the worker."""

    alert_no_work: int = _from(
        1, 2, 6, "bimestres in a row without a contribution after which a borrower is told of the extension"
    )
    alert_missing: int = _from(0, 10, 60, "days after the calendar's last day before a contribution counts as missing")
    alert_due: int = _from(1, 5, 25, "days before its last day that a payment is told of")
    alert_half_off: int = _from(1, 10, 28, "day of the month from which paying off at half is told")
    alert_last_age: int = _from(
        60, 70, 100, "age at which savings that nobody asked for pass to a pension fund (DOF 30 April 2024)"
    )
    alert_last_age_left: _Falling = Field(
        (365, 92), min_length=1, description="days before that birthday when it is told, with commas"
    )
    alert_letter: int = _from(
        1, 180, 3650, "days after its issue that the cancellation letter is valid, where the file names no day"
    )
    alert_letter_left: _Falling = Field(
        (60, 15), description="days before it is void when it is told, besides at its issue, with commas"
    )
    alert_refund: _Rising = Field(
        (60, 120), description="days after an overpayment when it is told again unless given back, with commas"
    )
    alert_discount: int = _from(
        0, 62, 365, "days in which an employer hands over a discount; one seen later is after the order"
    )
    alert_fresh: int = _from(1, 31, 365, "days that a file may be old and still show that a discount has ended")
    alert_recent: int = _from(1, 60, 365, "days that a restructured or paid-off credit is told of")
    alert_asked: int = _from(1, 20, 365, "days that an application, an order or a change of data is asked about")
