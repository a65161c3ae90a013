"""DOCUMENTO: the statement, a certificate or an order as a PDF, to an e-mail that was proved to be the worker's."""

from __future__ import annotations

from flows.dialogs.account import codes
from flows.dialogs.account.access import FIRST_NIP, ask_first, gate
from flows.dialogs.account.codes import SENT_A_DAY, check_code, send_code
from flows.dialogs.credit.discounts import EVERY, SHORT
from flows.dialogs.credit.pick_credit import ending
from flows.dialogs.papers import key, wanted
from flows.dialogs.pick import pick
from flows.records.effects import IssuePaper, SetEmail
from flows.records.papers import CHECK, code_shown
from flows.saying.text import MAIL, PART, T
from flows.turn.states import Do, Tell
from flows.turn.turn import Gone, Turn
from flows.typed.folios import mixed

MOST_A_DAY = 5
"""Papers for one account in 24 hours."""
YEARS = 20
"""Fiscal years that are looked through."""
SHOWN_MAIL = 24

STATEMENT = T("Estado de cuenta {credit}", PART)
CERTIFICATE = T("Constancia {year} {credit}", PART)
ORDER = T("Aviso de {kind} {day}", PART, kind="modificación")
WHICH = T("¿Qué te mandamos al correo?")
UNABLE = T(
    "Por aquí no podemos mandar documentos en PDF. Pídelo gratis en el {infonatel} o en una oficina de Infonavit, "
    "con tu identificación."
)
NO_MAIL = T(
    "Va por correo y no tenemos uno tuyo: agrégalo con DATOS. Sin correo, pídelo gratis en el {infonatel} "
    "o en una oficina de Infonavit."
)
NONE = T("Todavía no hay documentos tuyos: salen cuando tienes un crédito. Lo que tienes ahorrado: AHORRO.")
PROVE = T(
    "Veamos que ese correo es tuyo: te mandamos ahí un código de 6 números. Escríbelo aquí antes de 10 minutos. "
    "¿No llega? Contesta OTRO."
)
WRONG = T("Ese código no es. Revisa tu correo y escríbelo otra vez, o contesta OTRO.")
ENOUGH = T("Hoy ya te mandamos varios documentos. Pide otros mañana; si te urge, llama al {infonatel}.")
SENT = T(
    "Va a tu correo {mail}: {paper}. Quien lo reciba lo comprueba con VERIFICA {code} al {short_code}.",
    mail="w***@" + "w" * SHOWN_MAIL,
    paper="Aviso de modificacion 30 sep 2026",
    code="WWWWWW-WWWW",
)
SUBJECT = T("{paper}: tu documento de Infonavit", MAIL, paper="Aviso de modificación 30 sep 2026")
TEXT = T(
    "Va adjunto lo que pediste: {paper}.\n\nQuien lo reciba puede comprobar que es nuestro: que mande VERIFICA {code} "
    "al {short_code} desde cualquier celular.\n\nSi no lo pediste tú, manda ASESOR al {short_code} o llama al "
    "{infonatel}.",
    MAIL,
    paper="Aviso de modificación 30 sep 2026",
    code="WWWWWW-WWWW",
)


def _papers(turn: Turn) -> dict[str, str]:
    """Every paper that there is, by its key, and how it is named."""
    say, nss = turn.say, turn.account.nss
    owed = turn.facts.credits(nss)
    found = {key("statement", one.number): say(STATEMENT, credit=ending(one.number)) for one in owed}
    for credit in owed:
        for one in turn.facts.certificates(credit.number, YEARS):
            named = say(CERTIFICATE, year=one.year, credit=ending(one.credit_number))
            found[key("certificate", one.credit_number, one.year)] = named
    for order in turn.facts.orders(nss, EVERY):
        found[key("order", order.folio)] = say(ORDER, kind=say(SHORT[order.kind]), day=turn.voice.day(order.on))
    return found


def _open(turn: Turn) -> str:
    if not turn.house.papers:
        return "unable"
    if not turn.account.email:
        return "no_mail"
    if (first := ask_first(turn, "document")) != "open":
        return first
    return "send" if "paper" in turn.data else "choose"


def _send(turn: Turn) -> str:
    if turn.data["paper"] not in _papers(turn):
        raise Gone
    return "issue" if turn.account.email_proved else prove(turn)


def prove(turn: Turn) -> str:
    """`prove` with a code on its way to the account's own e-mail, or `codes` where too many went there today."""
    email = turn.account.email
    if email is None:
        raise Gone
    if turn.facts.codes_sent("mailbox", email) >= SENT_A_DAY:
        return "codes"
    send_code(turn, "email", "mailbox", email)
    return "prove"


def renewed(turn: Turn) -> str:
    """`live` while the code that was sent works, else `prove` with another, or `enough`."""
    if turn.facts.code("mailbox"):
        return "live"
    return "enough" if prove(turn) == "codes" else "prove"


def _code(turn: Turn, typed: str) -> str:
    if typed in ("again", "mail"):
        return prove(turn)
    if not check_code(turn, "mailbox", typed):
        return "wrong"
    turn.do(SetEmail(turn.account.email))
    turn.dialog.history.clear()
    return str(turn.data.pop("then", "issue"))


def _issue(turn: Turn) -> str:
    if turn.facts.papers_issued() >= MOST_A_DAY:
        return "enough"
    paper = wanted(turn, turn.data["paper"])
    folio = check = ""
    while not mixed(folio + check):
        folio, check = turn.chance.folio(), turn.chance.folio()[:CHECK]
    turn.data["named"], turn.data["code"] = _papers(turn)[turn.data["paper"]], code_shown(folio + check)
    told = {"paper": turn.data["named"], "code": turn.data["code"]}
    subject, text = turn.say(SUBJECT, paper=told["paper"]), turn.say(TEXT, **told)
    turn.do(IssuePaper(paper.kind, paper.key, paper.year, folio, check, subject, text, turn.dialog.language))
    return "sent"


def _sent(turn: Turn) -> str:
    name, _, domain = str(turn.account.email).partition("@")
    mail = f"{name[:1]}***@{domain[:SHOWN_MAIL]}"
    return turn.say(SENT, mail=mail, paper=turn.data["named"], code=turn.data["code"])


STATES = (
    gate("document"),
    Do(
        "document.open",
        _open,
        leads={
            "unable": "document.unable",
            "no_mail": "document.no_mail",
            "choose": "papers.open",
            "send": "document.send",
            **FIRST_NIP,
        },
    ),
    *pick(
        "papers",
        "document.send",
        _papers,
        WHICH,
        NONE,
        longest="Aviso de modificacion 30 sep 2026",
        most=3,
        keep="paper",
    ),
    Do(
        "document.send",
        _send,
        leads={"issue": "document.issue", "prove": "document.prove", "codes": "activation.enough"},
    ),
    codes.question(
        "document.prove",
        lambda turn: turn.say(WRONG if turn.data.get("code_wrong") else PROVE),
        decide=_code,
        leads={
            "issue": "document.issue",
            "rights": "rights.export",
            "wrong": "document.prove",
            "prove": "document.prove",
            "codes": "activation.enough",
        },
    ),
    Do("document.issue", _issue, leads={"sent": "document.sent", "enough": "document.enough"}),
    Tell("document.sent", _sent),
    Tell("document.unable", UNABLE),
    Tell("document.no_mail", NO_MAIL),
    Tell("document.enough", ENOUGH),
)
