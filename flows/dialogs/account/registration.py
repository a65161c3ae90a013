"""REGISTRO: from no account to a code on its way.

The order costs the fewest messages: the three identifiers in one, the name, where to be told of contributions,
the NIP, two security questions. Consent to the privacy notice is asked with the first question, before any
datum is given, and recorded with its version.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from flows.dialogs.account.activation import SENT_A_DAY, send_code
from flows.dialogs.account.entrance import HINT
from flows.dialogs.account.identity import KINDS, IdentityReader, ask_missing, reason
from flows.dialogs.account.questions import ANSWER, ASKED, QUESTIONS, answer_key
from flows.dialogs.service.agent import open_case
from flows.readers.contacts import Email
from flows.readers.readers import NO, YES, Choice, Options
from flows.readers.secrets import NIP, too_easy
from flows.records.effects import MissIdentity, OpenAccount, OpenCase
from flows.records.people import Question
from flows.saying.names import LONGEST, first_name, written
from flows.saying.text import ONE, PART, T
from flows.turn.answers import Refused, Took
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn
from flows.typed.folding import fold
from identifiers import curp, rfc

MISMATCHES = 3
"""Sets of identifiers that may fail to match before a line has to wait."""
WAIT = timedelta(hours=24)

IDENTITY = T(
    "Para crear tu cuenta escribe tu NSS, CURP y RFC en un mensaje. "
    "Al hacerlo aceptas el aviso de privacidad (léelo con PRIVACIDAD).",
    ONE,
)
MISMATCH = T("No pudimos confirmar tus datos. Revisa tu NSS, CURP y RFC y escríbelos otra vez, o manda ASESOR.", ONE)
MISMATCH_RFC = T(
    "No pudimos confirmar tus datos. El último carácter de tu RFC no cuadra: revísalo. "
    "Escribe otra vez NSS, CURP y RFC, o manda ASESOR.",
    ONE,
)
NAME = T("¿Eres {name}?", ONE, name="W" * LONGEST)
NAME_AND_NOTICE = T("¿Eres {name}? Al seguir aceptas el aviso de privacidad (PRIVACIDAD).", ONE, name="W" * LONGEST)
CONTACT_MAIL = T("¿Dónde te avisamos cuando tu patrón aporta? Escribe tu correo, o contesta:", ONE)
CONTACT_SMS = T("¿Te avisamos por SMS cuando tu patrón aporta?", ONE)
CORRECTING_MAIL = T(
    "Caso {folio} por tu nombre. ¿Dónde te avisamos cuando tu patrón aporta? Tu correo, o contesta:",
    ONE,
)
CORRECTING_SMS = T("Caso {folio} por tu nombre: lo revisamos. ¿Te avisamos por SMS cuando tu patrón aporta?", ONE)
REPLACED = T(
    "Con tus datos se está abriendo tu cuenta en otro celular. Si no eres tú, llama ya a Infonatel {infonatel} "
    "y di tu folio {folio}.",
    ONE,
)
NEW_NIP = T("Crea tu NIP: 6 números que recuerdes. No uses tu fecha de nacimiento ni números seguidos.", ONE)
EASY = T("Ese NIP es fácil de adivinar. Elige otro de 6 números, sin seguidos, repetidos ni tu fecha.", ONE)
QUESTION = T(
    "Pregunta de seguridad {number} de 2, por si olvidas tu NIP. {question}", ONE, number="2", question="W" * 50
)

_MISSPELT = re.compile(
    r"\b(mal|equivoc\w*|incorrect\w*|err?or\w*|falta|sobra|wrong|misspell?\w*|missing)\b.*\b(nombres?|apellid\w*|letras?|acento|name|surname)\b"
    r"|\b(nombres?|apellid\w*|letras?|acento|name|surname)\b.*\b(mal|equivoc\w*|incorrect\w*|err?or\w*|falta|sobra|wrong|misspell?\w*|missing)\b"
)
ABOUT_IDENTITY = T(
    "Tu NSS es el número del IMSS. CURP y RFC vienen en tu recibo de nómina. Si te falta uno, mándalo cuando lo "
    "tengas. ¿Te ayudamos? ASESOR.",
    ONE,
)
ABOUT_NAME = T("Revisa si ese es tu nombre completo: {name}. ¿Eres tú?", ONE, name="W" * LONGEST)
ABOUT_MAIL = T("No hace falta correo. Cuando tu patrón deposite te podemos avisar:", ONE)
ABOUT_SMS = T("Es un mensaje cada vez que tu patrón deposita. ¿Lo quieres?", ONE)
ABOUT_NIP = T(
    "El NIP es tu clave: inventa 6 números que solo tú sepas, sin fechas ni seguidos como 123456. "
    "Con él ves tu ahorro y tu crédito.",
    ONE,
)
ANOTHER = T("Con tu respuesta te reconocemos si olvidas tu NIP. Va otra: {question}", ONE, question="W" * 50)

_BY_MAIL: Options = {"sms": T("Por SMS a este celular", PART), "none": T("No quiero avisos", PART)}
_BY_SMS: Options = {"sms": YES, "none": NO}


def _start(turn: Turn) -> str:
    line = turn.line
    if line.account:
        return "has" if line.account.status == "active" else "pending"
    return "blocked" if line.blocked_until and line.blocked_until > turn.now else "new"


def _ask_identity(turn: Turn) -> str:
    if flaw := turn.data.pop("flaw", None):
        return turn.say(reason(*flaw))
    if turn.data.pop("mismatch", None):
        return turn.say(MISMATCH)
    if turn.data.pop("mismatch_rfc", None):
        return turn.say(MISMATCH_RFC)
    if any(kind in turn.data for kind in KINDS):
        return ask_missing(turn)
    turn.data["told"] = True
    return turn.say(IDENTITY)


def _identity(turn: Turn, found: dict[str, str]) -> str:
    turn.data.update(found)
    turn.dialog.tries = 0
    if turn.data.get("flaw") and turn.data["flaw"][0] in turn.data:
        del turn.data["flaw"]
    return "check" if all(kind in turn.data for kind in KINDS) else "more"


def _check(turn: Turn) -> str:
    turn.attempt()
    data = turn.data
    given = {kind: data.pop(kind) for kind in KINDS}
    worker = turn.facts.match(given["nss"], given["curp"], given["rfc"])
    if worker is None:
        blocks = turn.line.mismatches + 1 >= MISMATCHES
        turn.missed(MissIdentity(turn.now + WAIT if blocks else None, given["nss"], given["curp"]))
        data["mismatch" if rfc.check_digit_fits(given["rfc"]) else "mismatch_rfc"] = True
        return "blocked" if blocks else "mismatch"
    if turn.facts.nss_taken(worker.nss):
        open_case(turn, "nss-taken")
        return "taken"
    data["holder"] = worker.nss
    data["born"] = curp.birth_date(worker.curp).isoformat()
    data["first_name"] = first_name(worker.names)
    data["name"] = written(worker.names, worker.first_surname, worker.second_surname)
    turn.answers.drop()  # nobody can have verified a name before seeing it
    return "matched"


def _ask_name(turn: Turn) -> str:
    """The name; and what going on consents to, where the first question was skipped by answering it ahead."""
    return turn.say(NAME if turn.data.get("told") else NAME_AND_NOTICE, name=turn.data["name"])


class NameCheck(Choice):
    """Yes, no, or that the name is one's own and written wrongly, in whatever words."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """`misspelt` wins over the yes that people begin it with."""
        if _MISSPELT.search(fold(text)):
            return Took("misspelt", "", "3")
        return super().read(text, turn)


