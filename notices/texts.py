"""What notices say: one segment each, always with a folio to check it by and the way to stop them.

Credits are named by their last four digits; no links, no numbers to call but Infonatel's.
"""

from __future__ import annotations

from flows.proving.worst_case import MONEY
from flows.text import MAIL, ONE, PART, T

ROOM = 110
"""Septets a sentence may take, so that folio and opt-out fit behind it in one segment. A test holds every one to it."""

WITH_FOLIO = T("{sentence} ¿Dudas? VERIFICA {folio}. No más avisos: BAJA.", ONE, sentence="W" * ROOM, folio="W" * 6)

CONTRIBUTION = T("{employer} aportó {amount} a tu ahorro del bimestre {period}.", PART)
TO_CREDIT = T("{employer} aportó {amount} por {period}; se abonó a tu crédito.", PART)
SEVERAL = T("{count} aportaciones a tu ahorro: {amount}. Última: {employer}, {period}.", PART, count="99")
SEVERAL_TO_CREDIT = T("{count} aportaciones a tu crédito: {amount}. Última: {employer}, {period}.", PART, count="99")
MISSING = T("No vemos la aportación de tu patrón de {period}. Pregúntale o llama a Infonatel {infonatel}.", PART)
PAYMENT_DUE = T("La mensualidad de tu crédito {credit} es de {amount} y vence el {day}. Paga con PAGO.", PART)
PAYMENT_RECEIVED = T("Recibimos {amount} para tu crédito {credit} el {day}. Detalle: MOVIMIENTOS.", PART)
RETENTION = T("Pedimos a {employer} que te descuente{amount} para tu crédito {credit}.", PART, amount=" " + MONEY)
SUSPENSION = T("Pedimos a {employer} que deje de descontarte para tu crédito {credit}.", PART)
CHANGE = T("Pedimos a {employer} que cambie tu descuento{amount} del crédito {credit}.", PART, amount=" a " + MONEY)
BY_AMOUNT = T(" {amount}", PART)
TO_AMOUNT = T(" a {amount}", PART)
APPLICATION = T("Tu solicitud de crédito cambió el {day}: {stage}. Detalle: SOLICITUD.", PART, stage="W" * 24)
ACTIVATION = T("Te falta un paso para tener tu cuenta de Mi Cuenta: manda ACTIVAR y te damos un código.", PART)

STAGES = {
    "precalificacion": T("precalificación lista", PART),
    "inscripcion": T("inscrita", PART),
    "autorizacion": T("autorizada", PART),
    "titulacion": T("en firma con el notario", PART),
    "archivo": T("terminada", PART),
    "rechazada": T("no se autorizó", PART),
    "cancelada": T("cancelada", PART),
}

SUBJECTS = {
    "contribution": T("Tu aportación en Infonavit", MAIL),
    "missing": T("No vemos la aportación de tu patrón", MAIL),
    "payment_due": T("Se acerca el día de pago de tu crédito", MAIL),
    "payment_received": T("Recibimos un pago a tu crédito", MAIL),
    "order": T("Aviso a tu patrón sobre tu descuento", MAIL),
    "application": T("Tu solicitud de crédito avanzó", MAIL),
}

MAIL_BODY = T(
    "Hola, {name}:\n\n{sentence}\n\nFolio de este aviso: {folio}. Para comprobar que es nuestro, manda "
    "VERIFICA {folio} al {short_code}.\n\nNunca te pedimos tu NIP ni depósitos por correo o por llamada. "
    "Si ya no quieres estos avisos por correo, manda AVISOS al {short_code}.",
    MAIL,
)
