"""ASESOR: a person takes over. Opens one case, says how to be reached, and takes down what it is about."""

from __future__ import annotations

from flows.keywords import hearing, words
from flows.readers.readers import NO, YES, Choice, Free
from flows.records.effects import NoteCase, OpenCase
from flows.saying.text import T, labels
from flows.turn.answers import Refused, Took
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn
from flows.typed import doubts, yes_no
from flows.typed.courtesies import only_courtesies
from flows.typed.masking import without_codes
from flows.understanding import understand

WORDS_OF_THEIR_OWN = frozenset({"registration.question", "nip.question"})
"""Questions whose answer is a secret in free words: what is typed there is never taken for a complaint."""


def open_case(turn: Turn, reason: str) -> str:
    """`opened`, or `already` where the line's case is still open; its folio is then in the data."""
    case = turn.facts.open_case()
    turn.data["folio"] = case.folio if case else turn.chance.folio()
    if case:
        return "already"
    turn.do(OpenCase(turn.data["folio"], reason))
    return "opened"


def own_case(turn: Turn, reason: str) -> None:
    """A case of its own, once, whatever other case of the line is open: its folio is then in the data."""
    case = turn.facts.open_case()
    if case and case.reason == reason:
        turn.data["folio"] = case.folio
        return
    turn.data["folio"] = turn.chance.folio()
    turn.do(OpenCase(turn.data["folio"], reason))


def _open(turn: Turn) -> str:
    outcome = open_case(turn, str(turn.data.get("why", "worker-asked")))
    return f"{outcome} in between" if turn.data.get("resume") in WORDS_OF_THEIR_OWN else outcome


class _AnswerAfterAll:
    """What is neither yes nor no nor a word: the answer to the question that was not understood."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """Leave all of it to that question."""
        return Refused() if words.typed(text, turn.dialog.language) else Took("no", text)


class _Complaint(Free):
    """What the case is about, all of it; what has no letters is an answer to the question that waits."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The words without what may be a NIP or a code."""
        if not any(char.isalpha() for char in text):
            return Took("", text) if "resume" in turn.data else Refused(self.too_short)
        if yes_no.said(text) in (("yes", ""), ("no", "")):
            return Refused(self.too_short)
        if only_courtesies(text) or words.asked(text, turn.dialog.language):
            return Refused()
        few = len(text.split()) <= FEW
        if (few and (doubts.heard(text) or hearing.asks_for_service(text, turn.dialog.language))) or _sure(
            text
        ) == STOLEN:
            return Refused()
        return Took(without_codes(text), "", "[…]")


def _sure(text: str) -> str:
    """The service that is meant for sure; nothing where none is."""
    meaning = understand(text)
    return meaning.services[0] if meaning.outcome == "sure" else ""


def _noted(turn: Turn, complaint: str) -> str:
    if not complaint:
        return "back"
    turn.do(NoteCase(turn.data["folio"], complaint))
    if "resume" in turn.data:
        return "waiting"
    return "warned" if _sure(complaint) == SCAM else "noted"


def _offer(turn: Turn, answer: str) -> str:
    if answer == "yes":
        turn.data["why"] = "not-understood"
    return answer


FEW = 4
"""Words up to which a doubt, or what asks for a service, is a question about ours; more is told for the case."""
STOLEN, SCAM = "info.stolen_phone", "info.scam"
"""What cannot wait for somebody to read the case."""
SHORT = T("Cuéntanos en pocas palabras qué te pasa, y lo anotamos en tu caso.")
OPENED = T(
    "Tu caso es el {folio}. Contesta aquí en un mensaje qué te pasa. Te escribimos de lunes a viernes, de 7:30 a "
    "21:00. Si urge: {infonatel}.",
    folio="W" * 6,
)
ALREADY = T(
    "Tu caso {folio} sigue abierto y un asesor te va a escribir. Si quieres agregar algo, contesta aquí. "
    "Si urge: {infonatel}.",
    folio="W" * 6,
)

STATES = (
    Ask(
        "agent.offer",
        T("Parece que esto se complicó. ¿Quieres que te ayude una persona?"),
        reads=Choice({"yes": YES, "no": NO}, other=_AnswerAfterAll()),
        decide=_offer,
        tries=2,
        final=True,
        leads={"yes": "agent.open", "no": "resume.back"},
    ),
    Do("agent.start", lambda turn: "ask", leads={"ask": "agent.open"}),
    Do(
        "agent.open",
        _open,
        leads={
            "opened": "agent.opened",
            "already": "agent.already",
            "opened in between": "agent.told",
            "already in between": "agent.told",
        },
    ),
    *(
        Ask(
            name,
            says,
            reads=_Complaint(SHORT),
            explains=SHORT,
            final=True,
            decide=_noted,
            leads={"noted": "agent.noted", "warned": "agent.warned", "waiting": "agent.then", "back": "resume.back"},
        )
        for name, says in (("agent.opened", OPENED), ("agent.already", ALREADY))
    ),
    Tell("agent.told", T("Tu caso es el {folio}: un asesor te escribe a este número. Si urge: {infonatel}.")),
    Tell("agent.noted", T("Lo anotamos en tu caso {folio}. Un asesor te escribe a este número. Si urge: {infonatel}.")),
    Tell(
        "agent.warned",
        T(
            "Lo anotamos en tu caso {folio}. ¡Cuidado! Nunca te pedimos tu NIP ni dinero: no des nada, cuelga y "
            "repórtalo al {infonatel}."
        ),
    ),
    Ask(
        "agent.then",
        T("Lo anotamos en tu caso {folio}. ¿Seguimos donde ibas?"),
        reads=Choice(labels(go_on="Sí, seguir", menu="No, ir al menú"), other=_AnswerAfterAll()),
        final=True,
        leads={"go_on": "resume.back", "no": "resume.back", "menu": "menu"},
    ),
)
