"""The readable half of an export: one page in the worker's words, without script or link to anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from html import escape

from documents.export.collected import Row
from documents.export.shown import MEANS, SECTIONS, WORDS, Section
from flows.saying.text import PART, T
from flows.saying.voice import Voice
from flows.turn.turn import INSTITUTION_TIME

TITLE = T("Tus datos en Mi Cuenta por mensaje, al {day}", PART)
NOTHING = T("Nada.", PART)
HASHED = T(
    "Tu NIP, tus respuestas y tus códigos están guardados de forma que nadie los puede leer, así que no se muestran. "
    "El texto de los mensajes se borra una semana después de entregarlos. Las horas son del centro de México. "
    "El archivo datos.json trae lo mismo y lo demás que guardamos, tal como está guardado.",
    PART,
)
STYLE = (
    "body{font:16px/1.4 sans-serif;max-width:60em;margin:1em auto;padding:0 1em}"
    "table{border-collapse:collapse}th,td{border:1px solid #999;padding:.2em .5em;text-align:left}"
)


def page(found: dict[str, list[Row]], voice: Voice, today: date) -> str:
    """The page as HTML in the worker's language; a single row stands upright, several as a table."""
    title = escape(voice.say(TITLE, day=voice.day(today)))
    parts = [
        f'<!doctype html><html lang="{voice.language}"><meta charset="utf-8">',
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style>',
        f"<h1>{title}</h1><p>{escape(voice.say(HASHED))}</p>",
    ]
    for name, rows in found.items():
        section = SECTIONS[name]
        parts.append(f"<h2>{escape(voice.say(section.title))}</h2>")
        parts.append(_told(section, rows, voice) if rows else f"<p>{escape(voice.say(NOTHING))}</p>")
    return "".join(parts)


def _told(section: Section, rows: list[Row], voice: Voice) -> str:
    heads = [f"{escape(voice.say(label))}</th>" for label in section.columns.values()]
    cells = [[f"<td>{_cell(name, row[name], voice)}</td>" for name in section.columns] for row in rows]
    if len(cells) == 1:
        lines: Iterable[str] = (f'<th scope="row">{head}{cell}' for head, cell in zip(heads, cells[0], strict=True))
    else:
        lines = ("".join(f'<th scope="col">{head}' for head in heads), *map("".join, cells))
    return f"<table><tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"


def _cell(name: str, value: object, voice: Voice) -> str:
    match value:
        case None:
            return ""
        case datetime():
            here = value.replace(tzinfo=value.tzinfo or UTC).astimezone(INSTITUTION_TIME)
            return escape(f"{voice.day(here.date())}, {here:%H:%M}")
        case date():
            return escape(voice.day(value))
        case Decimal():
            return f"{value:,}"
    coded = name not in WORDS and MEANS.get(str(value))
    return escape(voice.say(coded) if coded else str(value))
