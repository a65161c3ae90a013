"""This machine and what it has to reach: room on the disks, the web server, and every service that is set."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url

from config.settings import Settings
from serving.doctor.finding import Finding, Findings, graded, well

FULL = (0.9, 0.97)
"""Of a disk."""
REACH_SECONDS = 5.0
_PORTS = {"http": 80, "https": 443, "smtp": 25, "smtps": 465}


def disks(settings: Settings) -> Findings:
    """There is room where this process and its database write."""
    folders = {settings.data}
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        folders.add(Path(url.database).parent)
    for folder in sorted(folders):
        there = next(each for each in (folder, *folder.parents) if each.exists())
        total, used, free = shutil.disk_usage(there)
        yield graded(
            "disk", used / total, FULL, f"{free / 1e9:,.1f} GB are free for {folder}.", "Make room, or move the data."
        )


def web(settings: Settings, answers: Callable[[Settings, str], bool]) -> Findings:
    """The web server on this machine answers, and what it needs does too."""
    where = f"{settings.host}:{settings.port}"
    if not answers(settings, "/healthz"):
        yield Finding(
            "web",
            "ill",
            f"No web server answers on {where}.",
            "Start `micuenta web`, or say where it is with --host and --port.",
        )
    elif not answers(settings, "/readyz"):
        yield Finding(
            "web", "ill", f"The web server on {where} is not ready.", f"Ask http://{where}/readyz for the part."
        )
    else:
        yield well("web", f"The web server on {where} answers and is ready.")


def others(settings: Settings) -> Findings:
    """Whatever is called can be reached; nothing is sent."""
    called = {
        "Twilio": settings.twilio_api_url if "twilio" in settings.sms_providers else None,
        "Kannel": settings.kannel_sendsms_url if "kannel" in settings.sms_providers else None,
        "the mail server": settings.smtp_url,
        "the institution's system": settings.facts_url,
    }
    for who, url in called.items():
        if not url:
            continue
        parts = urlsplit(url)
        where = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 443)
        try:
            socket.create_connection(where, REACH_SECONDS).close()
        except OSError as error:
            why = error.strerror or type(error).__name__
            yield Finding(
                "reach",
                "ill",
                f"{who[0].upper()}{who[1:]} cannot be reached at {where[0]}:{where[1]} ({why}).",
                "See to the name, the firewall and the service behind it.",
            )
        else:
            yield well("reach", f"{who[0].upper()}{who[1:]} is reached at {where[0]}:{where[1]}.")
