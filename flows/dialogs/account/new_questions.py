"""Other security questions in place of those that there were; every contact hears of it."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.account.contacts import ask_others
from flows.dialogs.account.questions import ASKED, QUESTIONS, answer_key, security_question
from flows.records.effects import SetQuestions
from flows.records.people import Question
from flows.saying.text import T
from flows.turn.states import Do, Tell
from flows.turn.turn import Turn

QUESTION = T("Pregunta nueva {number} de 2: {question}", number="2", question=max(QUESTIONS.values(), key=len))


def _begin(turn: Turn) -> str:
    """Others than those that there were, so that who knows the old answers knows nothing."""
    before = {question.key for question in turn.secrets.questions}
    turn.data["questions"] = list(turn.chance.pick(tuple(key for key in QUESTIONS if key not in before), ASKED))
    turn.data["answers"] = []
    turn.answers.drop()
    return "ask"


def _ask(turn: Turn) -> str:
    number = len(turn.data["answers"])
    return turn.say(QUESTION, number=number + 1, question=turn.say(QUESTIONS[turn.data["questions"][number]]))


def _answer(turn: Turn, answer: str) -> str:
    if not turn.proved:  # answered later than the NIP holds
        return "again"
    turn.dialog.tries = 0
    turn.data["answers"].append(turn.facts.seal(answer_key(answer)))
    if len(turn.data["answers"]) < ASKED:
        return "next"
    ask_others(turn, "questions")
    turn.do(SetQuestions(tuple(map(Question, turn.data["questions"], turn.data["answers"]))))
    turn.data.clear()
    turn.dialog.history.clear()
    return "done"


STATES = (
    gate("questions"),
    Do("questions.open", _begin, leads={"ask": "questions.answer"}),
    security_question(
        "questions.answer",
        _ask,
        explains=_ask,
        decide=_answer,
        leads={"next": "questions.answer", "done": "questions.done", "again": "questions.start"},
    ),
    Tell("questions.done", T("Listo, esas son ahora tus preguntas. No se las digas a nadie.")),
)
