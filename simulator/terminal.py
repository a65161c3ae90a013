"""The phone in the terminal: a conversation by hand, or played from a script."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.prompt import Prompt
from rich.text import Text

from gsm7 import septets
from simulator.gateway import NotAnswered
from simulator.handset import Handset, Shown
from simulator.script import ScriptStep, fill, unmet
from simulator.wording import SCRIPT, TERMINAL, Language

WIDTH = 44
"""Columns of a message, about as wide as on a basic phone."""
LOOK = 0.5
"""Seconds between two looks for what arrives by itself."""
WAIT = 8.0
"""Seconds a script waits for a code that it needs next."""
LEAVE = ("/salir", "/exit", "/q")


class Terminal:
    """Shows a handset. `price` is in pesos a segment."""

    def __init__(self, console: Console, handset: Handset, price: float, language: Language) -> None:
        self._console = console
        self._handset = handset
        self._price = price
        self._words = SCRIPT[language] | TERMINAL[language]
        self._busy = threading.Lock()

    def talk(self, first: str = "") -> None:
        """Type `first`, then take what somebody types until they leave; what arrives meanwhile is shown."""
        over = threading.Event()
        watch = threading.Thread(target=self._watch, args=(over,), daemon=True)
        watch.start()
        try:
            if first:
                self._take(first)
            while (typed := Prompt.ask(self._sign(), console=self._console).strip()) not in LEAVE:
                if typed or self._handset.in_session:
                    self._take(typed)
        except (EOFError, KeyboardInterrupt):
            self._console.print()
        finally:
            over.set()
            watch.join()
            self._handset.hang_up()
        self._sum_up()

    def play(self, steps: Iterable[ScriptStep], worker: Mapping[str, str]) -> bool:
        """Play a script; whether everything expected was said."""
        met, typed_before = True, ""
        for step in steps:
            if "{code}" in step.types:
                self._await_code(typed_before)
                typed_before = self._handset.code
            typed = fill(step, {**worker, "code": self._handset.code})
            heard = self._take(typed)
            if heard is None:
                return False
            for wanted in unmet(step.expects, [one.text for one in heard]):
                met = False
                self._console.print(Text(f"  ✗ {self._words['unmet']} {wanted}", "bold red"))
        self._handset.hang_up()
        self._sum_up()
        return met

    def _take(self, typed: str) -> list[Shown] | None:
        """One thing typed, shown with all that came of it; None, and why, when the service did not answer."""
        heard: list[Shown] = []
        with self._busy:
            try:
                for shown in self._handset.typed(typed):
                    heard += [] if shown.kind == "sent" else [shown]
                    self.show(shown)
            except NotAnswered as trouble:
                self._console.print(Text(f"  {trouble}", "bold red"))
                return None
        return heard

    def show(self, shown: Shown) -> None:
        """One message or page, with what it costs."""
        if shown.kind == "wrong":
            self._console.print(Text(f"  {self._words['wrong_code']}", "bold red"))
            return
        mine = shown.kind == "sent"
        note = self._words["septets"].format(n=septets(shown.text)) if shown.kind == "page" else self._cost(shown)
        title = {"page": "USSD", "arrived": self._words["arrived"]}.get(shown.kind)
        style = {"sent": "green", "page": "cyan", "arrived": "yellow"}.get(shown.kind, "default")
        width = min(WIDTH, max(map(len, (*shown.text.splitlines(), note, title or ""))) + 6)
        box = Panel(Text(shown.text), title=title, subtitle=note, width=width, border_style=style)
        box.title_align, box.subtitle_align = "left", "right"
        self._console.print(Padding(box, (0, 0, 0, WIDTH - width + 14 if mine else 0)))

    def _cost(self, shown: Shown) -> str:
        count = shown.segments
        messages = self._words["one"] if count == 1 else self._words["many"].format(n=count)
        return f"{messages} · ${count * self._price:.2f}"

    def _sum_up(self) -> None:
        kinds = [one.kind for one in self._handset.shown]
        cost = sum(one.segments for one in self._handset.shown) * self._price
        got, pages = kinds.count("reply") + kinds.count("arrived"), kinds.count("page")
        total = self._words["total"].format(sent=kinds.count("sent"), got=got, pages=pages, cost=f"${cost:.2f}")
        self._console.print(Text(total, "dim"))

    def _await_code(self, before: str) -> None:
        """A worker process may bring it later than the answer that announces it; one that was typed is the former."""
        until = time.monotonic() + WAIT
        while self._handset.code in ("", before) and time.monotonic() < until:
            time.sleep(LOOK / 5)
            self._look()

    def _watch(self, over: threading.Event) -> None:
        while not over.wait(LOOK):
            self._look()

    def _look(self) -> None:
        with self._busy:
            for number, shown in enumerate(self._handset.arrived()):
                if number == 0:
                    self._console.print()
                self.show(shown)

    def _sign(self) -> str:
        return "[bold cyan]USSD[/]" if self._handset.in_session else "[bold green]SMS[/]"
