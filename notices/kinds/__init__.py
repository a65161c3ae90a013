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
from notices.kinds.kind import Kind

KINDS: dict[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        new_application.KIND,
        new_order.KIND,
        data_change.KIND,
        contribution.KIND,
        payment_received.KIND,
        order.KIND,
        application.KIND,
        payment_due.KIND,
        activation.KIND,
        missing.KIND,
    )
}
"""By name, in the order in which a plan makes them due."""
