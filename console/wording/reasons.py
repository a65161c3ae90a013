"""Why a case was opened, and what came of it."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
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
    "solved": ("Resuelto", "Solved"),
    "passed_on": ("Pasado a otra área", "Passed on"),
    "no_answer": ("No contestó", "No answer"),
    "not_ours": ("No es asunto nuestro", "Not ours"),
    "arco-access": ("Pide ver sus datos (ARCO)", "Asks to see their data (ARCO)"),
    "complaint": ("Queja", "Complaint"),
    "fraud": ("Posible fraude", "Possible fraud"),
}
