"""Which of their contacts somebody means who wants to change one: the e-mail or the telephone."""

from __future__ import annotations

from typing import Literal

from flows.typed.folding import simplify

_MAIL = frozenset(["correo", "email", "mail", "gmail", "hotmail"])
_PHONE = frozenset(["celular", "cel", "telefono", "tel", "numero", "num", "linea", "chip", "phone"])


def contact_meant(text: str) -> Literal["correo", "celular"] | None:
    """The only one that is named; with an address or a number in it the text is left as it is.

    >>> contact_meant("quiero poner mi correo"), contact_meant("cambie de cel"), contact_meant("mi correo y mi cel")
    ('correo', 'celular', None)
    >>> contact_meant("mi correo es a@b.mx"), contact_meant("mis preguntas")
    (None, None)
    """
    said = set(simplify(text).split())
    mail, phone = not said.isdisjoint(_MAIL), not said.isdisjoint(_PHONE)
    if "@" in text or "arroba" in said or mail == phone or sum(map(str.isdigit, text)) > 6:
        return None
    return "correo" if mail else "celular"
