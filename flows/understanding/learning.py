"""Learning the weights from the phrases: what tells services apart, and how often each says what.

Two linear models are added up. A log-linear one, by stochastic descent with a step for each weight, learns what tells
services apart; it is too sure of what it has not seen. Naive Bayes only counts who says what, and is not. Together they
do better than either on what strangers write, and cost no more.

Deterministic: the same phrases give the same weights. Takes some seconds, and happens only when phrases change.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter

from flows.understanding.phrases import digest, phrases, vocabulary
from flows.understanding.weights import LEAST, SCALE, Weights
from flows.understanding.words import features

ROUNDS = 5
STEP = 0.25
NEGLIGIBLE = 0.004
"""Of a probability's error: smaller ones are not worth a step."""
APART, COUNTED = 0.7, 0.06
"""What each of the two models counts."""
UNSEEN = 0.1
"""Times that a service is taken to have said what it never said."""

Weighed = list[float]


def learn() -> Weights:
    """The weights for the phrases as they stand."""
    words = vocabulary()
    examples = [(service, features(words.read(phrase)[0], words)) for service, phrase in phrases()]
    seen = Counter(feature for _, found in examples for feature in found)
    kept = {feature for feature, times in seen.items() if times > 1 or not feature.startswith("=")}
    services = sorted({service for service, _ in examples})
    told = [(services.index(name), [one for one in found if one in kept]) for name, found in examples]
    apart, counted = _descend(told, len(services)), _count(told, len(services))
    learned = {
        feature: [APART * one + COUNTED * other for one, other in zip(row, counted[feature], strict=True)]
        for feature, row in apart.items()
    }
    whole = {feature: [round(weight * SCALE) for weight in row] for feature, row in learned.items()}
    telling = {feature: row for feature, row in whole.items() if max(map(abs, row)) >= LEAST}
    return Weights(digest(), tuple(services), words.mender.words, telling)


def _descend(examples: list[tuple[int, list[str]]], services: int) -> dict[str, Weighed]:
    weights: dict[str, Weighed] = {}
    steps: dict[str, Weighed] = {}
    for turn in range(ROUNDS):
        for service, found in sorted(examples, key=lambda example: zlib.crc32(f"{turn} {example}".encode())):
            rows = [
                (weights.setdefault(one, [0.0] * services), steps.setdefault(one, [1e-3] * services)) for one in found
            ]
            errors = _probabilities(
                [sum(column) for column in zip(*(row for row, _ in rows), strict=True)] or [0.0] * services
            )
            errors[service] -= 1
            wrong = [(at, error) for at, error in enumerate(errors) if abs(error) > NEGLIGIBLE]
            for row, step in rows:
                for at, error in wrong:
                    step[at] += error * error
                    row[at] -= STEP * error / math.sqrt(step[at])
    return weights


def _count(examples: list[tuple[int, list[str]]], services: int) -> dict[str, Weighed]:
    """How likely each service is to say each feature, as logarithms beside their mean."""
    said: dict[str, Weighed] = {}
    whole = [0.0] * services
    for service, found in examples:
        whole[service] += len(found)
        for feature in found:
            said.setdefault(feature, [0.0] * services)[service] += 1
    spread = [math.log(total + UNSEEN * len(said)) for total in whole]
    for feature, row in said.items():
        logs = [math.log(times + UNSEEN) - norm for times, norm in zip(row, spread, strict=True)]
        mean = sum(logs) / services
        said[feature] = [one - mean for one in logs]
    return said


def _probabilities(scores: Weighed) -> Weighed:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [one / total for one in raised]
