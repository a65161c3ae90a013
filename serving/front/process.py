"""One process of the web server: `python -m serving.front.process FILE_DESCRIPTOR MODULE:FACTORY [NICENESS]`.

Where its parent can be copied it is a copy of that, and only `answer` is run.
"""

from __future__ import annotations

import asyncio
import importlib
import signal
import socket
import sys

from serving.front.giving_way import give_way
from serving.front.limits import Limits
from serving.front.listener import Front


async def serve(front: Front, listener: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    await front.serve(listener, stopping)


def read(target: str) -> None:
    """Import the module of the application, and let it read ahead what all processes read alike, if it says how."""
    module = importlib.import_module(target.partition(":")[0])
    if read_ahead := getattr(module, "read_ahead", None):
        read_ahead()


def answer(listener: socket.socket, target: str, niceness: str = "0") -> None:
    """Join the application and serve it on a listening socket that the parent holds open."""
    if int(niceness):
        give_way(int(niceness))
    module, _, factory = target.partition(":")
    application = getattr(importlib.import_module(module), factory)()
    doors, together = (application.extensions.get(name) for name in ("doors", "together"))
    asyncio.run(serve(Front(application, doors or {}, Limits(), together), listener))


if __name__ == "__main__":
    answer(socket.socket(fileno=int(sys.argv[1])), *sys.argv[2:])
