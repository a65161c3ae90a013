"""Security questions. Answers are compared without case, accents or punctuation."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from flows.keywords import hearing
from flows.readers.readers import Free
from flows.saying.text import T, labels
from flows.turn.answers import Refused, Took
from flows.turn.states import AskSecret
from flows.typed import doubts, dropping
from flows.typed.automatic import automatic
from flows.typed.courtesies import only_courtesies
from flows.typed.folding import simplify

if TYPE_CHECKING:
    from flows.turn.turn import Turn

QUESTIONS = labels(
    town="¿En qué pueblo o colonia creciste?",
    school="¿Cómo se llamaba tu primera escuela?",
    friend="¿Cómo se llamaba tu mejor amigo de la infancia?",
    job="¿Cuál fue tu primer trabajo?",
    grandmother="¿Cómo se llamaba tu abuela materna?",
    pet="¿Cómo se llamaba tu primera mascota?",
)
ASKED = 2
WRONG_ANSWERS = 5
CLOSED_FOR = timedelta(hours=24)
"""After so many wrong answers, by text and to an agent together, the account is closed for a while."""


class Answer(Free):
    """An answer to a security question: a person's own words, but no doubt and no word that asks for a service.

    Nor is it a yes, a no or a courtesy.
    """

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The words as typed."""
        if automatic(text) or only_courtesies(text) or doubts.heard(text) or dropping.heard(text):
            return Refused()
        if hearing.asks_for_service(text, turn.dialog.language):
            return Refused()
        return super().read(text, turn)


ANSWER = Answer(T("Esa respuesta es muy corta. Escríbela con al menos 2 letras."))


def chosen_question(turn: Turn) -> str:
    """The question that was chosen."""
    return turn.say(QUESTIONS[turn.data["question"]])


def answer_is_right(turn: Turn, answer: str) -> bool:
    """Whether it is the answer to the question that was chosen, of the account's own."""
    sealed = next(question.answer_hash for question in turn.secrets.questions if question.key == turn.data["question"])
    return turn.matches(sealed, answer_key(answer))


security_question = partial(AskSecret, reads=ANSWER)
"""Asks for the answer to a security question."""


def answer_key(answer: str) -> str:
    """What of an answer is hashed and compared: `  Sta. Rosalía ` → `sta rosalia`."""
    return simplify(answer)
