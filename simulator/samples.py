"""A sample conversation for each dialog's page, played when the page is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from flows.records.credit import Certificate, DiscountOrder, Movement
from flows.records.procedures import Application, Prequalification
from flows.records.savings import Contribution
from gsm7 import fold
from simulator.practice import CREDIT, World
from simulator.talk import CODE, NIP, REGISTER, Talk
from turns.render import sms_text

LATER = "(una hora después)"
"""Nothing is typed; time passes."""

SAMPLES: dict[str, tuple[str, ...]] = {
    "menu": ("MENU", "1", NIP, "SALIR"),
    "guide": ("AYUDA",),
    "registration": REGISTER[:-1],
    "activation": (CODE,),
    "entrance": ("AHORRO", "123123", NIP),
    "nip": ("OLVIDE", "Guadalajara", CODE, "770429"),
    "savings": (f"AHORRO {NIP}",),
    "contributions": (f"APORTACIONES {NIP}",),
    "credit": (f"CREDITO {NIP}",),
    "payment": (f"PAGO {NIP}", "1500"),
    "statement": (f"MOVIMIENTOS {NIP}",),
    "points": (f"PUNTOS {NIP}",),
    "application": (f"SOLICITUD {NIP}",),
    "discounts": (f"DESCUENTOS {NIP}",),
    "certificate": (f"CONSTANCIA {NIP}",),
    "alerts": ("AVISOS", "3", "2 3", "no"),
    "optout": ("BAJA", "ALTA"),
    "details": (f"DATOS {NIP}", "5587654321", CODE),
    "language": ("ENGLISH", f"SAVINGS {NIP}"),
    "agent": ("ASESOR",),
    "verify": ("VERIFICA K7M2Q9",),
    "privacy": ("PRIVACIDAD",),
    "resume": (*REGISTER[:3], LATER, "listo", "1"),
}
"""What is typed, by dialog. All but the first steps of an account are of a worker who has one."""

_BEFORE = {"registration": (), "resume": (), "activation": REGISTER[:-1]}


def sample(dialog: str) -> str:
    """The conversation as text: `>` the worker, `<` the reply, `~` a code that arrives by itself."""
    return "\n".join(_lines(dialog))


def _lines(dialog: str) -> Iterator[str]:
    talk = Talk(furnished())
    for typed in _BEFORE.get(dialog, REGISTER):
        talk.say(typed)
    if dialog not in _BEFORE:
        talk.world.now += timedelta(days=1)
    for typed in SAMPLES[dialog]:
        if typed == LATER:
            talk.world.now += timedelta(hours=1)
            yield f"{typed}\n"
            continue
        codes = len(talk.world.sent_codes)
        reply = sms_text(talk.say(typed)).replace("\n", "\n  ")
        yield f"> {typed}\n< {reply}"
        yield from (f"~ {fold(sent.text)}" for sent in talk.world.sent_codes[codes:])
        yield ""


def furnished() -> World:
    """A world in which every dialog has something to show."""
    on, pesos = date(2026, 10, 31), Decimal
    employer = "ZAPATERA DEL NORTE SA DE CV"
    return World(
        contribution_rows=[Contribution("A5", employer, f"2026-{n}", pesos("1955.26"), on) for n in (5, 4, 3)],
        movement_rows=[
            Movement(date(2026, month, 17), "PAGO", pesos("-3850.00"), CREDIT.balance + 3850 * (10 - month))
            for month in (10, 9, 8)
        ],
        prequalification_row=Prequalification(
            100, 100, pesos("912345.67"), pesos("6100.00"), pesos("8.55"), on, "T100", True, "CREDITO INFONAVIT", 240
        ),
        application_rows=[Application("S2026001", "autorizacion", on, "")],
        order_rows=[
            DiscountOrder("D881", "retencion", CREDIT.number, employer, pesos("3850.00"), "", on, "Y1234567101")
        ],
        certificate_rows=[Certificate(CREDIT.number, 2025, pesos("38000"), pesos("16000"), pesos("22000"))],
    )
