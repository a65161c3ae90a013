"""What the demo phone's own page says, in Spanish and English. What the service says comes from the dialogs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["es", "en"]


@dataclass(frozen=True, slots=True)
class Try:
    """Something to type, and what it is for; `ussd` is dialled rather than sent."""

    text: str
    does: str
    ussd: bool = False


PAGE: dict[Language, dict[str, str]] = {
    "es": {
        "title": "Mi Cuenta por mensaje",
        "lead": "Todo lo que hace el portal, con un celular básico. "
        "Es una demostración: nadie existe y ningún mensaje sale de aquí.",
        "skip": "Ir al teléfono",
        "switch": "English",
        "console": "Consola de asesores",
        "phone": "Teléfono de demostración",
        "messages": "Mensajes",
        "dial": "Marcar",
        "conversation": "Conversación con {short_code}",
        "empty": "Escribe REGISTRO y envíalo al {short_code}.",
        "message": "Mensaje para el {short_code}",
        "number": "Número o código por marcar",
        "dial_hint": "Marca {ussd_code} para usar Mi Cuenta sin dejar mensajes guardados.",
        "send": "Enviar",
        "call": "Llamar",
        "answer": "Responder",
        "your_answer": "Tu respuesta",
        "cancel": "Cancelar",
        "ok": "Aceptar",
        "delete": "Borrar",
        "ussd": "Menú por USSD",
        "new_sms": "Mensaje de {short_code}",
        "keypad": "Teclado del teléfono",
        "try": "Prueba esto",
        "by_sms": "Por mensaje",
        "by_ussd": "Por USSD, sin dejar rastro",
        "people": "¿Quién eres?",
        "step_person": "Elige una persona",
        "step_word": "REGISTRO",
        "step_copy": "Sus datos",
        "step_nip": "Inventa un NIP de 6 números",
        "own": "Otro celular",
        "more": "sigue abajo",
        "copy_one": "Copiar al mensaje",
        "my_number": "Tu número",
        "change": "Usar este número",
        "cost": "Lo que va costando",
        "reset": "Empezar de nuevo, sin cuenta",
        "keys_help": "Con teclado: escribe, Enter envía, Esc cancela. Las teclas del teléfono escriben letras: "
        "púlsalas varias veces; # cambia entre ABC, abc y 123.",
    },
    "en": {
        "title": "Mi Cuenta by text message",
        "lead": "All that the web portal does, with a basic phone. "
        "A demonstration: nobody is real and no message leaves it.",
        "skip": "Go to the phone",
        "switch": "Español",
        "console": "Agents' console",
        "phone": "Demonstration phone",
        "messages": "Messages",
        "dial": "Dial",
        "conversation": "Conversation with {short_code}",
        "empty": "Write REGISTRO and send it to {short_code}. For English, send IDIOMA 2 first.",
        "message": "Message to {short_code}",
        "number": "Number or code to dial",
        "dial_hint": "Dial {ussd_code} to use Mi Cuenta without leaving messages on the phone.",
        "send": "Send",
        "call": "Call",
        "answer": "Answer",
        "your_answer": "Your answer",
        "cancel": "Cancel",
        "ok": "OK",
        "delete": "Delete",
        "ussd": "USSD menu",
        "new_sms": "Message from {short_code}",
        "keypad": "The phone's keypad",
        "try": "Try this",
        "by_sms": "By text message",
        "by_ussd": "By USSD, without a trace",
        "people": "Who are you?",
        "step_person": "Pick a person",
        "step_word": "REGISTRO",
        "step_copy": "Who they are",
        "step_nip": "Invent a NIP of 6 digits",
        "own": "Another phone",
        "more": "more below",
        "copy_one": "Copy into the message",
        "my_number": "Your number",
        "change": "Use this number",
        "cost": "What it costs so far",
        "reset": "Start afresh, without an account",
        "keys_help": "By keyboard: type, Enter sends, Esc cancels. The phone's keys write letters: press them several "
        "times; # changes between ABC, abc and 123.",
    },
}

SCRIPT: dict[Language, dict[str, str]] = {
    "es": {
        "you": "Tú",
        "one": "1 mensaje",
        "many": "{n} mensajes",
        "septets": "{n} de 182",
        "waiting": "Esperando respuesta",
        "no_answer": "No salió. Revisa que el servicio siga encendido y vuelve a enviarlo.",
        "wrong_code": "Problema de conexión o código no válido.",
        "bad_number": "Ese no es un celular de México: son 10 números.",
        "copied": "Copiado: {text}",
        "you_are": "Ahora eres {name}, {phone}.",
        "total": "Enviados {sent} · recibidos {got} · USSD {pages} · {cost}",
    },
    "en": {
        "you": "You",
        "one": "1 message",
        "many": "{n} messages",
        "septets": "{n} of 182",
        "waiting": "Waiting for the answer",
        "no_answer": "It did not go out. See that the service is still running, and send it again.",
        "wrong_code": "Connection problem or invalid MMI code.",
        "bad_number": "That is not a Mexican mobile: those have 10 digits.",
        "copied": "Copied: {text}",
        "you_are": "You are {name} now, {phone}.",
        "total": "Sent {sent} · received {got} · USSD {pages} · {cost}",
    },
}

TERMINAL: dict[Language, dict[str, str]] = {
    "es": {
        "hello": "Eres {name}, {phone}.",
        "nobody": "Tu número es {phone}.",
        "how": "Escribe lo que mandas al {short_code}, o marca {ussd_code}. Con /salir terminas.",
        "identity": "NSS {nss} · CURP {curp} · RFC {rfc}",
        "arrived": "Llegó",
        "unmet": "no dijo:",
    },
    "en": {
        "hello": "You are {name}, {phone}.",
        "nobody": "Your number is {phone}.",
        "how": "Type what you send to {short_code}, or dial {ussd_code}. /exit ends it.",
        "identity": "NSS {nss} · CURP {curp} · RFC {rfc}",
        "arrived": "Arrived",
        "unmet": "it did not say:",
    },
}


def tries(language: Language, ussd_code: str) -> list[Try]:
    """What to try, in an order that leads somewhere."""
    stem = ussd_code.removesuffix("#")
    if language == "es":
        return [
            Try("MENU", "qué hay"),
            Try("cuanto llevo ahorrado", "tu ahorro"),
            Try("cuanto debo de mi casa", "tu crédito"),
            Try("quiero pagar 1500", "una referencia para pagar"),
            Try("mi patron no me deposita", "tus aportaciones"),
            Try("ya me alcanza para una casa?", "tus puntos"),
            Try("me hablaron pidiendo mi nip", "qué hacer"),
            Try("ASESOR", "hablar con alguien"),
            Try(ussd_code, "abrir el menú", ussd=True),
            Try(f"{stem}*1#", "directo a la primera opción", ussd=True),
        ]
    return [
        Try("ENGLISH", "speak English from here on"),
        Try("REGISTRO", "open an account"),
        Try("MENU", "see what there is"),
        Try("AHORRO", "your savings"),
        Try("SALDO", "your credit"),
        Try("PAGO", "a reference to pay with"),
        Try("MOVIMIENTOS", "your statement"),
        Try("PUNTOS", "whether you qualify yet"),
        Try("AYUDA", "what you can answer"),
        Try("ASESOR", "talk to somebody"),
        Try(ussd_code, "open the menu", ussd=True),
        Try(f"{stem}*1#", "straight to the first choice", ussd=True),
    ]
