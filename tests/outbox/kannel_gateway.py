"""A real Kannel on the loopback: bearerbox, smsbox, and the phone network's end played by fakesmsc."""

from __future__ import annotations

import queue
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from serving.child import start, stop
from tests.processes import free_ports
from tests.programs import ELSEWHERE

FAKESMSC = Path("/usr/lib/kannel/test/fakesmsc")

CONFIGURATION = """
group = core
admin-port = {admin}
admin-password = x
admin-interface = 127.0.0.1
smsbox-port = {boxes}
smsbox-interface = 127.0.0.1
dlr-storage = internal
log-file = {folder}/bearerbox.log
log-level = 1

group = smsc
smsc = fake
smsc-id = FAKE
port = {network}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-interface = 127.0.0.1
sendsms-port = {sendsms}
log-file = {folder}/smsbox.log
log-level = 1

group = sendsms-user
username = micuenta
password = secret
concatenation = true
max-messages = 2

group = sms-service
keyword = default
catch-all = true
get-url = "{service}?from=%p&to=%P&text=%b&charset=%C&id=%I&smsc=%i"
concatenation = true
max-messages = 2
omit-empty = true
"""


@dataclass
class Gateway:
    """Where it takes messages, and what reaches phones."""

    sendsms: str
    network: int
    phones: queue.Queue[str] = field(default_factory=queue.Queue)

    def arrives(self, seconds: float = 15) -> str:
        """The next text that reaches a phone."""
        return self.phones.get(timeout=seconds)


@contextmanager
def kannel(folder: Path, service: str, said: str) -> Iterator[Gateway]:
    """Start it; a phone says `said` (as `from to text`) once, and stays switched on."""
    admin, boxes, network, sendsms = free_ports(4)
    configuration = folder / "kannel.conf"
    configuration.write_text(
        CONFIGURATION.format(admin=admin, boxes=boxes, network=network, sendsms=sendsms, folder=folder, service=service)
    )
    with ExitStack() as stack:
        for program, port in (("bearerbox", boxes), ("smsbox", sendsms)):
            stack.callback(_end, start([_where(program), configuration], stderr=subprocess.DEVNULL))
            _await(port)
        gateway = Gateway(f"http://127.0.0.1:{sendsms}/cgi-bin/sendsms", network)
        time.sleep(0.5)  # the network's port takes one caller: knocking would be the call
        sender, receiver, text = said.split(" ", 2)
        phone = subprocess.Popen(
            [FAKESMSC, "-H", "127.0.0.1", "-r", str(network), "-m", "1", f"{sender} {receiver} text {text}"],
            stdin=subprocess.PIPE,  # it leaves when its input ends
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        stack.callback(_end, phone)
        threading.Thread(target=_listen, args=(phone, gateway.phones), daemon=True).start()
        yield gateway


def _listen(phone: subprocess.Popen[bytes], texts: queue.Queue[str]) -> None:
    assert phone.stdout is not None
    for line in phone.stdout:
        if found := re.search(rb"Got message \d+: <(.*)>", line):
            texts.put(found[1].decode(errors="replace"))


def _where(program: str) -> str:
    for folder in ELSEWHERE.split(":"):
        if (path := Path(folder) / program).exists():
            return str(path)
    return program


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
    stop(process)


def _await(port: int, seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < until, f"nothing listens on {port}"
            time.sleep(0.05)
        else:
            return
