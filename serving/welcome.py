"""What `micuenta run` tells whoever started it: where the demo phone is, and a conversation to try."""

from __future__ import annotations

from pathlib import Path

from config.settings import Settings
from simulator import script
from simulator.personas import Persona, personas

EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "registro.txt"
"""From no account to a payment reference; `micuenta phone --script` plays it."""


def welcome(settings: Settings, seconds: float) -> str:
    """Ready, and in the demo what to do next."""
    told = [f"Mi Cuenta por mensaje is ready ({seconds:.1f} s). Data in {settings.data}. Ctrl-C stops it."]
    if settings.env == "demo":
        told += [
            "",
            f"  Demo phone: {settings.public_url}/",
            f"  Agents: {settings.console_url}/console/",
            "",
            *_conversation(settings, personas()[0]),
        ]
    return "\n".join(told)


def _conversation(settings: Settings, worker: Persona) -> list[str]:
    own = {"nss": worker.nss, "curp": worker.curp, "rfc": worker.rfc, "code": "(the code that arrives)"}
    steps = script.read(EXAMPLE.read_text("utf-8"))
    usual = settings.data == Path(Settings.model_fields["data"].default).absolute()
    phone = ".venv/bin/micuenta phone" + ("" if usual else f" --data {settings.data}")
    return [
        f"  To try as {worker.name}, one message each, on that page or with: {phone}",
        *(f"    {script.fill(step, own)}" for step in steps),
        f"  All of it by itself: {phone} --script {EXAMPLE.relative_to(EXAMPLE.parents[2])}",
    ]
