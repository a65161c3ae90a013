"""What a stranger on the network is told: nothing of the routes there are, of the parts behind, of the files beside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attacks.service import KANNEL, USSD, Service, request
from tests.attacks.wire import Answer, ask

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
SECRET = (
    "/sms/kannel/{}",
    "/sms/kannel/{}/dlr",
    "/ussd/africastalking/{}",
    "/ussd/africastalking/{}/events",
    "/ussd/infobip/{}/session/1/start",
    "/ussd/infobip/{}/session/1/end",
)
ALMOST = ("{}/", "/{}", "{}//", "//{}", "{};x", "./{}", "{}/../{}")


def told(answer: Answer) -> tuple[int, tuple[str, ...], str]:
    """What a stranger could tell one answer from another by."""
    return answer.status, tuple(name for name in answer.headers if name != "date"), answer.text


@pytest.mark.parametrize("path", SECRET)
@pytest.mark.parametrize("method", METHODS)
def test_a_secret_route_answers_a_stranger_as_one_that_is_not_there(service: Service, path: str, method: str) -> None:
    nowhere = told(ask(service.port, request(method, "/nowhere/at/all", {})))
    for token in ("demo", "x" * 40, KANNEL[::-1]):
        assert told(ask(service.port, request(method, path.format(token), {}))) == nowhere
    assert nowhere[0] == 404


@pytest.mark.parametrize("almost", ALMOST)
def test_a_path_written_almost_as_a_secret_one_is_not_sent_to_it(service: Service, almost: str) -> None:
    """A redirect would tell that there is something."""
    for path in ("/sms/kannel/", "/ussd/africastalking/"):
        for token in (KANNEL, USSD, "x" * 40):
            written = path + almost.replace("{}", token)
            answer = ask(service.port, request("PUT", written, {}))
            assert (answer.status, "location" in answer.headers) == (404, False)


@pytest.mark.parametrize("path", ["/sms/twilio", "/sms/twilio/status", "/cartel", "/readyz", "/healthz", "/metrics"])
@pytest.mark.parametrize("method", ["OPTIONS", "DELETE", "TRACE"])
def test_no_route_tells_its_methods(service: Service, path: str, method: str) -> None:
    answer = ask(service.port, request(method, path))
    assert (answer.status, "allow" in answer.headers) == (404, False)


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/metrics", "/cartel", "/nowhere", "/sms/twilio", "/correo/baja/x"]
)
def test_every_answer_carries_what_a_browser_should_know(service: Service, path: str) -> None:
    headers = ask(service.port, request("GET", path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_nobody_else_can_read_what_is_kept(service: Service) -> None:
    files = [path for path in service.folder.rglob("*") if not path.is_symlink()]
    assert files
    assert [str(path) for path in [service.folder, *files] if _open_to_others(path)] == []


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o077)
