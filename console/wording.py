"""What the console's pages say, in Spanish and English. What workers are told comes from the dialogs' own catalogue."""

from __future__ import annotations

from typing import Literal

from flask import request

ConsoleLanguage = Literal["es", "en"]
LANGUAGE_COOKIE = "mi-cuenta-idioma"

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Consola de Mi Cuenta", "Mi Cuenta console"),
    "skip": ("Ir al contenido", "Skip to content"),
    "switch": ("English", "Español"),
    "come_in": ("Entrar", "Sign in"),
    "name": ("Nombre", "Name"),
    "password": ("Contraseña", "Password"),
    "code": ("Código de tu autenticador", "Code of your authenticator"),
    "wrong_door": (
        "Nombre, contraseña o código no coinciden. Tras cinco veces se cierra 15 minutos.",
        "Name, password or code do not match. After five times it closes for 15 minutes.",
    ),
    "demo": ("Entrar como agente de la demostración", "Sign in as the agent of the demo"),
    "leave": ("Salir", "Sign out"),
    "queue": ("Casos", "Cases"),
    "audit": ("Bitácora", "Audit"),
    "mine": ("Míos", "Mine"),
    "waiting": ("En espera", "Waiting"),
    "urgent": ("Urgentes", "Urgent"),
    "all": ("Todos", "All"),
    "by_reason": ("Por motivo", "By reason"),
    "any_reason": ("cualquiera", "any"),
    "available": ("Disponible", "Available"),
    "away": ("En pausa", "On a break"),
    "change": ("Cambiar", "Change"),
    "empty": ("No hay casos aquí.", "There are no cases here."),
    "more": ("Siguientes", "Next"),
    "newer": ("Anteriores", "Previous"),
    "folio": ("Caso", "Case"),
    "reason": ("Motivo", "Reason"),
    "line": ("Celular", "Phone"),
    "waits": ("Espera", "Waits"),
    "held_by": ("Lo tiene", "Held by"),
    "nobody": ("nadie", "nobody"),
    "on_worker": ("toca al trabajador", "with the worker"),
    "snoozed": ("pospuesto", "snoozed"),
    "take": ("Tomar", "Take"),
    "taken": ("Ya lo tomó {name}.", "{name} has taken it."),
    "gone": ("Este caso ya no es tuyo: tómalo otra vez.", "This case is no longer yours: take it again."),
    "closed": ("Este caso está cerrado.", "This case is closed."),
    "take_first": (
        "Toma el caso para ver la conversación y contestar.",
        "Take the case to see the conversation and to answer.",
    ),
    "release": ("Soltar", "Give back"),
    "snooze": ("Posponer una hora", "Snooze for an hour"),
    "close": ("Cerrar", "Close"),
    "outcome": ("¿En qué quedó?", "What came of it?"),
    "choose": ("Elige…", "Choose…"),
    "outcome_needed": ("Di en qué quedó el caso.", "Say what came of the case."),
    "solved": ("Resuelto", "Solved"),
    "passed_on": ("Pasado a otra área", "Passed on"),
    "no_answer": ("No contestó", "No answer"),
    "not_ours": ("No es asunto nuestro", "Not ours"),
    "thread": ("Conversación", "Conversation"),
    "nothing_said": ("Todavía no se ha dicho nada.", "Nothing has been said yet."),
    "worker": ("Trabajador", "Worker"),
    "agent": ("Asesor", "Agent"),
    "service": ("Servicio", "Service"),
    "note": ("Nota", "Note"),
    "unreadable": ("(no se muestra)", "(not shown)"),
    "reply": ("Contestar por SMS", "Answer by SMS"),
    "reply_help": (
        "Sin claves ni ligas: se lee en su celular.",
        "No secrets, no links: it is read on their phone.",
    ),
    "see": ("Ver cómo llega", "See how it arrives"),
    "send": ("Enviar", "Send"),
    "weighs": (
        "{letters} letras, {segments} SMS, ${cost}",
        "{letters} letters, {segments} SMS, ${cost}",
    ),
    "sent": ("Enviado. Tienes 5 segundos para deshacerlo.", "Sent. You have 5 seconds to undo it."),
    "sent_later": (
        "Saldrá a las {time}, cuando acabe su hora de descanso.",
        "It goes out at {time}, after quiet hours.",
    ),
    "undo": ("Deshacer", "Undo"),
    "undone": ("No se envió; el texto sigue aquí.", "It was not sent; the text is still here."),
    "too_late": ("Ya salió.", "It has left already."),
    "opted_out": (
        "Este celular pidió que no le escribamos (BAJA). Llámale.",
        "This phone asked not to be written to (STOP). Call them.",
    ),
    "nothing_typed": ("Escribe algo primero.", "Write something first."),
    "too_long": ("Es muy largo: caben {most} SMS.", "It is too long: {most} SMS at most."),
    "call": ("En la llamada", "On the call"),
    "call_help": (
        "Los mismos pasos que por mensaje. Nunca pidas ni escribas un NIP.",
        "The same steps as by message. Never ask for or type a PIN.",
    ),
    "say": ("Di:", "Say:"),
    "said": ("Lo que dice", "What they say"),
    "back": ("Atrás", "Back"),
    "add_note": ("Nota interna", "Internal note"),
    "note_help": ("Nunca se envía.", "It is never sent."),
    "keep_note": ("Guardar nota", "Keep note"),
    "reveal": ("Ver el número completo", "Show the whole number"),
    "why": ("¿Para qué?", "What for?"),
    "call_back": ("Llamarle", "To call them"),
    "check_identity": ("Confirmar quién es", "To check who it is"),
    "not_found": ("No hay un caso con ese folio.", "There is no case with that folio."),
    "forbidden": ("Eso no se puede desde aquí.", "That cannot be done from here."),
    "find": ("Folio, o celular de quien llama", "Folio, or the caller's phone"),
    "go": ("Ir", "Go"),
    "when": ("Cuándo", "When"),
    "who": ("Quién", "Who"),
    "did": ("Qué hizo", "What they did"),
    "detail": ("Detalle", "Detail"),
    "urgent_mark": ("urgente", "urgent"),
    "keys": ("Atajos", "Shortcuts"),
    "keys_off": ("Apagar atajos", "Turn shortcuts off"),
    "keys_on": ("Encender atajos", "Turn shortcuts on"),
    "keys_list": (
        "j y k: caso siguiente y anterior · t: tomar · r: contestar · n: nota · c: cerrar · /: buscar · ?: esta ayuda",
        "j and k: next and previous case · t: take · r: answer · n: note · c: close · /: find · ?: this help",
    ),
    "on-the-phone": ("Está llamando", "On the telephone"),
    "worker-asked": ("Pidió un asesor", "Asked for a person"),
    "not-understood": ("No nos entendimos", "Not understood"),
    "registration-replaced": ("Otro registró su cuenta", "Somebody else registered"),
    "not-me": ("No fue él o ella", "It was not them"),
    "not-mine": ("Un crédito que no pidió", "A credit they did not ask for"),
    "stolen-phone": ("Le robaron el celular", "Stolen phone"),
    "employer": ("Su patrón no paga", "Employer does not pay"),
    "cannot-pay": ("No puede pagar", "Cannot pay"),
    "close-account": ("Quiere cerrar su cuenta", "Wants to close the account"),
    "sms": ("SMS", "SMS"),
    "ussd": ("USSD", "USSD"),
    "queued": ("por salir", "to be sent"),
    "sending": ("saliendo", "being sent"),
    "delivered": ("entregado", "delivered"),
    "failed": ("no llegó", "failed"),
    "expired": ("caducó", "expired"),
}
"""Each text by its name: Spanish, English."""


class Words:
    """The texts of one language; a name without a text, as a new reason, is shown as it is."""

    def __init__(self, language: ConsoleLanguage) -> None:
        self.language = language
        self._at = 0 if language == "es" else 1

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._at] if name in WORDS else name

    def minutes(self, seconds: float) -> str:
        """How long, as an agent reads it at a glance: `4 min`, `2 h 05`, `3 d`."""
        minutes = int(seconds // 60)
        if minutes < 60:
            return f"{minutes} min"
        return f"{minutes // 60} h {minutes % 60:02d}" if minutes < 48 * 60 else f"{minutes // 1440} d"


def words() -> Words:
    """The texts in the language that this browser chose; Spanish first."""
    return Words("en" if request.cookies.get(LANGUAGE_COOKIE) == "en" else "es")
