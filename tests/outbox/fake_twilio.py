"""A Twilio of our own on the loopback: takes messages, lists them, and misbehaves on request.

Run as a process: `python -m tests.outbox.fake_twilio`; it prints its port. Beside Twilio's own two routes there are
`POST /_mode` (JSON: `status`, `code`, `every`, `drop`, `hang`, `delay`) and `GET /_accepted`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from email.utils import formatdate
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click


class FakeTwilio:
    def __init__(self) -> None:
        self.accepted: list[dict[str, Any]] = []
        self.mode: dict[str, Any] = {}
        self.calls = 0
        self._by_phone: dict[str, list[dict[str, Any]]] = {}
        self._numbers = count(1)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while await self._one(reader, writer):
                pass
        writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        method, target, _ = head.split(" ", 2)
        at = head.lower().find("content-length:")
        length = int(head[at + 15 :].split("\r\n", 1)[0]) if at >= 0 else 0
        body = (await reader.readexactly(length)).decode() if length else ""
        url = urlsplit(target)
        if url.path == "/_mode":
            self.mode, self.calls = json.loads(body), 0
            return self._say(writer, 200, {})
        if url.path == "/_accepted":
            return self._say(writer, 200, self.accepted)
        if method == "GET":
            return self._listed(writer, url.path, parse_qs(url.query))
        return await self._create(writer, {key: values[-1] for key, values in parse_qs(body).items()})

    async def _create(self, writer: asyncio.StreamWriter, form: dict[str, str]) -> bool:
        mode = self.mode
        self.calls += 1
        odd = bool(mode) and self.calls % mode.get("every", 1) == 0
        if odd and mode.get("status") and not mode.get("accepts"):
            return self._say(writer, mode["status"], {"code": mode.get("code", mode["status"]), "message": "no"})
        message = self._accept(form)
        if mode.get("delay"):
            await asyncio.sleep(mode["delay"])
        if odd and mode.get("status"):
            return self._say(writer, mode["status"], {"code": mode["status"], "message": "no"})
        if odd and mode.get("hang"):
            await asyncio.sleep(mode["hang"])
        if odd and mode.get("drop"):
            return False
        return self._say(writer, 201, message)

    def _accept(self, form: dict[str, str]) -> dict[str, Any]:
        now = time.time()
        message = {
            "sid": f"SM{next(self._numbers):032x}",
            "to": form["To"],
            "from": form.get("From"),
            "body": form["Body"],
            "status": "queued",
            "error_code": None,
            "date_created": formatdate(now),
        }
        self._by_phone.setdefault(form["To"], []).append(message)
        self.accepted.append({**message, "callback": form.get("StatusCallback", ""), "at": now})
        return message

    def _listed(self, writer: asyncio.StreamWriter, path: str, query: dict[str, list[str]]) -> bool:
        if self.mode.get("list_status"):
            return self._say(writer, self.mode["list_status"], {"code": self.mode["list_status"], "message": "no"})
        if not path.endswith("/Messages.json"):
            sid = path.rsplit("/", 1)[1].removesuffix(".json")
            found = next((m for m in self.accepted if m["sid"] == sid), None)
            return self._say(writer, 200 if found else 404, found or {"code": 20404, "message": "none"})
        messages = self._by_phone.get(query["To"][-1], [])[::-1]
        return self._say(writer, 200, {"messages": messages, "next_page_uri": None, "uri": path})

    def _say(self, writer: asyncio.StreamWriter, status: int, answer: Any) -> bool:
        body = json.dumps(answer).encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        return True


async def _run() -> None:
    server = await asyncio.start_server(FakeTwilio().serve, "127.0.0.1", 0, limit=1 << 20)
    click.echo(server.sockets[0].getsockname()[1])
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_run())
