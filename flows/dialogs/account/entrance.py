"""The NIP at the door: five tries, then closed for a while, longer each time."""

from __future__ import annotations

from datetime import timedelta

from flows.dialogs.account.access import BEFORE, disputed, frozen, locked, still_before
from flows.dialogs.service.agent import open_case
from flows.keywords.words import GOALS, PERIODIC
from flows.readers import periods
from flows.readers.secrets import NIP
from flows.records.effects import MissNip, ProveNip
from flows.saying.text import T
from flows.turn.states import AskSecret, Tell
from flows.turn.turn import INSTITUTION_TIME, Turn

TRIES = 5
LOCKS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=24))
"""How long each lock lasts; the last one repeats."""

LOCKED = T(
    "Por seguridad cerramos tu cuenta un rato: hubo varios NIP equivocados. "
    "Para abrirla ya, manda NIP. Si no fuiste tú, manda ASESOR."
)
FROZEN = T("Tu cuenta está cerrada porque así lo pediste. Para abrirla manda NIP y contesta tu pregunta, o ASESOR.")
DISPUTED = T("Tu cuenta está cerrada y un asesor la tiene que abrir contigo: manda ASESOR o llama al {infonatel}.")
HINT = T("(Si marcas {ussd} no se queda guardado en tu celular.)")
ASK = T("Escribe tu NIP de 6 números.")
ABOUT = T("Tu NIP son los 6 números que inventaste al crear tu cuenta. ¿No te acuerdas? Manda OLVIDE o ASESOR.")
WRONG = T("Ese NIP no es. Te quedan {left} intentos. Escríbelo otra vez, o manda OLVIDE si no lo recuerdas.")
WRONG_LAST = T("Ese NIP no es. Te queda 1 intento. Escríbelo otra vez, o manda OLVIDE si no lo recuerdas.")


def check_nip(turn: Turn, nip: str, right: str) -> str:
    """The outcome of a NIP: `right`, `wrong` or `locked`; counts what is wrong."""
    account = turn.account
    if locked(turn):
        return "locked"
    if turn.matches(turn.secrets.nip_hash, nip):
        if account.wrong_nips:
            turn.do(ProveNip(account.wrong_nips))
        turn.prove()
        turn.data.pop("left", None)
        return right
    wrong = account.wrong_nips + 1
    closes = wrong >= TRIES
    until = turn.now + LOCKS[min(account.locks, len(LOCKS) - 1)] if closes else None
    turn.missed(MissNip(until, account.wrong_nips))
    turn.data["left"] = TRIES - wrong
    if not closes:
        return "wrong"
    open_case(turn, "locked-out")
    return "locked"


def _closed(turn: Turn) -> str:
    if frozen(turn):
        return turn.say(DISPUTED if disputed(turn) else FROZEN)
    return turn.say(LOCKED)


def _settled(turn: Turn) -> dict[str, object]:
    at = turn.account.settled_at
    local = (at or turn.now).astimezone(INSTITUTION_TIME)
    return {"day": turn.voice.day(local.date()), "hour": f"{local:%H:%M}"}


def ask_nip(turn: Turn) -> str:
    """The question, or what was wrong with the last answer."""
    left = turn.data.get("left")
    if left is None:
        return turn.say(ASK)
    return turn.say(WRONG, left=left) if left > 1 else turn.say(WRONG_LAST)


def _decide(turn: Turn, nip: str) -> str:
    goal = str(turn.data["goal"])
    outcome = check_nip(turn, nip, right=goal)
    if outcome == goal:
        outcome = still_before(turn, goal)
    if turn.proved and (ahead := turn.data.pop("ahead", None)):
        turn.answers.after_all(ahead)
    if turn.proved and turn.data["goal"] in PERIODIC:
        periods.take(turn)
    return outcome


STATES = (
    AskSecret(
        "entrance.nip",
        ask_nip,
        hint=HINT,
        reads=NIP,
        tries=TRIES,
        explains=ABOUT,
        decide=_decide,
        leads={goal: f"{goal}.open" for goal in GOALS}
        | BEFORE
        | {"wrong": "entrance.nip", "locked": "entrance.locked"},
    ),
    Tell("entrance.locked", _closed),
    Tell(
        "entrance.settling",
        T(
            "Tu cuenta pasó hace poco a este celular. Por seguridad esto se puede desde el {day} a las {hour}. "
            "¿Urge? {infonatel}.",
            hour="23:59",
        ),
        show=_settled,
    ),
    Tell(
        "entrance.stranger",
        T(
            "Para ver eso necesitas tu cuenta en este celular. Créala en unos minutos: manda REGISTRO. "
            "Si ya tenías una en otro número, manda ASESOR."
        ),
    ),
)
