"""Every kind of notice, a file each; what is said first stands first."""

from __future__ import annotations

from typing import Any

from notices.kinds import (
    activation,
    application,
    contribution,
    missing,
    order,
    payment_due,
    payment_received,
)
from notices.kinds.asking import data_change, new_application, new_order
from notices.kinds.helping import (
    before_70,
    discount_ended,
    discount_still,
    fund,
    half_off,
    letter,
    no_work,
    offer,
    paid_off,
    refund,
    restructured,
)
from notices.kinds.kind import Kind

KINDS: dict[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        new_application.KIND,
        new_order.KIND,
        data_change.KIND,
        fund.KIND,
        no_work.KIND,
        half_off.KIND,
        discount_still.KIND,
        paid_off.KIND,
        refund.KIND,
        letter.KIND,
        restructured.KIND,
        before_70.KIND,
        contribution.KIND,
        payment_received.KIND,
        order.KIND,
        application.KIND,
        payment_due.KIND,
        activation.KIND,
        missing.KIND,
        discount_ended.KIND,
        offer.KIND,
    )
}
"""By name, in the order in which a plan makes them due."""
