"""What people type in the midst of all this: services, answers, sums, their NIP anywhere, and what is another's."""

from __future__ import annotations

from random import Random

from tests.leaks.neighbours import Neighbour

SERVICES = (
    *("AHORRO", "CREDITO", "PAGO", "MOVIMIENTOS", "PUNTOS", "SOLICITUD", "TRAMITE", "DESCUENTOS", "APORTACIONES"),
    *("CONSTANCIA", "COMPROBANTE", "DATOS", "DOCUMENTO", "BENEFICIOS", "LIQUIDE", "CITA", "TRABAJOS", "SEGURO", "ARCO"),
    *("ya pague", "cuanto debo", "mi patron no deposita", "donde pago", "FORMAS", "DETALLE", "VERIFICA", "MENU"),
)
ANSWERS = (
    *(
        "1",
        "1",
        "1",
        "2",
        "2",
        "3",
        "4",
        "5",
        "0",
        "00",
        "98",
        "si",
        "no",
        "mas",
        "correo",
        "todo",
        "liquidar",
        "mitad",
    ),
    *("mensualidad", "dos mensualidades", "estado de cuenta", "aviso", "el ultimo", "{code}", "{code}", "ok gracias"),
    *("ASESOR", "AYUDA", "IDIOMA", "english", "español", "SALIR", "no entiendo", "xalapa", "mi nombre esta mal"),
)


def said(own: Neighbour, other: Neighbour, chance: Random) -> str:
    """The next message of `own`; some of it names what is `other`'s, as a curious neighbour would."""
    kind = chance.random()
    if kind < 0.40:
        return f"{chance.choice(SERVICES)} {own.nip}"
    if kind < 0.62:
        return chance.choice(ANSWERS)
    if kind < 0.72:
        return chance.choice(SERVICES)
    if kind < 0.80:
        return chance.choice((own.nip, f"mi nip es {own.nip}", f"{own.nip} gracias", f"pago {own.nip} {own.nip}"))
    if kind < 0.88:
        return chance.choice((str(chance.randrange(50, 20_000)), f"PAGO {own.nip} {chance.randrange(60, 9_000)}"))
    return _curious(own, other, chance)


def _curious(own: Neighbour, other: Neighbour, chance: Random) -> str:
    """Asks, with the own NIP, for what has the number, folio or year of another."""
    return chance.choice(
        (
            f"MOVIMIENTOS {own.nip} {other.credits[0].number}",
            f"PAGO {own.nip} {other.credits[0].number}",
            f"CONSTANCIA {own.nip} {other.certificates[0].year}",
            f"MOVIMIENTOS {own.nip} {own.movements[0][1].on.year}",
            f"CONSTANCIA {own.nip} {own.certificates[0].year}",
            f"APORTACIONES {own.nip} {own.contributions[0].period[:4]}",
            f"APORTACIONES {own.nip} {other.contributions[0].period[:4]}",
            f"SOLICITUD {own.nip} {other.applications[0].folio}",
            f"VERIFICA {other.orders[0].folio}",
            f"AHORRO {own.nip} {other.worker.nss}",
            f"AHORRO {other.nip}",
            other.worker.nss,
            other.credits[0].number[-4:],
            f"COMPROBANTE {own.nip} {chance.randrange(1, 4)}",
            f"DOCUMENTO {own.nip} {chance.randrange(1, 4)}",
        )
    )
