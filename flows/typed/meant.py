"""What of a text message a person meant: reactions, quotations of ours and signatures are nobody's answer.

An iPhone that reacts to an SMS sends `Le dio risa “Pregunta de seguridad 1 de 2 …”`, in the phone's language; Android's
keyboards and mail programs put a signature below; some phones put what they answer above or below the answer.
"""

from __future__ import annotations

import re

from flows.typed.folding import simplify

# Apple's own words for its reactions and for taking them back, and Google's, as they were reported; emoji fold away.
_REACTED = re.compile(
    r"(?:no )?(?:le|me) (?:gusto|encanto|dio risa|parecio gracioso|divirtio)(?: a)?|se rio (?:de|con)|exclamo por"
    r"|(?:enfatizo|destaco|cuestiono|recalco)|(?:dudo|pregunto) (?:sobre|de|por)|reacciono(?: con)?(?: a)?"
    r"|(?:elimino|quito|retiro) .{0,40}\b(?:de|a)|(?:en respuesta )?a|to"
    r"|liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted(?: to)?|removed .{0,40}\bfrom"
)
_PICTURE = re.compile(
    r"(?:(?:no )?(?:le|me) (?:gusto|gustaron|encanto|encantaron|dio risa)|se rio (?:de|con)|exclamo (?:por|ante)"
    r"|enfatizo|cuestiono|dudo (?:sobre|de)|reacciono con (?:.{0,30} )?a|(?:elimino|quito|retiro) .{0,40}\b(?:de|a)"
    r"|liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted (?:.{0,30} )?to|removed .{0,40}\bfrom)"
    r" (?:tu mensaje|your message"
    r"|(?:una?|\d+) (?:imagen(?:es)?|fotos?|mensajes?(?: de (?:voz|audio))?|videos?|archivos?(?: adjuntos?)?"
    r"|notas? de voz|pelicula|ubicacion|sticker|contacto|enlace|gif|audio)"
    r"|(?:an?|\d+) (?:images?|photos?|(?:audio |voice )?messages?|movie|attachments?|videos?|location|sticker|contact"
    r"|link|gif|file))"
)
_SIGNATURE = re.compile(
    r"(?:^|\n)--+ *\n.*"
    r"|(?:^|[\s,;])(?:enviad[oa]|mandado) (?:desde|con|de) (?:mi|un|el|la|outlook)\b.*"
    r"|(?:^|[\s,;])sent (?:from|via|with) (?:my|an?|outlook)\b.*"
    r"|(?:^|[\s,;])(?:obtener|obt[eé]n|descargar?|get) outlook (?:para|for)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_MARKED = re.compile(r"(?m)^\s*>.*$|^\s*(?:El|On) .{6,60}(?:escribi[oó]|wrote):\s*$")
_NOTICE = re.compile(r"(?:\?|dudas|doubts|questions)\W+(verifica|verify)\W+([A-Z0-9]{6})\b", re.IGNORECASE)
SHORTEST = 8
"""Characters of a reaction, a quotation or a signature."""
_OPTION = re.compile(r"\s*\d+ ")
FEW = 3
"""Words with which a quotation begins as our message does, so that whatever stands before it is a reaction."""
_SIGN = re.compile(r"[\"'>\n]|enviad|mandado|sent |outlook|verif| (?:una?|an?|your|tu|\d+) ", re.IGNORECASE)
"""One of these is in every message that is not all a person's, but for our own words sent back."""
RUN = 5
"""Words of ours in a row that nobody types by chance."""


def meant(text: str, shown: str) -> str:
    """What is left of a message to be read; empty where no person meant anything. `shown` is what we said last.

    >>> meant('Le dio risa "Pregunta de seguridad 1 de 2"', ""), meant("Guadalajara. Enviado desde mi Samsung", "")
    ('', 'Guadalajara.')
    >>> meant('"Guadalajara"', ""), meant("Reacted to your message", "")
    ('"Guadalajara"', '')
    """
    if len(text) < SHORTEST or not (_SIGN.search(text) or text.count(" ") >= RUN):
        return text
    lead, _, quoted = re.split(r"([\"']|$)", text, maxsplit=1)
    said = simplify(lead)
    if (len(quoted) > 1 and (_REACTED.fullmatch(said) or (lead.strip() and not said))) or _PICTURE.fullmatch(said):
        return ""
    begun = simplify(quoted.rstrip("\"' ."))
    if len(begun.split()) >= FEW and simplify(shown).startswith(begun):
        return ""
    if (found := _NOTICE.search(text)) and not said.startswith(("verif", found[1].lower())):
        return f"{found[1]} {found[2]}"
    return _SIGNATURE.sub("", _unquoted(_MARKED.sub("", text), shown)).strip()


def _unquoted(text: str, shown: str) -> str:
    """The lines that are not our own; of a reaction in words we do not know, which puts ours in quotes, none."""
    ours = [simplify(line) for line in shown.splitlines()]
    runs = {run for line in ours if not _OPTION.match(line) for run in _runs(line)}
    kept: list[str] = []
    quoting = False
    for line in text.splitlines() if runs else ():
        said = simplify(line)
        if not runs.isdisjoint(_runs(said)):
            if '"' in text:
                return ""
            quoting = True
        elif not (quoting and said in ours):
            kept.append(line)
    return "\n".join(kept) if quoting else text


def _runs(folded: str) -> set[tuple[str, ...]]:
    words = folded.split()
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
