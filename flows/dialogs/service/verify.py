"""VERIFICA: was that message ours? By any folio in what was sent, or the last one we sent by ourselves.

A false alarm teaches people to distrust the check, so `not ours` is said only of what was meant as a folio.
"""

from __future__ import annotations

from flows.dialogs.service.checking import checked
from flows.records.papers import CHECK, FOLIO
from flows.saying.text import T, labels
from flows.turn.states import Tell
from flows.turn.turn import Turn
from flows.typed.folios import a_piece_of_a_code, codes_in, folios_in

OURS = T("Sí, ese mensaje es nuestro: te lo mandamos el {day}, folio {folio}.")
NEWEST = T(
    "El último aviso que te mandamos fue el {day}, folio {folio}. Si recibiste otro, no es nuestro: no lo contestes."
)
NOT_OURS = T(
    "No te mandamos un aviso con ese folio. No des tus datos ni deposites. Solo escribimos del {short_code} "
    "y nunca pedimos tu NIP por llamada."
)
NONE = T("No te hemos mandado avisos. Si recibiste uno a nombre de Infonavit, no lo contestes ni des tus datos.")
PAPERS = labels(statement="estado de cuenta", order="aviso de descuentos", certificate="constancia de intereses")
OUR_PAPER = T(
    "Sí, ese documento es nuestro: {paper}, del {day}. Si dice otra cosa, alguien lo cambió.",
    paper="constancia de intereses 2026",
)
NO_PAPER = T(
    "No hicimos un documento con ese código. Cópialo tal como está impreso; si sigue sin aparecer, no es nuestro."
)

IN_PART = T(
    "Ese código no viene completo: son 6, 10 o 16 letras y números. Cópialo entero después de VERIFICA, "
    "y si trae cantidad, también."
)


def _verify(turn: Turn) -> str:
    text = turn.answers.rest("[folio]")
    folios = folios_in(text)
    message = next(filter(None, map(turn.facts.sent, folios.all)), None)
    if message:
        return turn.say(OURS, day=turn.voice.day(message.sent_on), folio=message.folio)
    if proof := checked(turn, text):
        return proof
    codes = codes_in(text, FOLIO + CHECK)
    if paper := next(filter(None, map(turn.facts.issued, codes.all)), None):
        kind = turn.say(PAPERS[paper.kind])
        if paper.year:
            kind = f"{kind} {paper.year}"
        return turn.say(OUR_PAPER, paper=kind, day=turn.voice.day(paper.on))
    if codes.meant:
        return turn.say(NO_PAPER)
    if folios.meant:
        return turn.say(NOT_OURS)
    if a_piece_of_a_code(text):
        return turn.say(IN_PART)
    message = turn.facts.sent(None)
    if message is None:
        return turn.say(NONE)
    return turn.say(NEWEST, day=turn.voice.day(message.sent_on), folio=message.folio)


STATES = (Tell("verify.start", _verify),)
