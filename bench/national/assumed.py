"""What is assumed of a nation and its operators; everything else is measured or follows. Each can be changed here."""

from __future__ import annotations

from typing import Final

WORKERS: Final = 24_000_000
NOTICES_A_YEAR: Final = 12
"""To a worker: six contributions, and as many payments, dates and steps."""
TASKS_A_YEAR: Final = 8
"""That a worker begins by message: savings, credit, reference."""
TURNS_A_TASK: Final = 2.5
REPLIES: Final = 0.06
"""Of a notice's readers, who write within the day, half of them in the first half hour."""
HALF_LIFE: Final = 1800.0
"""Seconds in which half of those who reply have done so."""
PEAK: Final = 4.0
"""Of the busiest hour over the mean one."""
RATE: Final = 600
"""Segments a second that the contracts allow, both providers together."""
SECOND: Final = 400
"""Of them, those that the second provider takes when it is alone."""
CORE_LOAD: Final = 0.5
"""How busy a core may be at the peak."""
CORES: Final = 8
"""Of one machine."""
ZONES: Final = {"Mexico_City": 0.87, "Cancun": 0.02, "Hermosillo": 0.05, "Tijuana": 0.06}
"""Workers by quiet hours, the four that differ in November."""
KEPT_DAYS: Final = 365
"""Days that turns and messages are kept, as the settings have it."""
