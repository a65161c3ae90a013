"""What somebody means by what they write: sure, near (one of two), or unsure (what it may be)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from flows.understanding.phrases import NOISE, vocabulary
from flows.understanding.weights import Scales
from flows.understanding.words import MOST_CHARACTERS, Vocabulary, features, without_greeting

Certainty = Literal["sure", "near", "unsure"]

SURE = 0.55
"""From this score on a service is meant."""
APART = 2.5
"""How many times likelier than the next it has to be."""
NEAR = 0.8
"""What two services reach together, so that it is one of them."""
RARELY = 0.1
"""What counts of the score of a service that whoever writes has little use for."""
LIKELY = 0.03
"""From this score on a service is worth naming beside a likelier one."""
FAINT = 0.1
"""Below this score of the likeliest, none is worth naming."""
MOST = 3
"""Services that are named when nothing is sure."""
SURELY_NOISE = 0.9
"""From this score on it is about none of our services; below, those that are likely are named."""
REASONS = 4
_NOT_BUT = re.compile(
    r"\bno (?:es|era) (?:de|por|lo de|sobre) [^,.]{2,30}?[,.]? (?:es|era|sino) (?:de|por|lo de|sobre)\b"
    r"|\bno (?:quiero|busco) [^,.]{2,30}?[,.]? (?:quiero|busco|sino)\b"
    r"|[ ,]no (?:del|de la|de mi|de los|el|la|los|lo) [\w ]{2,20}$",
    re.IGNORECASE,
)
"""`No es de puntos, es de mi ahorro`, `mi ahorro, no del credito`: what is not meant."""
UNKNOWN = 0.1
"""What is left of a score where no word was known."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """`services` are named by the state they lead to, the likeliest first; `score` is the first one's, 0 to 1.

    One service when sure, two when near, up to three when unsure. `why` are the words that spoke for the first.
    """

    outcome: Certainty
    services: tuple[str, ...]
    score: float
    why: tuple[str, ...]


NOTHING = Meaning("unsure", (), 0.0, ())


def understand(text: str, unlikely: frozenset[str] = frozenset()) -> Meaning:
    """What `text` means, in Spanish or English; words that are not known lower the score.

    `unlikely` are services that whoever writes has little use for: whoever has an account opens none.
    """
    scales, words = _ready()
    said, known = words.read(_NOT_BUT.sub("", text[:MOST_CHARACTERS]))
    if not said:
        return NOTHING
    found = features(without_greeting(said, words), words)
    ranked = _ranked(scales.add(found), scales.services, known, unlikely)
    (first, best), (second, _) = ranked[:2]
    ours = 1 - sum(score for score, service in ranked if service == NOISE)
    named = [(score / ours, service) for score, service in ranked if service != NOISE and score >= LIKELY * ours]
    services = [service for _, service in named]
    faint = not named or named[0][0] < FAINT or first < FAINT or not known
    if faint or (best == NOISE and first >= SURELY_NOISE):
        return NOTHING
    score = next(score for score, service in ranked if service == services[0])
    why = _why(found, scales, scales.services.index(services[0]))
    if best != NOISE and first >= SURE and first >= APART * second:
        return Meaning("sure", (best,), first, why)
    if best != NOISE and len(services) > 1 and ranked[1][1] != NOISE and first + second >= NEAR:
        return Meaning("near", tuple(services[:2]), score, why)
    return Meaning("unsure", tuple(services[:MOST]), score, why)


def _ranked(
    scores: list[float], services: tuple[str, ...], known: float, unlikely: frozenset[str]
) -> list[tuple[float, str]]:
    """Services by their share, less what was not known."""
    top = max(scores)
    raised = [
        math.exp(score - top) * (RARELY if service in unlikely else 1)
        for score, service in zip(scores, services, strict=True)
    ]
    whole = sum(raised) / (UNKNOWN + (1 - UNKNOWN) * known)
    return sorted(((one / whole, service) for one, service in zip(raised, services, strict=True)), reverse=True)


def _why(found: list[str], scales: Scales, service: int) -> tuple[str, ...]:
    weighed = ((scales.weight(one, service), one) for one in found if one[0] != "=" and one[-1] != "*")
    return tuple(one for weight, one in sorted(weighed, reverse=True)[:REASONS] if weight > 0)


@cache
def _ready() -> tuple[Scales, Vocabulary]:
    scales = Scales()
    return scales, vocabulary(scales.known)


def load() -> None:
    """Read the weights now, so that the first message does not wait for them."""
    _ready()