def _name(turn: Turn, answer: str) -> str:
    if answer != "misspelt":
        return answer
    open_case(turn, "name-correction")
    turn.data["correcting"] = turn.data.pop("folio")
    return "yes"


def _ask_contact(turn: Turn) -> str:
    if folio := turn.data.get("correcting"):
        return turn.say(CORRECTING_MAIL if turn.house.mail else CORRECTING_SMS, folio=folio)
    return turn.say(CONTACT_MAIL if turn.house.mail else CONTACT_SMS)


def _contact_options(turn: Turn) -> Options:
    return _BY_MAIL if turn.house.mail else _BY_SMS


class _MailIfOffered(Email):
    """An address, where the house can send mail; else it is no answer."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        return super().read(text, turn) if turn.house.mail else Refused()


def _contact(turn: Turn, value: str) -> str:
    turn.data["alerts"] = "email" if "@" in value else value
    if "@" in value:
        turn.data["email"] = value
    return "nip"


def _nip(turn: Turn, nip: str) -> str:
    if too_easy(nip, date.fromisoformat(turn.data["born"])):
        turn.data["easy"] = True
        return "easy"
    turn.data.pop("easy", None)
    turn.data["nip"] = turn.facts.seal(nip)
    turn.data["questions"] = list(turn.chance.pick(tuple(QUESTIONS), ASKED))
    turn.data["answers"] = []
    return "good"


def ask_new_nip(turn: Turn) -> str:
    """The question for a new NIP, or why the last one will not do."""
    if turn.data.get("easy"):
        return turn.say(EASY)
    return turn.say(NEW_NIP)


def _ask_question(turn: Turn) -> str:
    number = len(turn.data["answers"])
    key = turn.data["questions"][number]
    return turn.say(QUESTION, number=number + 1, question=turn.say(QUESTIONS[key]))


def _another_question(turn: Turn) -> str:
    """Who cannot answer one is asked another."""
    asked, number = turn.data["questions"], len(turn.data["answers"])
    shown = {*asked, *turn.data.setdefault("skipped", [])}
    turn.data["skipped"].append(asked[number])
    asked[number] = turn.chance.pick(tuple(key for key in QUESTIONS if key not in shown) or tuple(QUESTIONS), 1)[0]
    return turn.say(ANOTHER, question=turn.say(QUESTIONS[asked[number]]))


def _answer(turn: Turn, answer: str) -> str:
    turn.dialog.tries = 0
    turn.data["answers"].append(turn.facts.seal(answer_key(answer)))
    return "next" if len(turn.data["answers"]) < ASKED else "done"


def _open(turn: Turn) -> str:
    """Nothing is opened that somebody else opened meanwhile, or that no code can go out for.

    Who began before from another line is told.
    """
    data, account = turn.data, turn.line.account
    if account and account.status == "active":
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
            nip_hash=data["nip"],
            questions=tuple(map(Question, data["questions"], data["answers"])),
            alerts=alerts,  # type: ignore[arg-type]  # the three tuples above
            privacy=turn.house.privacy_version,
            language=turn.dialog.language,
            replaces=replaces,
        )
    )
    mail, name = data.get("email"), data["first_name"]
    data.clear()
    turn.dialog.history.clear()
    data.update(mail=mail, first_name=name)
    send_code(turn, by="sms")
    return "sent"


STATES = (
    Do(
        name="registration.start",
        decide=_start,
        leads={
            "new": "registration.identity",
            "has": "registration.has",
            "pending": "activation.waiting",
            "blocked": "registration.blocked",
        },
    ),
    Ask(
        name="registration.identity",
        says=_ask_identity,
        reads=IdentityReader(),
        explains=ABOUT_IDENTITY,
        holds=True,
        decide=_identity,
        leads={"more": "registration.identity", "check": "registration.check"},
    ),
    Do(
        name="registration.check",
        decide=_check,
        leads={
            "matched": "registration.name",
            "mismatch": "registration.identity",
            "blocked": "registration.blocked",
            "taken": "registration.taken",
        },
    ),
    Ask(
        name="registration.name",
        says=_ask_name,
        texts=(NAME, NAME_AND_NOTICE),
        show=lambda turn: {"name": turn.data["name"]},
        reads=NameCheck({"yes": YES, "no": NO, "misspelt": T("Mi nombre está mal", PART)}),
        decide=_name,
        explains=ABOUT_NAME,
        holds=True,
        leads={"yes": "registration.contact", "no": "registration.not_me"},
    ),
    Ask(
        name="registration.contact",
        says=_ask_contact,
        texts=(CONTACT_MAIL, CONTACT_SMS, CORRECTING_MAIL, CORRECTING_SMS, ABOUT_MAIL, ABOUT_SMS),
        explains=lambda turn: turn.say(ABOUT_MAIL if turn.house.mail else ABOUT_SMS),
        holds=True,
        reads=Choice(
            _contact_options,
            before=_MailIfOffered(),
            other=Choice(_BY_SMS, other=_MailIfOffered()),
            longest=(tuple(_BY_MAIL.values()), tuple(_BY_SMS.values())),
        ),
        decide=_contact,
        leads={"nip": "registration.nip"},
    ),
    Ask(
        name="registration.nip",
        says=ask_new_nip,
        hint=HINT,
        reads=NIP,
        secret=True,
        explains=ABOUT_NIP,
        holds=True,
        decide=_nip,
        leads={"easy": "registration.nip", "good": "registration.question"},
    ),
    Ask(
        name="registration.question",
        says=_ask_question,
        reads=ANSWER,
        secret=True,
        explains=_another_question,
        holds=True,
        decide=_answer,
        leads={"next": "registration.question", "done": "registration.open"},
    ),
    Do(
        name="registration.open",
        decide=_open,
        leads={
            "sent": "activation.code",
            "enough": "activation.enough",
            "has": "registration.has",
            "taken": "registration.taken",
        },
    ),
    Tell(
        name="registration.not_me",
        says=T("Entonces no seguimos, y no guardamos nada. Revisa tus datos y manda REGISTRO, o manda ASESOR.", ONE),
    ),
    Tell(
        name="registration.has",
        says=T("Este celular ya tiene su cuenta, {name}. Manda MENU para usarla. Si no es tuya, manda ASESOR.", ONE),
        show=lambda turn: {"name": turn.account.first_name},
    ),
    Tell(
        name="registration.blocked",
        says=T(
            "Por hoy ya no podemos revisar más datos desde este celular. "
            "Inténtalo mañana, manda ASESOR o llama al {infonatel}.",
            ONE,
        ),
    ),
    Tell(
        name="registration.taken",
        says=T(
            "Para cuidar tu cuenta, un asesor tiene que terminar este registro contigo. "
            "Llama al {infonatel} y di tu folio {folio}.",
            ONE,
        ),
        show=lambda turn: {"folio": turn.data["folio"]},
    ),
)
