"""What every notice has around its sentence: a folio to check it by, and the way to stop them.

Sentences name credits by their last four digits; no links, no numbers to call but Infonatel's.
"""

from __future__ import annotations

from flows.saying.text import ASKED_ROOM, MAIL, NOTICE_ROOM, T

WITH_FOLIO = T("{sentence} ¿Dudas? VERIFICA {folio}. No más avisos: BAJA.", sentence="W" * NOTICE_ROOM, folio="W" * 6)

ASKING = T(
    "{sentence} ¿Fuiste tú? Contesta 1 SI o 2 NO FUI YO {folio}. No más avisos: BAJA.",
    sentence="W" * ASKED_ROOM,
    folio="W" * 6,
)

MAIL_BODY = T(
    "Hola, {name}:\n\n{sentence}\n\nFolio de este aviso: {folio}. Para comprobar que es nuestro, manda "
    "VERIFICA {folio} al {short_code}.\n\nNunca te pedimos tu NIP ni depósitos por correo o por llamada. "
    "Si ya no quieres estos avisos por correo, manda AVISOS al {short_code}.",
    MAIL,
)

MAIL_ASKING = T(
    "Hola, {name}:\n\n{sentence}\n\n¿Fuiste tú? Si no, manda NO FUI YO {folio} al {short_code}: cerramos tu cuenta de "
    "Mi Cuenta por mensaje y una persona lo atiende. Si fuiste tú, manda SI {folio}.\n\nNunca te pedimos tu NIP ni "
    "depósitos por correo o por llamada. Si ya no quieres estos avisos por correo, manda AVISOS al {short_code}.",
    MAIL,
)
