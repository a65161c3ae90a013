"""List what the service is made of, and what is known against it."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

import click

from serving.dependencies import ADVISORIES, LOCK, Unreachable, advisories, bill, pinned


@click.command()
@click.option("--sbom", type=click.Path(path_type=Path, dir_okay=False), help="Write a CycloneDX file.")
@click.option("--audit", is_flag=True, help="Ask OSV what is known against these versions.")
@click.option("--url", default=ADVISORIES, help="Where to ask.")
def command(sbom: Path | None, audit: bool, url: str) -> None:
    """List the packages of the lock file; write them as a bill of materials, or ask what is known against them.

    Exit code of the audit: 0, nothing is known; 1, something is; 3, skipped, since nobody could be asked.
    """
    packages = pinned(LOCK.read_text("utf-8"))
    if sbom:
        sbom.write_text(json.dumps(bill(packages, version("micuenta")), indent=1) + "\n", "utf-8")
        click.echo(f"{len(packages)} packages in {sbom}")
    if audit:
        sys.exit(_audited(url))
    if not sbom:
        click.echo("\n".join(f"{package.name} {package.version}" for package in packages))


def _audited(url: str) -> int:
    packages = pinned(LOCK.read_text("utf-8"))
    try:
        found = list(advisories(packages, url))
    except Unreachable as reason:
        click.echo(f"skipped: the service of advisories did not answer ({reason}); {len(packages)} packages unseen")
        return 3
    for package, known in found:
        click.echo(f"{package.name} {package.version}: {known}")
    click.echo(f"{len(packages)} packages, {len(found)} advisories")
    return 1 if found else 0
