"""Words that say nothing of what is wanted: courtesies, and what people put around a keyword."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


COURTESIES = _set(
    "por favor porfavor porfa gracias muchas hola buenos buenas dias tardes noches please thanks thank you"
)
"""What may stand beside a word that cannot be undone, and it is still that word."""

FILLERS = COURTESIES | _set(
    """
    mi mis quiero ver de el la los las un una consultar consulta saber dame dar darme cambiar cuanto cual es con hablar
    necesito quisiera tengo ok no se llevo ya disculpe oiga para a al
    my the show me see want i hello
    """
)
"""What may stand before a keyword."""

WANTING = _set("quiero ver consultar saber dame cambiar hablar necesito quisiera show want")
"""What somebody begins with who asks for something."""

MINE = _set("mi mis my")
"""What makes a word mean one's own: `mi saldo` is no town."""

STOPPABLE = _set("avisos mensajes cuenta servicio sistema esto del messages notices alerts account")
"""What may stand beside BAJA and ALTA so that they are asked about: anything else is about something else."""

AGREEING = COURTESIES | _set(
    """
    quiero acepto soy yo es ese esa mismo correcto cierto esta bien avisos los las me mi nombre asi mero mera exacto
    exactamente deseo recibir mensajes eso por sms este celular i it is am that right do want
    """
)
"""What may stand beside a yes or a no, and it is still just that."""
