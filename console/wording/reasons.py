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
    "locked-out": ("Se equivocó de NIP varias veces", "Wrong PIN several times"),
    "identity-mismatch": ("Sus datos no coinciden", "Identifiers that do not match"),
    "nss-taken": ("Su NSS ya tiene cuenta", "NSS has an account already"),
    "line-taken": ("El celular nuevo ya tiene cuenta", "New phone has an account already"),
    "name-correction": ("Su nombre está mal", "Name is wrong"),
    "employer": ("Su patrón no paga", "Employer does not pay"),
    "cannot-pay": ("No puede pagar", "Cannot pay"),
    "close-account": ("Quiere cerrar su cuenta", "Wants to close the account"),
    "solved": ("Resuelto", "Solved"),
    "passed_on": ("Pasado a otra área", "Passed on"),
    "no_answer": ("No contestó", "No answer"),
    "not_ours": ("No es asunto nuestro", "Not ours"),
    "arco-access": ("Pide ver sus datos (ARCO)", "Asks to see their data (ARCO)"),
    "arco-rectification": ("Pide corregir sus datos (ARCO)", "Asks to have data corrected (ARCO)"),
    "arco-cancellation": ("Pide borrar sus datos (ARCO)", "Asks to have data deleted (ARCO)"),
    "arco-opposition": ("Se opone a un uso (ARCO)", "Objects to a use (ARCO)"),
    "complaint": ("Queja", "Complaint"),
    "fraud": ("Posible fraude", "Possible fraud"),
}
