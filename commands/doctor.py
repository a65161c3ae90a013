"""Look at every part of the service, and say what to do about what is wrong."""

from __future__ import annotations

import json
import sys

import click

from config.settings import Settings
from serving.options import with_settings

CODES = {"well": 0, "look": 1, "ill": 2}
MARKS = {"well": "  ok", "look": "LOOK", "ill": " ILL"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of sentences.")
@with_settings("data", "host", "port")
def command(settings: Settings, as_json: bool) -> None:
    """Look at every part of the service, and say what to do about what is wrong.

    Changes nothing. Exits with 0 when all is well, 1 when something should be looked at, 2 when something is ill.
    """
    from serving.doctor.examine import examine

    worst = 0
    for finding in examine(settings):
        worst = max(worst, CODES[finding.level])
        if as_json:
            click.echo(json.dumps(finding._asdict(), ensure_ascii=False))
        else:
            click.echo(f"{MARKS[finding.level]}  {finding.part:9} {finding.says}")
            if finding.cure:
                click.echo(f"{'':16}-> {finding.cure}")
    sys.exit(worst)
