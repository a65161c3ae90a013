"""A small system of the institution's: speaks `docs/records-api.yaml` over its own files, and misbehaves on request.

Read-only, as the real one: whatever is not in the document is refused. `ways` says how it behaves: `delay` (s),
`status`, `body`, `drip` (s between two bytes), `close`.
"""

from __future__ import annotations

import csv
import json
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from models.importing.files import FILES

TOKEN = "a token of the institution's own"
UNKNOWN = {"codigo": "desconocido"}
ONE = ("ahorro", "precalificacion")
OF_CREDIT = ("movimientos", "constancias", "beneficios")
OF_WORKER = tuple(
    file.name for file in FILES if file.name not in (*OF_CREDIT, *ONE, "trabajadores", "calendario", "fusiones")
)
_NSS, _CREDIT, _MOST = re.compile(r"[0-9]{11}"), re.compile(r"[0-9]{10}"), re.compile(r"[1-9][0-9]{0,2}")
_NEWEST = ("fecha", "fecha_pago", "fecha_hora", "alta", "ejercicio", "folio")
"""Columns that say which rows are the newest, where a file has them."""

Row = dict[str, str]


class Institution:
    """Its records: rows by file and key, as its files have them."""

    def __init__(self, folder: Path) -> None:
        self.rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.ways: dict[str, Any] = {}
        self.asked: list[str] = []
        for path in sorted(folder.glob("*.csv")):
            key = "numero_credito" if path.stem in OF_CREDIT else "nss"
            with path.open(encoding="utf-8", newline="") as lines:
                for row in csv.DictReader(lines):
                    self.rows[path.stem, row.get(key, "")].append(row)

    def answer(self, path: str, query: str) -> tuple[int, object]:
        """Status and JSON."""
        match path.strip("/").split("/"):
            case ["trabajadores", nss, *rest] if _NSS.fullmatch(nss):
                file, key = (rest or ["trabajadores"])[0], nss
                known, many = len(rest) < 2 and file in (*ONE, *OF_WORKER, "trabajadores"), file in OF_WORKER
            case ["creditos", number, file] if _CREDIT.fullmatch(number) and file in OF_CREDIT:
                key, known, many = number, True, True
            case ["trabajadores" | "creditos", _, *_]:
                return 400, {"codigo": "mal-preguntado"}
            case _:
                return 404, UNKNOWN
        if not known:
            return 404, UNKNOWN
        most = self._most(query) if many else 1
        if most is None:
            return 400, {"codigo": "mal-preguntado"}
        found = self.rows.get((file, key), [])
        if many:
            newest = sorted(found, key=lambda row: [row.get(name, "") for name in _NEWEST], reverse=True)
            return 200, {"filas": newest[:most]}
        return (200, found[-1]) if found else (404, UNKNOWN)

    def _most(self, query: str) -> int | None:
        given = dict(parse_qsl(query, keep_blank_values=True)).get("maximo", "500")
        return int(given) if _MOST.fullmatch(given) and int(given) <= 500 else None


class Handler(BaseHTTPRequestHandler):
    """Answers one request after another on a connection."""

    protocol_version = "HTTP/1.1"
    institution: Institution

    def do_GET(self) -> None:
        """What is known, unless told to behave otherwise."""
        ways, url = self.institution.ways, urlsplit(self.path)
        self.institution.asked.append(url.path)
        time.sleep(ways.get("delay", 0))
        if ways.get("close"):
            self.close_connection = True
            return None
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self._say(401, {"codigo": "sin-permiso"})
        status, told = self.institution.answer(url.path.removeprefix("/v1"), url.query)
        self._say(ways.get("status", status), ways.get("body", told))
        return None

    def _say(self, status: int, told: object) -> None:
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if drip := self.institution.ways.get("drip"):
            return self._drip(body, drip)
        self.end_headers()
        self.wfile.write(body)
        return None

    def _drip(self, body: bytes, pause: float) -> None:
        """Head and body a byte at a time, for as long as somebody listens."""
        self._headers_buffer.append(b"\r\n")  # type: ignore[attr-defined]  # of http.server
        head = b"".join(self._headers_buffer)
        self._headers_buffer = []
        self.close_connection = True
        try:
            for byte in head + body:
                self.wfile.write(bytes([byte]))
                time.sleep(pause)
        except OSError:
            return

    def _refused(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        del body
        self.send_response(405)
        self.send_header("Allow", "GET")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._refused
        raise AttributeError(name)

    def log_message(self, *_: object) -> None:
        """Nothing: an NSS stands in the path."""


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Institution, str]]:
    """The institution and its address, on a port of its own."""
    institution = Institution(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"institution": institution}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield institution, f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
