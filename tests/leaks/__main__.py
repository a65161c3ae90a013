"""`python -m tests.leaks [TURNS] [SEED] [PEOPLE]`: as many dialogs at once as are asked for, every paper printed."""

from __future__ import annotations

import shutil
import subprocess
import sys

from tests.leaks.neighbours import MOST, neighbours
from tests.leaks.town import Town


def main(turns: int = 100_000, seed: int = 2, people: int = MOST) -> int:
    """Talk, and print what was found; 1 where it was something."""
    town = Town(neighbours(people, seed), seed)
    printer = shutil.which("pdftotext")
    for who, paper in town.talk(turns):
        if printer:
            read = subprocess.run([printer, "-layout", "-", "-"], input=paper.pdf(), capture_output=True, check=True)
            town.look(who, f"printed {paper.name}", read.stdout.decode(), sums=True)
    for leak in town.leaks[:20]:
        print(f"{leak.where}: {', '.join(sorted(leak.found))}\n{leak.text}\n", file=sys.stderr)
    papers = f"{town.papers:,} papers {'printed' if printer else 'not printed (no pdftotext)'}"
    told = f"{town.replies:,} replies to {len(town.people)} people at once, {papers}, {town.shown:,} amounts told"
    print(f"{told}: {len(town.leaks)} hold what is another's")
    return 1 if town.leaks else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
