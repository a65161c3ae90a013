"""REGISTRO: from no account to a code on its way.

The order costs the fewest messages: the three identifiers in one, the name, where to be told of contributions,
the NIP, two security questions. Whom an agent registers says two facts of the record to them, and the NIP and the
questions to nobody: the worker's own phone asks for them with the code. Consent to the privacy notice is asked with
the first question, before any datum is given, and recorded with its version.
"""

from __future__ import annotations

from datetime import date

from flows.dialogs.account.codes import SENT_A_DAY, send_code
from flows.dialogs.account.opening.contact import CONTACT
from flows.dialogs.account.opening.holder import HOLDER
from flows.dialogs.account.opening.secrets import NO_NIP, nip_and_questions
from flows.dialogs.account.opening.vouching import VOUCHING
from flows.dialogs.service.agent import open_case
from flows.records.effects import OpenAccount, OpenCase
from flows.records.people import Question
from flows.saying.text import T
from flows.turn.states import Do, Tell
from flows.turn.turn import Turn

REPLACED = T(
    "Con tus datos se está abriendo tu cuenta en otro celular. Si no eres tú, llama ya a Infonatel {infonatel} "
    "y di tu folio {folio}."
)


def _start(turn: Turn) -> str:
    if turn.who != "stranger":
        return "has" if turn.who == "active" else "pending"
    blocked = turn.line.blocked_until
    return "blocked" if blocked and blocked > turn.now else "new"


def _open(turn: Turn) -> str:
    """Nothing is opened that somebody else opened meanwhile, or that no code can go out for.

    Who began before from another line is told.
    """
    data = turn.data
    if turn.who == "active":
        return "has"
    if turn.facts.nss_taken(data["holder"]):
        open_case(turn, "nss-taken")
        return "taken"
    if turn.facts.codes_sent("activation") >= SENT_A_DAY:
        return "enough"
    replaces = ""
    if turn.facts.nss_pending(data["holder"]):
        folio = turn.chance.folio()
        turn.do(OpenCase(folio, "registration-replaced"))
        replaces = turn.say(REPLACED, folio=folio)
    alerts = {"sms": ("sms",), "email": ("email",), "none": ()}[data["alerts"]]
    turn.do(
        OpenAccount(
            nss=data["holder"],
            email=data.get("email"),
            nip_hash=data.get("nip", NO_NIP),
            questions=tuple(map(Question, data.get("questions", ()), data.get("answers", ()))),
            alerts=alerts,  # type: ignore[arg-type]  # the three tuples above
            privacy=turn.house.privacy_version,
            language=turn.dialog.language,
            replaces=replaces,
            first_name=data["first_name"],
            birth_date=date.fromisoformat(data["born"]),
        )
    )
    mail, name = data.get("email"), data["first_name"]
    data.clear()
    turn.dialog.history.clear()
    data.update(mail=mail, first_name=name)
    send_code(turn, by="sms")
    return "on_phone" if turn.driver == "agent" else "sent"


STATES = (
    Do(
        "registration.start",
        _start,
        leads={
            "new": "registration.identity",
            "has": "registration.has",
            "pending": "activation.waiting",
            "blocked": "registration.blocked",
        },
    ),
    *HOLDER,
    *VOUCHING,
    *CONTACT,
    *nip_and_questions("registration"),
    Do(
        "registration.open",
        _open,
        leads={
            "sent": "activation.code",
            "on_phone": "registration.on_phone",
            "enough": "activation.enough",
            "has": "registration.has",
            "taken": "registration.taken",
        },
    ),
    Tell(
        "registration.not_me",
        T("Entonces no seguimos, y no guardamos nada. Revisa tus datos y manda REGISTRO, o manda ASESOR."),
    ),
    Tell(
        "registration.on_phone",
        T(
            "Te llega un mensaje con un código de 6 números. Cuando cuelgues contéstalo con ese código, y ahí inventas "
            "tu NIP. A mí no me digas ninguno de los dos."
        ),
    ),
    Tell(
        "registration.has",
        T("Este celular ya tiene su cuenta, {name}. Manda MENU para usarla. Si no es tuya, manda ASESOR."),
        show=lambda turn: {"name": turn.account.first_name},
    ),
    Tell(
        "registration.blocked",
        T(
            "Por hoy ya no podemos revisar más datos desde este celular. "
            "Inténtalo mañana, manda ASESOR o llama al {infonatel}."
        ),
    ),
    Tell(
        "registration.taken",
        T(
            "Para cuidar tu cuenta, un asesor tiene que terminar este registro contigo. "
            "Llama al {infonatel} y di tu folio {folio}."
        ),
    ),
)
