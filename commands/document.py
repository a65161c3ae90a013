"""Write a document as a PDF: of a worker on record, or of somebody who does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click

from config.catalogues import load_all
from config.errors import Mistake
from config.settings import Settings
from documents.contents import Contents
from documents.paper import Paper
from documents.poster import poster
from documents.typesetting import NoTypesetter
from flows.records.facts import Facts
from flows.records.papers import PaperKind, Wanted
from flows.saying.house import House
from flows.saying.voice import Voice
from serving.options import with_settings

SAMPLE_FOLIO = "MUESTRA"


@click.command()
@click.argument("kind", type=click.Choice(["statement", "order", "certificate", "poster"]))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
@click.option("--nss", help="A worker on record; without it, somebody of the demo.")
@click.option("--credit", "key", default="", help="Number of the credit, or folio of the order; else the first.")
@click.option("--year", type=int, default=0, help="Fiscal year of the certificate; else the newest.")
@click.option("--lang", type=click.Choice(["es", "en"]), default="es", help="Language of the document.")
@with_settings("data")
def command(
    settings: Settings,
    kind: PaperKind | Literal["poster"],
    out: Path,
    nss: str | None,
    key: str,
    year: int,
    lang: str,
) -> None:
    """Write a statement, an order, a certificate or the poster for employers."""
    from turns.parts import house

    about = house(settings)
    voice = Voice(lang, load_all()[lang], about)
    if kind == "poster":
        paper: Paper | None = poster(voice, about)
    else:
        with _facts(settings, nss) as (facts, number):
            paper = _paper(facts, voice, about, kind, number, key, year, sample=nss is None)
    if paper is None:
        raise Mistake("the records have nothing of the kind for this worker: check --nss, --credit and --year")
    try:
        made = paper.pdf()
    except NoTypesetter as error:
        raise Mistake(str(error)) from None
    out.write_bytes(made)
    click.echo(f"{out}: {len(made):,} bytes")


def _paper(
    facts: Facts, voice: Voice, about: House, kind: PaperKind, nss: str, key: str, year: int, *, sample: bool
) -> Paper | None:
    if kind == "order":
        orders = facts.orders(nss, 1)
        key = key or (orders[0].folio if orders else "")
    else:
        owed = facts.credits(nss)
        key = key or (owed[0].number if owed else "")
    if kind == "certificate" and not year:
        certificates = facts.certificates(key, 1)
        year = certificates[0].year if certificates else 0
    return Contents(facts, voice, about).paper(Wanted(kind, nss, key, year), SAMPLE_FOLIO, sample=sample)


@contextmanager
def _facts(settings: Settings, nss: str | None) -> Iterator[tuple[Facts, str]]:
    """The records, and the worker in question."""
    if nss is None:
        from simulator.practice import LORENA
        from simulator.samples import furnished

        yield furnished(), LORENA.nss
        return
    from models.database import Database
    from models.facts import Asking, SqlFacts
    from turns.parts import hasher

    database = Database(settings.database_url)
    with database.connect() as connection:
        yield SqlFacts(Asking(connection, "", hasher(settings), settings.clock())), nss
    database.close()
