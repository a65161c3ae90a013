"""The time zone of a Mexican line by its area code, and where it is a quiet hour now.

Zones: Ley de los Husos Horarios (DOF 28 October 2022): no summer time, except where border towns keep that of the
United States. Area codes: Plan Nacional de Numeración. A line can move; its area code is the best there is.
"""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

CENTRAL = "Mexico_City"
"""Zones are named as in the tz database, less its `America/`."""

AREAS = {
    # Quintana Roo
    "Cancun": "983 984 987 998",
    # Baja California
    "Tijuana": "616 646 658 661 663 664 665 686",
    # Sonora
    "Hermosillo": "622 623 631 632 633 634 637 638 641 642 643 644 645 647 651 653 662",
    # Baja California Sur, Sinaloa, Nayarit but for Bahía de Banderas
    "Mazatlan": "311 319 323 324 325 327 389 612 613 615 624 660 667 668 669 672 673 687 694 695 696 697 698",
    # The border with Texas and New Mexico
    "Ciudad_Juarez": "656 657",
    "Ojinaga": "626",
    "Matamoros": "862 867 868 873 877 878 891 894 897 899",
}
"""Area codes that are not in the central zone."""

ZONE_OF = {code: zone for zone, codes in AREAS.items() for code in codes.split()}
ZONES = (CENTRAL, *AREAS)


def zone_of(line: str) -> str:
    """The zone of a line, `+52` and ten digits; central when the area code says nothing else.

    >>> zone_of("+526641234567"), zone_of("+525512345678")
    ('Tijuana', 'Mexico_City')
    """
    return ZONE_OF.get(line[3:6], CENTRAL)


def is_quiet(zone: str, now: datetime, span: tuple[time, time]) -> bool:
    """Whether it is a quiet hour there; the span may go over midnight."""
    local = now.astimezone(ZoneInfo(f"America/{zone}")).time()
    begins, ends = span
    return begins <= local < ends if begins <= ends else local >= begins or local < ends


def awake(now: datetime, span: tuple[time, time]) -> tuple[str, ...]:
    """The zones whose people may be sent a notice now."""
    return tuple(zone for zone in ZONES if not is_quiet(zone, now, span))
