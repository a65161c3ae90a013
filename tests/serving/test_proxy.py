"""The proxy's example in the guide to operations, as it stands there, in front of the web server."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import Settings
from serving.child import start, stop
from serving.supervisor import Supervisor
from serving.web import web_command, web_service
from tests import programs
from tests.processes import eventually, free_ports

pytestmark = pytest.mark.nginx

GUIDE = Path(__file__).parents[2] / "docs" / "operations.md"
TINY = "tests.serving.tiny_app:create_app"


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[int]:
    """The example with ports and folders of the test; gives the port of nginx."""
    port, own = free_ports(2)
    settings = Settings(env="test", data=tmp_path, port=own, web_workers=1)
    found = re.search(r"```nginx\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    program = programs.find("nginx")
    assert found
    assert program
    example = (
        found[1].replace("127.0.0.1:8443", f"127.0.0.1:{port}").replace("127.0.0.1:8000", f"127.0.0.1:{settings.port}")
    )
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in kinds)
    config = tmp_path / "nginx.conf"
    user = "user root;\n" if tmp_path.owner() == "root" else ""
    config.write_text(
        f"{user}daemon off;\nmaster_process off;\npid {tmp_path}/pid;\nerror_log {tmp_path}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{folders}{example}}}\n"
    )
    with Supervisor(tmp_path / "logs", lambda _: None) as supervisor:
        supervisor.launch(web_service(settings, web_command(settings, TINY)))
        assert supervisor.await_ready()
        process = start([program, "-p", tmp_path, "-c", config], stderr=subprocess.DEVNULL)
        try:
            eventually(lambda: _listens(port))
            yield port
        finally:
            stop(process)


def test_it_passes_requests_on_and_keeps_the_operators_pages_to_itself(proxy: int) -> None:
    answers = {path: ask(proxy, path) for path in ("/elsewhere", "/readyz", "/metrics")}
    assert answers == {"/elsewhere": 404, "/readyz": 403, "/metrics": 403}


def test_a_large_body_does_not_reach_the_service(proxy: int) -> None:
    assert ask(proxy, "/sms/twilio", b"x" * 70_000) == 413


def ask(port: int, path: str, body: bytes | None = None) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST" if body else "GET", path, body)
        return connection.getresponse().status
    finally:
        connection.close()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
