"""The readable half of an export: one page of tables, without script, style sheet or link to anywhere."""

from __future__ import annotations

from datetime import date
from html import escape

from documents.export.collected import Row
from flows.saying.text import PART, T
from flows.saying.voice import Voice

TITLE = T("Tus datos en Mi Cuenta por mensaje, al {day}", PART)
NOTHING = T("Nada.", PART)
HASHED = T(
    "Tu NIP, tus respuestas y tus códigos están guardados de forma que nadie los puede leer, así que no se muestran. "
    "El texto de los mensajes se borra una semana después de entregarlos.",
    PART,
)
TITLES = {
    "account": T("Tu cuenta", PART),
    "security_question": T("Tus preguntas", PART),
    "one_time_code": T("Códigos que te mandamos", PART),
    "line": T("Tu celular", PART),
    "consent": T("Lo que aceptaste y lo que no", PART),
    "payment_reference": T("Referencias de pago que te dimos", PART),
    "agent_case": T("Tus casos", PART),
    "case_note": T("Lo que se dijo en tus casos", PART),
    "rights_request": T("Tus solicitudes sobre tus datos", PART),
    "issued_paper": T("Documentos que te mandamos", PART),
    "notice": T("Avisos", PART),
    "outbound_message": T("Mensajes que te mandamos", PART),
    "journal": T("Lo que hiciste por mensaje", PART),
    "worker": T("Tu registro en el Instituto", PART),
    "savings": T("Tu ahorro", PART),
    "contribution": T("Tus aportaciones", PART),
    "credit": T("Tu crédito", PART),
    "movement": T("Movimientos de tu crédito", PART),
    "prequalification": T("Tu precalificación", PART),
    "application": T("Tus solicitudes de crédito", PART),
    "other_procedure": T("Tus otros trámites", PART),
    "discount_order": T("Avisos a tu patrón", PART),
    "certificate": T("Tus constancias", PART),
    "benefit": T("Tus beneficios", PART),
    "employment": T("Tus trabajos", PART),
    "appointment": T("Tus citas", PART),
    "issued_proof": T("Comprobantes que diste", PART),
}
"""A heading for each table."""


def page(found: dict[str, list[Row]], voice: Voice, today: date) -> str:
    """The page as HTML in the worker's language; column names are those of the file for machines."""
    title = escape(voice.say(TITLE, day=voice.day(today)))
    parts = [
        f'<!doctype html><html lang="{voice.language}"><meta charset="utf-8"><title>{title}</title>',
        f"<h1>{title}</h1><p>{escape(voice.say(HASHED))}</p>",
    ]
    for name, rows in found.items():
        parts.append(f"<h2>{escape(voice.say(TITLES[name]))}</h2>")
        parts.append(_table(rows) if rows else f"<p>{escape(voice.say(NOTHING))}</p>")
    return "".join(parts)


def _table(rows: list[Row]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row.values()) + "</tr>" for row in rows)
    return f'<table border="1"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))
