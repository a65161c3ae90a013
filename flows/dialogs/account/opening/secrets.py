"""What opens the account later: a NIP that is not easy to guess, and the answers to two questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.dialogs.account.entrance import HINT
from flows.dialogs.account.questions import ASKED, QUESTIONS, answer_key, security_question
from flows.readers.secrets import NIP, too_easy
from flows.saying.text import T
from flows.turn.states import AskSecret
from flows.turn.turn import Turn

NO_NIP = ""
"""In a hash's place, of an account that an agent opened: its holder has not made one yet. Nothing matches it."""
NEW_NIP = T("Crea tu NIP: 6 números que recuerdes. No uses tu fecha de nacimiento ni números seguidos.")
EASY = T("Ese NIP es fácil de adivinar. Elige otro de 6 números, sin seguidos, repetidos ni tu fecha.")
QUESTION = T("Pregunta de seguridad {number} de 2, por si olvidas tu NIP. {question}", number="2", question="W" * 50)
ABOUT_NIP = T(
    "El NIP es tu clave: inventa 6 números que solo tú sepas, sin fechas ni seguidos como 123456. "
    "Con él ves tu ahorro y tu crédito."
)
ANOTHER = T("Con tu respuesta te reconocemos si olvidas tu NIP. Va otra: {question}", question="W" * 50)


def _nip(turn: Turn, nip: str) -> str:
    if too_easy(nip, date.fromisoformat(turn.data["born"]) if turn.data["born"] else None):
        turn.data["easy"] = True
        return "easy"
    turn.data.pop("easy", None)
    turn.data["nip"] = turn.facts.seal(nip)
    turn.data["questions"] = list(turn.chance.pick(tuple(QUESTIONS), ASKED))
    turn.data["answers"] = []
    return "good"


def _ask_nip(turn: Turn) -> str:
    return turn.say(EASY if turn.data.get("easy") else NEW_NIP)


def new_nip(name: str, decide: Callable[[Turn, str], str], good: str, *, holds: bool = False, **more: str) -> AskSecret:
    """The question for a new NIP, and why the last one will not do.

    `good` is where one that will leads; `more` are other ways on that `decide` may say.
    """
    return AskSecret(
        name,
        _ask_nip,
        hint=HINT,
        reads=NIP,
        final=not holds,
        explains=ABOUT_NIP,
        holds=holds,
        decide=decide,
        leads={"easy": name, "good": good, **more},
    )


def _ask_question(turn: Turn) -> str:
    number = len(turn.data["answers"])
    key = turn.data["questions"][number]
    return turn.say(QUESTION, number=number + 1, question=turn.say(QUESTIONS[key]))


def _another_question(turn: Turn) -> str:
    """Who cannot answer one is asked another."""
    asked, number = turn.data["questions"], len(turn.data["answers"])
    shown = {*asked, *turn.data.setdefault("skipped", [])}
    turn.data["skipped"].append(asked[number])
    asked[number] = turn.chance.pick(tuple(key for key in QUESTIONS if key not in shown) or tuple(QUESTIONS), 1)[0]
    return turn.say(ANOTHER, question=turn.say(QUESTIONS[asked[number]]))


def _answer(turn: Turn, answer: str) -> str:
    turn.dialog.tries = 0
    turn.data["answers"].append(turn.facts.seal(answer_key(answer)))
    return "next" if len(turn.data["answers"]) < ASKED else "done"


def nip_and_questions(dialog: str) -> tuple[AskSecret, AskSecret]:
    """The NIP, then the questions; `<dialog>.open` comes after them."""
    return (
        new_nip(f"{dialog}.nip", _nip, f"{dialog}.question", holds=True),
        security_question(
            f"{dialog}.question",
            _ask_question,
            explains=_another_question,
            holds=True,
            final=False,
            decide=_answer,
            leads={"next": f"{dialog}.question", "done": f"{dialog}.open"},
        ),
    )
