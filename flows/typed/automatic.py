"""Messages that a phone or a switchboard sends by itself: nobody's answer, where words of one's own are asked for.

What is recognised is said by machines only, or is all of the message: `no puedo hablar, ¿cuánto debo?` is a question.
(Apple's driving Focus, Android's quick responses to calls, companies that answer by themselves, operators' bounces.)
"""

from __future__ import annotations

import re

from flows.typed.courtesies import OF_AWAY
from flows.typed.folding import simplify


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_SAID_BY_MACHINES = _any(
    r"(?:(?:este|esta|esto) es (?:un |una )?|hola )?(?:respuesta|mensaje|contestacion)(?: de respuesta)? automatic[ao]",
    r"(?:auto|automatic) ?(?:reply|response|respuesta)\b",
    r"(?:estoy |i am |i m )?(?:fuera de (?:la )?oficina|out of (?:the )?office)\b",
    r".*\b(?:driving focus|enfoque (?:de |al )?condu\w+|no molestar al conducir|do not disturb while driving)\b",
    r".*\b(?:not receiving|no recibo|no estoy recibiendo) (?:notifications|notificaciones)\b",
    r"(?:hola )?gracias por (?:comunicar[ts]e|contactarnos|escribirnos|llamarnos|ponerte en contacto)\b",
    r"(?:hola )?(?:gracias por (?:tu|su) (?:mensaje|llamada)|thanks? (?:you )?for your (?:message|call))$",
    r"(?:el|the) (?:usuario|suscriptor|cliente|numero|subscriber|number)\b.*\b(?:disponible|available|unavailable)$",
    r"(?:usted tiene |tienes |you have )?(?:\d+ |una )?(?:nuevas? )?(?:llamadas? perdidas?|missed calls?)\b",
    r"(?:unable to deliver|no se pudo entregar|no fue posible entregar|message not delivered|mensaje no entregado)\b",
)
_AWAY = _any(
    r"(?:te|le) (?:llamo|marco|contesto|escribo) (?:luego|mas tarde|al rato|despues|enseguida|en)\b",
    r"(?:(?:hola|perdon|disculpa|lo|siento|sorry|por|en|ahora|ahorita|el|este|momento) )*"
    r"(?:no (?:te |le )?puedo (?:hablar|contestar|atender|responder)|i (?:can t|cannot) (?:talk|answer)|can t talk)\b",
    r"(?:(?:ahora|ahorita|perdon|disculpa) )*(?:estoy|voy|ando) (?:manejando|conduciendo|ocupad[oa])\b",
    r"(?:(?:ahora|ahorita|perdon|disculpa) )*estoy en (?:una |la )?(?:junta|reunion|clase)\b",
    r"i m (?:driving|busy|in a meeting)\b|i ll call you\b",
)


def automatic(text: str) -> bool:
    """Whether a machine sent it.

    >>> automatic("Estoy manejando. Te llamo en cuanto pueda."), automatic("Respuesta automática: regreso el lunes")
    (True, True)
    >>> automatic("estoy manejando, cuanto debo?"), automatic("Manejando taxi"), automatic("Gracias")
    (False, False, False)
    """
    said = simplify(text)
    if _SAID_BY_MACHINES.match(said):
        return True
    return _AWAY.match(said) is not None and OF_AWAY.issuperset(said.split())
