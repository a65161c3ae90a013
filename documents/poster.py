"""The poster for employers: what the announcement asks them to tell their workers, on one page and as a text."""

from __future__ import annotations

from documents.paper import Paper
from flows.saying.house import House
from flows.saying.text import MAIL, T
from flows.saying.voice import Voice

TITLE = T("Mi Cuenta por mensaje", MAIL)
LEAD = T("Tu ahorro y tu crédito Infonavit desde cualquier celular: sin internet, sin filas y sin gestores.", MAIL)
SEND, DIAL = T("Manda MENU al", MAIL), T("o marca", MAIL)
STEPS_TITLE = T("Abre tu cuenta en tres pasos", MAIL)
STEPS = (
    T("Manda REGISTRO y escribe tu NSS, tu CURP y tu RFC. Verifica que tu nombre esté correcto.", MAIL),
    T("Inventa un NIP de 6 números, contesta dos preguntas de seguridad y di dónde quieres tus avisos.", MAIL),
    T("Contesta con el código que te llega. ¡Listo! Te avisaremos cada vez que tu patrón aporte.", MAIL),
)
NEVER_TITLE = T("Nunca le des a nadie", MAIL)
NEVER = (
    T("Tu NIP, ni por teléfono ni en persona: nadie de Infonavit te lo pide.", MAIL),
    T("Los códigos que te llegan por mensaje.", MAIL),
    T("Dinero para «adelantar» un trámite: todos son gratis.", MAIL),
)
HELP = T("¿Dudas? Llama a Infonatel", MAIL)


def poster(voice: Voice, house: House) -> Paper:
    """The page to print and pin up."""
    say = voice.say
    data = {
        "language": voice.language,
        "issuer": house.institution,
        "title": say(TITLE),
        "lead": say(LEAD),
        "codes": [{"say": say(SEND), "number": house.short_code}, {"say": say(DIAL), "number": house.ussd_code}],
        "steps-title": say(STEPS_TITLE),
        "steps": [say(step) for step in STEPS],
        "never-title": say(NEVER_TITLE),
        "never": [say(one) for one in NEVER],
        "help": say(HELP),
        "phone": house.phone_line,
    }
    return Paper("poster", "cartel.pdf", data)


def forwarded(paper: Paper) -> str:
    """The same as plain text, to forward in a message or a mail."""
    data = paper.data
    codes = " ".join(f"{code['say']} {code['number']}" for code in data["codes"])
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(data["steps"], 1))
    never = "\n".join(f"- {one}" for one in data["never"])
    return "\n\n".join(
        (
            f"{data['title']}\n{data['lead']}\n{codes}.",
            f"{data['steps-title']}:\n{steps}",
            f"{data['never-title']}:\n{never}",
            f"{data['help']}: {data['phone']}",
        )
    )
