"""What every notice has around its sentence: a folio to check it by, and the way to stop them.

Sentences name credits by their last four digits; no links, no numbers to call but Infonatel's.
"""

from __future__ import annotations

from flows.saying.text import MAIL, NOTICE_ROOM, ONE, T

WITH_FOLIO = T(
    "{sentence} ¿Dudas? VERIFICA {folio}. No más avisos: BAJA.", ONE, sentence="W" * NOTICE_ROOM, folio="W" * 6
)

MAIL_BODY = T(
    "Hola, {name}:\n\n{sentence}\n\nFolio de este aviso: {folio}. Para comprobar que es nuestro, manda "
    "VERIFICA {folio} al {short_code}.\n\nNunca te pedimos tu NIP ni depósitos por correo o por llamada. "
    "Si ya no quieres estos avisos por correo, manda AVISOS al {short_code}.",
    MAIL,
)
