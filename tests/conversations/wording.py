"""What a turn does, in the words of the conversation files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.records import effects as done
from flows.records.effects import Effect
from flows.records.service import USUAL, Topic
from flows.turn.turn import INSTITUTION_TIME
from gsm7 import fold

_PLAIN = {
    done.ActivateAccount: "la cuenta queda activa",
    done.SpendCode: "el código ya no se puede usar otra vez",
    done.MissCode: "cuenta un código equivocado",
    done.ProveNip: "olvida los NIP equivocados",
    done.SetNip: "guarda el NIP nuevo",
    done.RevokeProofs: "los comprobantes ya no valen",
    done.SetQuestions: "guarda las preguntas nuevas",
    done.CloseAccount: "cierra y borra la cuenta",
    done.OptOut: "ya no se mandan avisos a esta línea",
    done.OptIn: "se mandan avisos otra vez a esta línea",
}
_CHANNELS = {"sms": "SMS", "email": "correo"}


def told(effects: tuple[Effect, ...]) -> Iterator[tuple[str, str]]:
    """A line of the file for each effect, with its mark."""
    for effect in effects:
        match effect:
            case done.SendCode():
                to = f" a {effect.to}" if effect.to else ""
                text = fold(effect.text) if effect.by == "sms" else effect.text.replace("\n\n", "\n")
                yield "~", f"{_CHANNELS[effect.by]}{to}: {re.sub(r'[0-9]{6}', '{code}', text, count=1)}"
            case done.OpenAccount() if effect.replaces:
                yield "~", f"SMS al celular que empezó antes: {fold(effect.replaces)}"
                yield "!", _described(effect)
            case done.SendExport():
                yield "~", f"SMS: {fold(effect.sms)}"
                yield "~", f"correo con un archivo cifrado: {effect.subject}"
            case done.SendMail():
                yield "~", f"correo: {effect.subject}"
            case done.AskContacts():
                if effect.leaving:
                    yield "~", f"SMS a este celular: {fold(effect.asks)}"
                yield "~", f"al correo, y por USSD a este celular: {effect.tells}"
            case done.TellContacts(former=True):
                yield "~", f"al celular de antes y al correo: {effect.sms}"
            case done.TellContacts():
                yield "~", f"a sus otros contactos: {effect.sms}"
            case done.IssuePaper():
                yield "~", f"correo: {effect.subject}\n{effect.text}".replace("\n\n", "\n")
                yield "!", f"adjunta el documento {effect.folio}-{effect.check} ({effect.kind} {effect.key})"
            case _:
                yield "!", _PLAIN.get(type(effect)) or _described(effect)


def _described(effect: Effect) -> str:
    match effect:
        case done.OpenAccount():
            where = " y ".join(_CHANNELS[channel] for channel in effect.alerts)
            return f"abre la cuenta, en espera de su código; avisos: {where or 'ninguno'}"
        case done.MissIdentity():
            return "cuenta datos que no son" + _until(effect.blocked_until, "; no recibe más hasta el")
        case done.MissNip():
            return "cuenta un NIP equivocado" + _until(effect.locked_until, "; cierra la cuenta hasta el")
        case done.MissAnswer():
            return "cuenta una respuesta equivocada" + _until(effect.locked_until, "; cierra la cuenta hasta el")
        case done.SetEmail():
            return f"cambia el correo a {effect.email}"
        case done.SetLine():
            return f"pasa la cuenta a {effect.line}"
        case done.AskRight():
            answered = "; ya se contestó" if effect.answered else f"; hay que contestar el {effect.answer_by}"
            return f"anota el derecho {effect.kind} con folio {effect.folio}{answered}"
        case done.AgreeToNotice():
            return f"anota su acuerdo con el aviso {effect.version}"
        case done.AnswerNotice():
            return f"anota la respuesta al aviso {effect.folio}: {'sí' if effect.answer == 'yes' else 'no'} fue"
        case done.SetLanguage():
            return f"recuerda el idioma: {effect.language}"
        case done.SetAlerts():
            return f"guarda los avisos: SMS {_topics(effect.alerts.sms)}, correo {_topics(effect.alerts.email)}"
        case done.GiveReference():
            return f"guarda la línea {effect.line} por {effect.amount} hasta el {effect.expires_on}"
        case done.NoteCase():
            return f"anota en el caso {effect.folio}: {effect.text}"
        case done.FreezeAccount():
            whose = f" del NSS {effect.nss}" if effect.nss else ""
            return f"cierra la cuenta{whose} hasta el {effect.until:%Y}, o hasta que se abra antes"
        case done.CountScam():
            return f"cuenta lo que se manda como {effect.text}"
        case done.KeepUnheard():
            return f"guarda lo que no se entendió: {effect.text}"
        case done.IssueProof():
            return f"da el comprobante {effect.folio} ({effect.kind} al {effect.on}) hasta el {effect.until}"
        case done.MissProof():
            return f"cuenta una pregunta en vano por {effect.folio}"
        case done.OpenCase():
            return f"abre el caso {effect.folio} ({effect.reason})"
    raise ValueError(f"no words for {type(effect).__name__}")


def _until(moment: object, words: str) -> str:
    return f"{words} {moment.astimezone(INSTITUTION_TIME):%d/%m %H:%M}" if moment else ""


def _topics(topics: tuple[Topic, ...]) -> str:
    names = {"savings": "aportaciones", "credit": "crédito", "application": "solicitud", "offers": "ofertas"}
    return "sí" if topics == USUAL else ", ".join(names[topic] for topic in topics) or "no"
