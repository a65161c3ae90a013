"""Canned answers: their page, and how they are used in a reply."""

from __future__ import annotations

ANSWERS: dict[str, tuple[str, str]] = {
    "answers": ("Respuestas", "Answers"),
    "answers_help": (
        "En una respuesta se escriben por su código: /saludo. Se llenan solos: {names}.",
        "In a reply they are written by their code: /saludo. Filled in by themselves: {names}.",
    ),
    "answer_code": ("Código", "Code"),
    "answer_text": ("Texto", "Text"),
    "answer_keep": ("Guardar", "Keep"),
    "answer_drop": ("Quitar", "Take out"),
    "answer_none": ("Todavía no hay respuestas guardadas.", "There are no answers yet."),
    "answer_bad": (
        "El código lleva de 2 a 20 letras, y el texto solo puede nombrar lo que se llena solo.",
        "The code has 2 to 20 letters, and the text may only name what is filled in.",
    ),
    "answer_use": ("Respuestas: escribe /código o elige", "Answers: type /code or choose"),
    "answer_unknown": ("No hay una respuesta {codes}.", "There is no answer {codes}."),
}
