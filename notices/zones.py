"""The time zone of a Mexican line by its area code, and where it is a quiet hour now.

Zones are those of `phonenumbers`, put right where the Ley de los Husos Horarios (DOF 28 October 2022) says otherwise:
no summer time, except where border towns keep that of the United States. A line can move; its area code is the best
there is.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from phonenumbers import parse
from phonenumbers.timezone import time_zones_for_number

CENTRAL = "Mexico_City"
"""Zones are named as in the tz database, less its `America/`."""

ZONES = (CENTRAL, "Cancun", "Mazatlan", "Hermosillo", "Tijuana", "Ciudad_Juarez", "Matamoros", "Ojinaga")
"""Those that the service tells apart; of others, the first here with the same clock stands for them."""

CORRECTED = {
    # All of Chihuahua but the border, which the package still has an hour behind.
    CENTRAL: "614 621 625 627 628 629 635 636 639 648 652 659",
    # Towns on the border that keep the summer time of the United States; the package has their state's rest.
    "Ciudad_Juarez": "657",
    "Tijuana": "663",
    "Matamoros": "862 868 873 891 897",
}
"""Area codes whose time `phonenumbers` does not know: Ley de los Husos Horarios, articles 3 to 5, by their towns."""


def _by_area() -> dict[str, str]:
    """Zones that are not central, by area code. A code that is in two zones, or new, is central."""
    moments = datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)

    def clock(zone: str) -> tuple[timedelta | None, ...]:
        there = ZoneInfo(f"America/{zone}")
        return tuple(moment.astimezone(there).utcoffset() for moment in moments)

    same = {clock(zone): zone for zone in reversed(ZONES)}
    found = {}
    for code in map(str, range(200, 1000)):
        known = time_zones_for_number(parse(f"+52{code}1234567"))
        name = known[0].removeprefix("America/")
        if len(known) == 1 and known[0] != name:
            found[code] = name if name in ZONES else same[clock(name)]
    found |= {code: zone for zone, codes in CORRECTED.items() for code in codes.split()}
    return {code: zone for code, zone in found.items() if zone != CENTRAL}


ZONE_OF = _by_area()
AREAS = {zone: tuple(code for code, its in ZONE_OF.items() if its == zone) for zone in ZONES if zone != CENTRAL}
"""The area codes of each zone but the central one."""


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


def nights(now: datetime, span: tuple[time, time]) -> dict[str, float]:
    """For each zone the seconds until its quiet hours begin; negative in them: since when they have been.

    No zones where there are no quiet hours.
    """
    begins, ends = span
    if begins == ends:
        return {}
    found = {}
    for zone in ZONES:
        local = now.astimezone(ZoneInfo(f"America/{zone}"))
        begin = local.replace(hour=begins.hour, minute=begins.minute, second=0, microsecond=0)
        if is_quiet(zone, now, span):
            begin -= timedelta(days=begin > local)
        else:
            begin += timedelta(days=begin <= local)
        found[zone] = begin.timestamp() - now.timestamp()
    return found


def awake(now: datetime, span: tuple[time, time]) -> tuple[str, ...]:
    """The zones whose people may be sent a notice now."""
    return tuple(zone for zone in ZONES if not is_quiet(zone, now, span))
