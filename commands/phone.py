"""A phone in the terminal: SMS and USSD, by hand or from a script."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click
from redis import Redis, RedisError
from rich.console import Console

from app import create_app
from config.errors import Mistake
from config.settings import Settings
from identifiers import phone
from identifiers.errors import InvalidIdentifier
from models.tables.outbox import URGENT
from serving.child import start, stop
from serving.data_folder import taken
from serving.embedded_redis import embedded_redis
from serving.first_start import first_start
from serving.options import with_settings
from simulator import script as scripts
from simulator.gateway import DemoGateway
from simulator.handset import Handset
from simulator.inbox import Inbox
from simulator.personas import Persona, personas
from simulator.terminal import Terminal
from simulator.wires import Http, Inside
from simulator.wording import TERMINAL, Language
from turns.parts import vault
from worker.parts import assemble


@click.command()
@click.argument("number", required=False)
@click.option("--ussd", is_flag=True, help="Begin by dialling the USSD code.")
@click.option("--script", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Play this conversation.")
@click.option("--url", help="A running demo service to talk to; else the data folder is used, served or not.")
@click.option("--lang", type=click.Choice(["es", "en"]), default="es", help="Language of the phone itself.")
@with_settings("data")
def command(
    settings: Settings, number: str | None, ussd: bool, script: Path | None, url: str | None, lang: Language
) -> None:
    """Be a phone: NUMBER has ten digits; without one you are the first of the demo's workers."""
    if settings.env == "production":
        raise Mistake("the phone can be anybody's, so it only works in the demo: set MICUENTA_ENV=demo")
    logging.getLogger().setLevel(logging.ERROR)
    steps = scripts.read(script.read_text("utf-8")) if script else []
    worker = _worker(number)
    address = worker.phone if isinstance(worker, Persona) else worker
    console = Console(highlight=False)
    with _service(settings, address, url) as handset:
        terminal = Terminal(console, handset, settings.segment_price, lang)
        _greet(console, settings, worker, lang)
        handset.switch_on()
        if not steps:
            terminal.talk(settings.ussd_code if ussd else "")
        elif not terminal.play(steps, asdict(worker) if isinstance(worker, Persona) else {}):
            sys.exit(1)


def _worker(number: str | None) -> Persona | str:
    """The demo's worker with this number, or the number alone; the first worker when none was given."""
    people = personas()
    if number is None:
        return people[0]
    try:
        address = phone.validate(number)
    except InvalidIdentifier as invalid:
        raise Mistake(f"{number!r} is no Mexican mobile number ({invalid.reason}): give ten digits") from None
    return next((one for one in people if one.phone == address), address)


def _greet(console: Console, settings: Settings, worker: Persona | str, lang: Language) -> None:
    words = TERMINAL[lang]
    if isinstance(worker, str):
        console.print(words["nobody"].format(phone=worker), style="dim")
    else:
        console.print(words["hello"].format(name=worker.name, phone=worker.phone), style="dim")
        console.print(words["identity"].format(nss=worker.nss, curp=worker.curp, rfc=worker.rfc), style="dim")
    console.print(words["how"].format(short_code=settings.short_code, ussd_code=settings.ussd_code), style="dim")


@contextmanager
def _service(settings: Settings, address: str, url: str | None) -> Iterator[Handset]:
    """The service for this phone: one that runs elsewhere, or the data folder's own, in this process."""
    if url:
        there = Http(url)
        yield Handset(DemoGateway(there, settings, address), there, deliver=lambda: None)
        return
    with _redis(settings) as redis:
        runtime = assemble(settings)
        inbox = Inbox(redis, vault(settings))
        gateway = DemoGateway(Inside(create_app(settings)), settings, address)
        # A worker that runs as well may be first: each message is sent by whoever claims it.
        yield Handset(gateway, inbox, deliver=lambda: runtime.dispatcher.send(URGENT))


@contextmanager
def _redis(settings: Settings) -> Iterator[Redis]:
    """The Redis of the running service, else the embedded one for as long as the phone is on."""
    redis = Redis.from_url(settings.redis_url)
    if _answers(redis):
        yield redis
        return
    if not settings.embedded_redis:
        raise Mistake("MICUENTA_REDIS_URL does not answer: start that Redis, or unset it to use the embedded one")
    with taken(settings.data):
        service = embedded_redis(settings)
        process = start(service.command, stdout=subprocess.DEVNULL)
        try:
            until = time.monotonic() + service.patience
            while not service.ready():
                if process.poll() is not None or time.monotonic() > until:
                    raise Mistake(f"Redis did not start: {service.advice}")
                time.sleep(0.02)
            first_start(settings, click.echo)
            yield redis
        finally:
            stop(process, service.leave)


def _answers(redis: Redis) -> bool:
    try:
        return bool(redis.ping())
    except RedisError:
        return False
