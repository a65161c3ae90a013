"""BAJA and ALTA: no message of our own accord to this line, and again. Neither needs an account.

Only the word itself does it. What was near it asks first: `Quiero darme de baja` may be about the account.
"""

from __future__ import annotations

from flows.dialogs.account.access import FIRST_NIP, ask_first, frozen
from flows.readers.readers import Choice
from flows.records.effects import OptIn, OptOut
from flows.records.service import Alerts
from flows.saying.text import T, labels
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn


def _opt_out(turn: Turn) -> str:
    if not turn.line.opted_out:
        turn.do(OptOut("BAJA"))
    account = turn.line.account
    return "closed" if account and frozen(turn) else "done"


def _opt_in(turn: Turn) -> str:
    """Whoever has the line now may write for nothing more than that; what an account is told of carries amounts."""
    if turn.who != "active":
        turn.do(OptIn("ALTA"))
        return "stranger" if turn.who == "stranger" else "done"
    if frozen(turn):
        return "closed"
    return "done" if turn.facts.notices() != Alerts() else ask_first(turn, "optin")


def _opted_in(turn: Turn) -> str:
    turn.do(OptIn("ALTA"))
    return "done"


STATES = (
    Ask(
        "optout.ask",
        T("¿Qué quieres dejar?"),
        reads=Choice(labels(notices="Los avisos por mensaje", account="Mi cuenta", nothing="Nada, seguir igual")),
        leads={"notices": "optout.start", "account": "closing.start", "nothing": "optout.kept"},
    ),
    Tell("optout.kept", T("Muy bien, todo sigue igual. Cuando quieras, manda MENU.")),
    Ask(
        "optin.ask",
        T("¿Qué quieres?"),
        reads=Choice(
            labels(notices="Recibir avisos por mensaje", account="Crear mi cuenta", nothing="Nada, seguir igual")
        ),
        leads={"notices": "optin.start", "account": "registration.start", "nothing": "optout.kept"},
    ),
    Do("optout.start", _opt_out, leads={"done": "optout.done", "closed": "optout.closed"}),
    Tell(
        "optout.done",
        T("Listo, ya no te mandamos avisos. Si tienes cuenta, sigue abierta. Para recibirlos otra vez: ALTA."),
        ends=True,
    ),
    Tell(
        "optout.closed",
        T("Listo, ya no te mandamos avisos. Para recibirlos otra vez, abre tu cuenta con NIP y después manda ALTA."),
        ends=True,
    ),
    Do(
        "optin.start",
        _opt_in,
        leads={
            "done": "optin.done",
            "stranger": "optin.stranger",
            "closed": "optin.closed",
            **FIRST_NIP,
            "open": "optin.open",
        },
    ),
    Tell(
        "optin.closed",
        T("Tu cuenta está cerrada, y así no te mandamos avisos. Ábrela con NIP o con ASESOR, y después manda ALTA."),
    ),
    Do("optin.open", _opted_in, leads={"done": "optin.done"}),
    Tell("optin.done", T("Listo, otra vez te mandamos avisos. Para dejarlos: BAJA."), ends=True),
    Tell(
        "optin.stranger",
        T("Listo, ya puedes recibir mensajes. Para tener avisos crea tu cuenta: manda REGISTRO."),
        ends=True,
    ),
)
