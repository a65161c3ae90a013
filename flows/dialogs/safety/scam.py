"""ESTAFA and a message: what the institution's own rules say to it. The wording is counted, masked, for the operator.

The rules are those it publishes: everything is free and done in person, nothing in cash, no deposit to anybody, no
eviction by message, no link, no NIP by telephone.
"""

from __future__ import annotations

import re

from flows.dialogs.service.verify import OURS
from flows.records.effects import CountScam
from flows.saying.text import T, Text
from flows.turn.states import Tell
from flows.turn.turn import Turn
from flows.typed.folding import simplify
from flows.typed.folios import folios_in
from flows.typed.masking import masked

MARK = "estafa: "
"""Before a wording that was sent as a scam, among those that are kept."""

TELL_US = T(
    "Manda ESTAFA y copia junto el mensaje o lo que te dijeron, y te decimos qué hacer. No des tu NIP, datos ni dinero."
)
GENERAL = T(
    "¡Cuidado! Todo trámite es gratis y nunca te pedimos tu NIP, dinero ni datos por mensaje. No contestes y denuncia "
    "al {infonatel}."
)
CASH = T(
    "Es fraude: Infonavit no da tu ahorro en efectivo ni a cambio de una parte. No firmes ni des datos. Denuncia: "
    "{infonatel}."
)
DEBT = T(
    "Infonavit no amenaza ni desaloja por mensaje. No deposites: ve lo que debes con CREDITO y denuncia al {infonatel}."
)
LINK = T(
    "Nunca te mandamos ligas. No la abras ni llenes nada; si ya diste tu NIP, manda BLOQUEO. Denuncia: {infonatel}."
)
SECRET = T("Nunca pedimos tu NIP ni tu código. No los des; si ya los diste, manda BLOQUEO. Denuncia: {infonatel}.")
DEPOSIT = T("No deposites a nadie: tu crédito se paga únicamente con tu línea, que da PAGO. Denuncia al {infonatel}.")
PAID_HELP = T(
    "Todo trámite de Infonavit es gratis y lo haces tú: quien cobra te engaña. No pagues. Denuncia: {infonatel}."
)

RULES: tuple[tuple[re.Pattern[str], Text], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})"), text)
    for pattern, text in (
        (r"http|www|bit ly|liga|enlace|link|pagina|clic|descarga", LINK),
        (r"nip|codigo|contrasena|clave|pin\b|password|code\b", SECRET),
        (r"desaloj|embarg|demanda|juicio|lanzamiento|regulari|adeudo|vencid|evict|lawsuit|debt", DEBT),
        (r"efectivo|por ciento|mitad de tu|adelant|sacar (?:tu|su|mi) ahorro|retirar|subcuenta|cash", CASH),
        (r"deposit|transfer|oxxo|spei|tarjeta|cuenta de|pagar a|pay to", DEPOSIT),
        (r"gestor|comision|cobra|costo|cuesta|apartado|inscri|ayuda con|tramit|fee|charge", PAID_HELP),
    )
)
"""The first that a message has something of is what is said to it."""


def _says(turn: Turn) -> str:
    text = turn.answers.rest("[…]")
    if not text:
        return turn.say(TELL_US)
    if ours := next(filter(None, map(turn.facts.sent, folios_in(text).all)), None):
        return turn.say(OURS, day=turn.voice.day(ours.sent_on), folio=ours.folio)
    if turn.house.keep_unheard and (wording := masked(text)):
        turn.do(CountScam(MARK + wording))
    folded = simplify(text)
    return turn.say(next((rule for pattern, rule in RULES if pattern.search(folded)), GENERAL))


STATES = (Tell("scam.start", _says),)
