"""What has happened to a worker: enough variety that every answer of the service can be seen."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Life:
    """The facts that decide which rows a worker has. `credits` are states: vigente, vencido, prorroga, liquidado."""

    savings: bool = True
    contributions: int = 6
    credits: tuple[str, ...] = ()
    regime: str = "ROA"
    currency: str = "MXN"
    enough_points: bool | None = None
    stage: str | None = None
    order: str | None = None
    procedure: str | None = None


NEW = Life(savings=False, contributions=0)
SAVER = Life(enough_points=False)
READY = Life(enough_points=True)
BORROWER = Life(credits=("vigente",), order="retencion")

_PROCEDURES = ("EN PROCESO", "DOCUMENTACION INCOMPLETA", "CONCLUIDO")
_STAGES = ("precalificacion", "inscripcion", "autorizacion", "titulacion", "archivo", "rechazada", "cancelada")


def life(dice: random.Random) -> Life:
    """A life drawn at random; about one in four has a credit, as in the institution's own figures."""
    luck = dice.random()
    if luck < 0.05:
        return NEW
    if luck < 0.45:
        procedure = dice.choice(_PROCEDURES) if dice.random() < 0.2 else None
        return Life(contributions=dice.randint(1, 6), enough_points=False, procedure=procedure)
    if luck < 0.70:
        applying = dice.random() < 0.3
        return Life(enough_points=True, stage=dice.choice(_STAGES) if applying else None)
    states = dice.choices(("vigente", "vencido", "prorroga", "liquidado"), (70, 15, 5, 10))
    if dice.random() < 0.04:
        states.append("liquidado")
    alone = dice.random() < 0.3
    return Life(
        contributions=0 if alone else 6,
        credits=tuple(states),
        regime="REA" if alone else "ROA",
        currency=dice.choices(("MXN", "UMI", "VSM"), (75, 15, 10))[0],
        order=dice.choice(("retencion", "suspension", "modificacion", None)),
    )
