"""Check the dialogs: every state reached, none a dead end, nothing untranslated; write their pages and pictures."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from config.catalogues import load_all

DOCS = Path(__file__).parent.parent / "docs"


@click.command()
@click.option(
    "--diagram", is_flag=True, help="Write docs/dialogs.md and docs/dialogs/, with a Mermaid diagram of each."
)
@click.option("--check", is_flag=True, help="Also exit with 1 when those pages are not up to date.")
def command(diagram: bool, check: bool) -> None:
    """Check the dialogs, and say what is wrong with them."""
    from flows.machine.register import STATES
    from flows.proving.handbook import handbook_pages, path
    from flows.proving.proof import flaws
    from simulator.samples import SAMPLES, sample
    from simulator.tasks import markdown

    catalogues = {language: texts for language, texts in load_all().items() if language != "es"}
    found = list(flaws(catalogues))
    written = handbook_pages()
    written["dialogs.md"] += (
        f"\n## What each task costs\n\nMeasured by doing it (`micuenta texts --tasks`).\n\n{markdown()}"
    )
    for dialog in SAMPLES:
        written[path(dialog)] += f"\n## In a conversation\n\n```text\n{sample(dialog).rstrip()}\n```\n"
    for page, text in ((DOCS / name, text) for name, text in written.items()):
        if diagram:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, "utf-8")
        elif check and (not page.exists() or page.read_text("utf-8") != text):
            found.append(f"docs/{page.relative_to(DOCS)} is not what the dialogs say now: run `make docs`")
    for flaw in found:
        click.echo(flaw)
    click.echo(f"{len(STATES)} states, {len(found)} flaws")
    sys.exit(1 if found else 0)
