"""BAJA and ALTA: no message of our own accord to this line, and again. Neither needs an account."""

from __future__ import annotations

from flows.effects import OptIn, OptOut
from flows.states import Do, Tell
from flows.text import ONE, T
from flows.turn import Turn


def _opt_out(turn: Turn) -> str:
    if turn.line.opted_out:
        return "already"
    turn.do(OptOut("BAJA"))
    return "done"


def _opt_in(turn: Turn) -> str:
    turn.do(OptIn("ALTA"))
    return "done" if turn.line.account else "stranger"


STATES = (
    Do(name="optout.start", decide=_opt_out, leads={"done": "optout.done", "already": "optout.done"}),
    Tell(
        name="optout.done",
        says=T(
            "Listo, ya no te mandamos avisos. Si tienes cuenta, sigue abierta. Para recibirlos otra vez: ALTA.", ONE
        ),
        ends=True,
    ),
    Do(name="optin.start", decide=_opt_in, leads={"done": "optin.done", "stranger": "optin.stranger"}),
    Tell(name="optin.done", says=T("Listo, otra vez te mandamos avisos por SMS. Para dejarlos: BAJA.", ONE), ends=True),
    Tell(
        name="optin.stranger",
        says=T("Listo, ya puedes recibir mensajes. Para tener avisos crea tu cuenta: manda REGISTRO.", ONE),
        ends=True,
    ),
)
