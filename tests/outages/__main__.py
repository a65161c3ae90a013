"""Every fault at full size, and what it did to messages: `python -m tests.outages [SECONDS [GROUP …]]`.

The real processes, Redis and a PostgreSQL that survives a power cut, a proxy before each. Lines talk all the time, each
message until it has its answer and then once more. `back` is how long after the end of the fault the first message was
answered, or the part that was started again did its work.
"""

from __future__ import annotations

import sys

from tests.outages import disks, killed, load, migrated, stores
from tests.outages.talkers import HEAD

GROUPS = {
    "stores": stores.play,
    "killed": killed.play,
    "disks": disks.play,
    "migrated": migrated.play,
    "load": load.play,
}


def main(seconds: str = "5", *groups: str) -> int:
    """Print the table; 1 when anything was lost, doubled or wrong."""
    print(HEAD)
    return int(sum(GROUPS[group](float(seconds)) for group in groups or GROUPS) > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
