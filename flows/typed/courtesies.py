"""Words that say nothing of what is wanted: courtesies, and what people put around a keyword."""

from __future__ import annotations

from flows.typed.folding import simplify


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


COURTESIES = _set(
    """
    por favor porfavor porfa porfis fa xfa xfavor gracias muchas hola buenos buenas dias tardes noches
    please thanks thank you
    """
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

ADDRESSING = COURTESIES | _set(
    """
    es son este ese el al a en mi mis correo mail email e electronico direccion cuenta gmail hotmail outlook yahoo uso
    tengo si yes my is the ok va claro sale sms avisos
    """
)
"""What may stand right before an e-mail address and is no part of it: `lo rena@gmail.com` is not Rena's."""

OF_AWAY = _set(
    """
    hola perdon disculpa lo siento sorry por en ahora ahorita el este momento no te le puedo hablar contestar atender
    responder estoy voy ando manejando conduciendo ocupado ocupada una la junta reunion clase llamo marco contesto
    escribo luego mas tarde al rato despues enseguida cuanto pueda llegue termine me desocupe a mi destino vere veo tu
    su mensaje cuando que tal pasa todo bien gracias y de un devuelvo llamada i can t cannot talk answer text m busy
    driving in meeting ll call you right now later what s up see your message when get where going back soon as
    """
)
"""All that a phone says by itself whose owner is busy."""

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

NOTHING_SAID = COURTESIES | _set("si no yes ok okey bueno sale va ya listo")
"""Words that answer nothing but a question for a yes or a no."""


def only_courtesies(text: str) -> bool:
    """Whether there is nothing in it but a yes, a no, thanks or a greeting.

    >>> only_courtesies("Sí, gracias"), only_courtesies("Buenos Aires"), only_courtesies("")
    (True, False, False)
    """
    said = simplify(text).split()
    return bool(said) and NOTHING_SAID.issuperset(said)
