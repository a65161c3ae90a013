"""AVISOS: which notices the worker wants and where, without the NIP, as nothing private is shown.

And BAJA and ALTA, which need no account.
"""

from __future__ import annotations

from flows.access import take_spare_nip
from flows.effects import OptIn, OptOut, SetAlerts
from flows.readers import NO, YES, Choice, Options
from flows.states import Ask, Do, Tell
from flows.text import ONE, PART, T
from flows.turn import Turn

NOW_ON = T("Hoy te avisamos por {where}. ¿Cómo los quieres?", ONE, where="SMS y correo")
STILL_ON = T("¿Quieres seguir recibiendo avisos por SMS?", ONE)
NOW_OFF = T("Hoy no te mandamos avisos. ¿Los quieres?", ONE)
WHERE = {
    (True, True): T("SMS y correo", PART),
    (True, False): T("SMS", PART),
    (False, True): T("correo", PART),
}
_SMS_ONLY: Options = {"sms": YES, "none": NO}
_BOTH: Options = {
    "sms": T("Por SMS", PART),
    "email": T("Por correo", PART),
    "both": T("Por los dos", PART),
    "none": T("No quiero avisos", PART),
}


def _start(turn: Turn) -> str:
    account = turn.line.account
    if account is None:
        return "stranger"
    take_spare_nip(turn)
    return "open" if account.status == "active" else "pending"


def _can_mail(turn: Turn) -> bool:
    return turn.house.mail and turn.account.email is not None


def _ask(turn: Turn) -> str:
    where = WHERE.get(turn.facts.notices())
    if not where:
        return turn.say(NOW_OFF)
    return turn.say(NOW_ON, where=turn.say(where)) if _can_mail(turn) else turn.say(STILL_ON)


def _options(turn: Turn) -> Options:
    return _BOTH if _can_mail(turn) else _SMS_ONLY


def _set(turn: Turn, value: str) -> str:
    sms, email = value in ("sms", "both", "yes"), value in ("email", "both")
    turn.do(SetAlerts(sms=sms, email=email, words=f"AVISOS {value}"))
    return "on" if sms or email else "off"


def _opt_out(turn: Turn) -> str:
    if turn.line.opted_out:
        return "already"
    turn.do(OptOut("BAJA"))
    return "done"


def _opt_in(turn: Turn) -> str:
    turn.do(OptIn("ALTA"))
    return "done" if turn.line.account else "stranger"


STATES = (
    Do(
        name="alerts.start",
        decide=_start,
        leads={"open": "alerts.open", "pending": "activation.waiting", "stranger": "entrance.stranger"},
    ),
    Ask(
        name="alerts.open",
        says=_ask,
        texts=(NOW_ON, STILL_ON, NOW_OFF),
        reads=Choice(
            _options,
            other=Choice({"yes": YES, "none": NO}),
            longest=(tuple(_BOTH.values()), tuple(_SMS_ONLY.values())),
        ),
        decide=_set,
        leads={"on": "alerts.on", "off": "alerts.off"},
    ),
    Tell(name="alerts.on", says=T("Listo, te avisamos de tus aportaciones y tu crédito. Para dejarlos: BAJA.", ONE)),
    Tell(name="alerts.off", says=T("Listo, ya no te mandamos avisos. Si los quieres de nuevo: AVISOS SI.", ONE)),
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
