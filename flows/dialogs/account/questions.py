"""Security questions. Answers are compared without case, accents or punctuation."""

from __future__ import annotations

from flows.folding import fold
from flows.readers import Free
from flows.text import ONE, PART, T

QUESTIONS = {
    "town": T("¿En qué pueblo o colonia creciste?", PART),
    "school": T("¿Cómo se llamaba tu primera escuela?", PART),
    "friend": T("¿Cómo se llamaba tu mejor amigo de la infancia?", PART),
    "job": T("¿Cuál fue tu primer trabajo?", PART),
    "grandmother": T("¿Cómo se llamaba tu abuela materna?", PART),
    "pet": T("¿Cómo se llamaba tu primera mascota?", PART),
}
ASKED = 2

ANSWER = Free(T("Esa respuesta es muy corta. Escríbela con al menos 2 letras.", ONE))


def answer_key(answer: str) -> str:
    """What of an answer is hashed and compared: `  Sta. Rosalía ` → `sta rosalia`."""
    return fold(answer)
