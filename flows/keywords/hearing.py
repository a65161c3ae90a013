"""From what was typed to where it leads: the exact word first, then a slip of one, then what people mean.

What cannot be undone is never reached from here but by its own word: what was only meant asks first (`Word.asks`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from flows.keywords import words
from flows.keywords.words import ASKING, GOALS, OPENING, PERIODIC, WORDS, Word
from flows.readers import periods
from flows.records.effects import KeepUnheard
from flows.turn.states import Ask
from flows.turn.turn import Turn
from flows.typed import doubts
from flows.typed.automatic import automatic
from flows.typed.contacts import contact_meant
from flows.typed.courtesies import FILLERS, WANTING
from flows.typed.folding import simplify
from flows.typed.folios import folios_in
from flows.typed.masking import masked
from flows.understanding import beside, understand

MOST_LIKELY = 3
"""Services that are named where it is not sure which was meant."""
_TURNING = frozenset(["no", "ya", "llevo"])
"""Before a keyword these may turn what it means."""
_ANSWER = re.compile(
    r".*\d.*|si|no|yes|sms|correo|email|pesos|todo|mes|mensualidad|atras.*|corriente|liquidar|monthly|overdue|payoff"
)
_NAMED_NIP = re.compile(r"\b(?:nip|pin|clave)\b(?=\W*\d)", re.IGNORECASE)
_NIP = re.compile(r"\b(?:nip|pin|clave|contrase\w+)\b", re.IGNORECASE)
_ASKING_FOR = WANTING | frozenset(["cuanto", "cuanta", "cuantos", "como", "donde", "cuando", "puedo", "ocupo", "how"])
_OF_ONESELF = """
debo debemos hablaron llamaron marcaron robaron perdi murio fallecio corrieron despidieron pague deposito deposita
depositan descuentan piden pidieron quieren olvide ayuda ayudenme quiero necesito called stole owe paid
"""
_AROUND = """
un una otro otra vez mejor que me nos atienda ayude hable marque llame pase pasen comunique prefiero pues ahora
real verdad fisica urge ayudarme atenderme hablarme a an person please
"""
_TAKING_ALL = frozenset(["verify.start", "scam.start"])
_AROUND_PERSONS = frozenset(_AROUND.split())
_PERSONS = frozenset(["asesor", "asesora", "persona", "alguien", "humano", "humana", "ejecutivo", "ejecutiva", "human"])
_TELLING = frozenset(_OF_ONESELF.split())
"""What is told of oneself, and of no town, school or job."""
_LEADING = {word.leads: ASKING.get(word.asks, word) for word in WORDS} | {word.leads: word for word in ASKING.values()}
_IDENTIFIER = re.compile(r"\d{6}")
_TO_NOTHING = frozenset(["si", "s", "no", "n", "yes"])
"""Answers where nothing was asked."""
_TOLD_NIP = re.compile(
    r"\b(?:(?:mi|el|con|my)\s+)*(?:nip|pin|clave)\b[\s:.=-]*(?:(?:es|is)\b[\s:.=-]*)?(?:el\s+)?(?:\d[ .-]?){6}(?!\d)",
    re.IGNORECASE,
)
_ANY_DAY = date(2026, 1, 1)
"""Which months are meant is not asked here, only whether some are."""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Heard:
    """`word` is where to go, with `rest` to be read there; else `likely` are the services that may have been meant.

    `meant` tells how that was found: `word`, or `sure`, `near`, `unsure` of what people mean.
    """

    meant: str
    word: Word | None = None
    rest: str = ""
    likely: tuple[str, ...] = ()


def hear(text: str, language: str, unlikely: frozenset[str] = frozenset()) -> Heard:
    """What `text` asks for, wherever the worker stands; `unlikely` as in `understand`."""
    if word := words.bare(text, language):
        return Heard("word", word)
    exact = words.exact(text, language)
    if exact and (exact[0].leads in _TAKING_ALL or simplify(text) in words.STOPPING):
        return Heard("word", *exact)  # what follows VERIFICA is a message to look at, not a wish
    said, text = text, _without_told_nip(text)
    if said != text and (exact := words.exact(text, language)):
        exact = exact[0], f"{beside(said).nip or ''} {exact[1]}".strip()
    found = exact or words.typed(text, language)
    plain = found and _plain(text, *found)
    if plain and found and found[0].leads not in ASKING:
        return Heard("word", *found)
    if not _LETTER.search(text) or simplify(text) in _TO_NOTHING or automatic(text):
        return Heard("unsure")
    meaning = understand(text, unlikely)
    services = tuple(dict.fromkeys(leading_to(service).leads for service in meaning.services))
    if meaning.outcome == "sure" and services:
        word = leading_to(services[0])
        return Heard("sure", word, _pieces(said, exact, word), services[:1])
    greets = found and found[0].leads == "menu" and bool(services)
    if found and (exact or plain) and not greets:
        return Heard("word", *found)
    if found and found[0].leads not in {*services, *unlikely} and not found[0].control:
        services = (found[0].leads, *services)
    return Heard("near" if meaning.outcome == "near" else "unsure", likely=services[:MOST_LIKELY])


def unlikely(turn: Turn) -> frozenset[str]:
    """What whoever writes has little use for: who has an account that is open asks for none."""
    return OPENING if turn.who == "active" else frozenset()


def asks_for_service(text: str, language: str) -> bool:
    """Whether words of one's own, where an answer is due, ask for a service or a person instead.

    `Unidad Infonavit` may be where somebody grew up and `operadora` a first job, so a sentence has to ask: `márquenme`.
    """
    if words.asked(text, language) or _for_a_person(text):
        return True
    first, *more = said = simplify(text).split() or [""]
    asking = (first in _ASKING_FOR and bool(more)) or not _TELLING.isdisjoint(said)
    if not (asking or first.endswith("me")):
        return False
    heard = hear(text, language)
    return heard.word is not None and (asking or heard.likely[:1] == ("agent.start",))


def _for_a_person(text: str) -> bool:
    """Whether all that is said is that a person is wanted: `mejor un asesor`, `otra vez, que me atienda alguien`."""
    said = set(simplify(text).split())
    return not _PERSONS.isdisjoint(said) and said <= _PERSONS | _AROUND_PERSONS | FILLERS


def keep_unheard(turn: Turn) -> None:
    """Let the operator see what was not understood, masked; nothing that has no words."""
    said = masked(turn.answers.next())
    if turn.house.keep_unheard and any(char.isalpha() for char in said):
        turn.do(KeepUnheard(said))


def about_the_question(heard: Heard, typed: str, here: Ask) -> bool:
    """Whether somebody has doubts about the question, or asked for nothing else: `como`, `ayuda con esto`."""
    doubt = doubts.heard(typed)
    if doubts.bare(typed):
        return True
    if heard.meant != "sure" or heard.word is None:
        return doubt
    service = heard.word.leads
    if service in ("help", "menu") or (here.holds and service == "leave"):
        return True
    about_nip = service.startswith("nip.") and (here.holds or here.secret or not _NIP.search(typed))
    return doubt and (about_nip or (here.holds and service != "agent.start"))


def leading_to(service: str) -> Word:
    """The word that leads to a service; an answer that is no service of ours leaves the question on the table."""
    return _LEADING.get(service) or Word(service, (service.removeprefix("info."),), aside=True)


def _without_told_nip(text: str) -> str:
    """What is asked for, where a NIP is told beside it: `mi nip es 482913, cuánto debo` is not about the NIP."""
    rest = _TOLD_NIP.sub(" ", text, count=1)
    asks = any(word not in FILLERS and not word.isdigit() for word in simplify(rest).split())
    return rest if asks and rest != text else text


def _plain(text: str, word: Word, rest: str) -> bool:
    """Whether around the word there are only courtesies and answers, so that nothing else can be meant."""
    before = simplify(text).split()
    spelled = set(word.spanish) | set(word.english)
    ahead = next((before[:index] for index, piece in enumerate(before) if piece in spelled), before[:-1])
    if word.leads.removesuffix(".start") in PERIODIC and (dated := periods.find(rest, _ANY_DAY)):
        rest = dated[1]
    after = simplify(_NAMED_NIP.sub("", rest)).split()
    return not _TURNING & set(ahead) and all(piece in FILLERS or _ANSWER.fullmatch(piece) for piece in after)


def _pieces(text: str, exact: tuple[Word, str] | None, word: Word) -> str:
    """What was said beside it, in the order that questions ask for it: the NIP, then what is to be paid.

    Where nothing is found, what follows the word is left to the questions, which know best.
    """
    goal, after = (
        word.leads.removesuffix(".start").removeprefix("info."),
        exact[1] if exact and exact[0] == word else "",
    )
    if word.leads == "registration.start":
        return after or (text if _IDENTIFIER.search(text) else "")
    if word.leads == "verify.start":
        return after or (text if folios_in(text).meant else "")
    if (word.aside and goal != "paid") or goal not in (*GOALS, "activation", "nip"):
        return after
    found = beside(text)
    what = (found.amount or found.choice) if word.leads == "payment.start" else None
    if word.leads == "details.start":
        what = contact_meant(text)
    return after if after and not what else " ".join(str(piece) for piece in (found.nip, what) if piece)
