"""Tell what a sentence means and why; measure the understanding over its corpora; learn its weights anew."""

from __future__ import annotations

import sys
from pathlib import Path

import click

ROOT = Path(__file__).parent.parent
CORPORA = ROOT / "tests" / "understanding"
PAGE = ROOT / "docs" / "understanding.md"


@click.command()
@click.argument("sentence", required=False)
@click.option(
    "--report", is_flag=True, help="The figures over the corpora, by service and length, with the confusions."
)
@click.option("--learn", is_flag=True, help="Learn the weights anew, after a change of the phrases.")
@click.option("--check", is_flag=True, help="Exit with 1 when the weights or docs/understanding.md are not up to date.")
def command(sentence: str | None, report: bool, learn: bool, check: bool) -> None:
    """Tell what SENTENCE means: the service, its score, and the words that spoke for it."""
    if learn:
        from flows.understanding.learning import learn as learned

        learned().write()
        click.echo("The weights are learned from the phrases as they are.")
    if check:
        _check()
    if report:
        click.echo(_report(), nl=False)
    if sentence is not None:
        _explain(sentence)
    elif not (learn or check or report):
        raise click.UsageError('Write the sentence, for example: micuenta understand "cuanto e juntado pa mi casa"')


def _check() -> None:
    from flows.understanding.phrases import digest
    from flows.understanding.weights import Scales

    if Scales().digest != digest():
        click.echo("The phrases have changed since the weights were learned. Run: micuenta understand --learn")
        sys.exit(1)
    if PAGE.exists() and PAGE.read_text("utf-8") != _report():
        click.echo("docs/understanding.md is not what the corpora give. Run: make docs")
        sys.exit(1)


def _report() -> str:
    from flows.understanding.phrases import lines
    from flows.understanding.report import understanding_report

    return understanding_report({path.stem: list(lines(path)) for path in sorted(CORPORA.glob("*.jsonl"))})


def _explain(sentence: str) -> None:
    from flows.understanding import understand

    meaning = understand(sentence)
    names = " or ".join(meaning.services) or "none of the services"
    told = {"sure": "Sure", "near": "One of two, so it asks which", "unsure": "Not sure, so it names the likely ones"}
    click.echo(f"{told[meaning.outcome]}: {names}")
    click.echo(f"Score: {meaning.score:.2f} of 1")
    if meaning.why:
        click.echo(f"Because of (by ear, #kinds of words): {', '.join(meaning.why)}")
