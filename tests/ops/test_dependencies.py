"""The bill of materials has every pinned package, and an audit that could ask nobody never says that all is well."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import micuenta
from serving.dependencies import LOCK, pinned

PACKAGES = pinned(LOCK.read_text("utf-8"))


@pytest.fixture
def osv() -> Iterator[str]:
    """A service of advisories that knows one thing against Flask."""

    class Known(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            results = [{"vulns": [{"id": "GHSA-1"}]} if "/flask@" in each["package"]["purl"] else {} for each in asked]
            told = json.dumps({"results": results}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Known) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_every_locked_package_is_in_the_bill_with_its_hashes(tmp_path: Path) -> None:
    assert CliRunner().invoke(micuenta, ["dependencies", "--sbom", str(tmp_path / "bom.json")]).exit_code == 0
    told = json.loads((tmp_path / "bom.json").read_text("utf-8"))
    names = [
        line.partition("==")[0] for line in LOCK.read_text("utf-8").splitlines() if "==" in line[:60] and line[0] != " "
    ]
    assert [component["name"] for component in told["components"]] == names
    assert all(component["hashes"] for component in told["components"])
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")


def test_what_is_known_is_told(osv: str) -> None:
    told = CliRunner().invoke(micuenta, ["dependencies", "--audit", "--url", osv])
    assert told.exit_code == 1
    assert "GHSA-1" in told.output


def test_an_audit_without_a_network_is_skipped_and_not_clean() -> None:
    told = CliRunner().invoke(micuenta, ["dependencies", "--audit", "--url", "http://127.0.0.1:1/"])
    assert told.exit_code == 3
    assert told.output.startswith(
        f"skipped: the service of advisories did not answer (ConnectionError); {len(PACKAGES)}"
    )
