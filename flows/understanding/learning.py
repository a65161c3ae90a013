"""Learning the weights from the phrases: a log-linear model, by stochastic descent with a step for each weight.

Deterministic: the same phrases give the same weights. Takes some seconds, and happens only when phrases change.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter

from flows.understanding.phrases import digest, phrases, vocabulary
from flows.understanding.weights import LEAST, SCALE, Weights
from flows.understanding.words import features

ROUNDS = 8
STEP = 0.25
NEGLIGIBLE = 0.004
"""Of a probability's error: smaller ones are not worth a step."""

Row = list[float]


def learn() -> Weights:
    """The weights for the phrases as they stand."""
    words = vocabulary()
    examples = [(service, features(words.read(phrase)[0], words)) for service, phrase in phrases()]
    seen = Counter(feature for _, found in examples for feature in found)
    kept = {feature for feature, times in seen.items() if times > 1 or not feature.startswith("=")}
    services = sorted({service for service, _ in examples})
    learned = _descend(
        [(services.index(name), [one for one in found if one in kept]) for name, found in examples], len(services)
    )
    whole = {feature: [round(weight * SCALE) for weight in row] for feature, row in learned.items()}
    telling = {feature: row for feature, row in whole.items() if max(map(abs, row)) >= LEAST}
    return Weights(digest(), tuple(services), words.known, telling)


def _descend(examples: list[tuple[int, list[str]]], services: int) -> dict[str, Row]:
    weights: dict[str, Row] = {}
    steps: dict[str, Row] = {}
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


def _probabilities(scores: Row) -> Row:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [one / total for one in raised]
