"""The data folder: made on first use, closed to others, and used by one `micuenta run` at a time."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from config.errors import Mistake


def closed(folder: Path) -> None:
    """Make the folder, or close ours if others may read it.

    One that holds somebody else's things stays as it is: with the usual folder `var`, a command that is typed at `/`
    would take the whole machine's `/var` away from everybody.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.stat().st_mode & 0o077 and _ours(folder):
        with contextlib.suppress(PermissionError):
            folder.chmod(0o700)


def _ours(folder: Path) -> bool:
    if folder.stat().st_mode & stat.S_ISVTX:
        return False
    lock = folder / "lock"
    return (
        (lock.is_file() and not lock.is_symlink())
        or (folder / "micuenta.sqlite3").is_file()
        or not any(folder.iterdir())
    )


@contextlib.contextmanager
def taken(folder: Path) -> Iterator[None]:
    """Hold the folder. The lock goes with the process however it ends, so a crash never leaves it closed."""
    try:
        closed(folder)
        lock = (folder / "lock").open("a+")
    except OSError as error:
        raise Mistake(f"cannot keep data in {folder} ({error.strerror}): choose another folder with --data") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            owner = lock.read().strip() or "unknown"
            raise Mistake(
                f"{folder} is in use by another `micuenta run` (process {owner}): stop that one, or choose another "
                "folder with --data"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
