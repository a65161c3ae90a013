"""The first workers of every demo: one for each situation, always the same, to be picked and written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from flows.records.people import Worker
from models.demo.lives import BORROWER, NEW, READY, SAVER, Life
from models.demo.people import named


@dataclass(frozen=True, slots=True)
class Member:
    """A worker of the cast; `phone` is a suggestion, ten digits after +52; `about` is said in each language."""

    person: Worker
    life: Life
    phone: str
    about: dict[str, str] = field(default_factory=dict)


def _member(place: int, name: tuple[str, str, str, str, str, str], life: Life, spanish: str, english: str) -> Member:
    names, first, second, born, sex, state = name
    person = named(names, first, second, date.fromisoformat(born), sex, state, place)
    return Member(person, life, f"+525510000{place:03d}", {"es": spanish, "en": english})


CAST = tuple(
    _member(place, *each)
    for place, each in enumerate(
        (
            (
                ("LORENA", "PRUEBA", "FICTICIA", "1990-02-15", "M", "JC"),
                BORROWER,
                "Crédito vigente y al corriente",
                "Credit, up to date",
            ),
            (
                ("JOSÉ LUIS", "DE LA PEÑA", "MUÑOZ", "1984-07-03", "H", "MC"),
                SAVER,
                "Ahorra, le faltan puntos",
                "Saves, not enough points yet",
            ),
            (
                ("MARÍA DE LOS ÁNGELES", "ÑÁÑEZ", "DEL RÍO", "1979-11-30", "M", "VZ"),
                READY,
                "Ya puede pedir su crédito",
                "Can apply for a credit",
            ),
            (
                ("IÑAKI", "CHI", "", "2001-05-09", "H", "YN"),
                NEW,
                "Sin ahorro todavía, un solo apellido",
                "No savings yet, one surname",
            ),
            (
                ("GABRIELA", "REYES", "JUÁREZ", "1982-01-21", "M", "NL"),
                Life(credits=("vencido",), contributions=0, regime="REA"),
                "Crédito con atraso, paga sola",
                "Credit overdue, pays alone",
            ),
            (
                ("ÓSCAR", "IBÁÑEZ", "PONCE", "1975-09-12", "H", "PL"),
                Life(credits=("prorroga",), currency="VSM"),
                "Crédito en prórroga, en VSM",
                "Credit in extension, in VSM",
            ),
            (
                ("ROSA", "DE LEÓN", "FLORES", "1968-12-01", "M", "DF"),
                Life(credits=("liquidado",), order="suspension"),
                "Crédito liquidado",
                "Credit paid off",
            ),
            (
                ("RAÚL", "ACUÑA", "TORRES", "1977-04-18", "H", "GT"),
                Life(credits=("vigente", "liquidado"), currency="UMI", order="modificacion"),
                "Dos créditos, uno liquidado",
                "Two credits, one paid off",
            ),
            (
                ("XÓCHITL", "CRUZ", "TZUC", "1993-06-25", "M", "OC"),
                Life(enough_points=True, stage="autorizacion", procedure="EN PROCESO"),
                "Solicitud en autorización y un trámite",
                "Application being decided, and a procedure",
            ),
            (
                ("DANIEL", "MÉNDEZ", "PEÑA", "1988-10-08", "H", "SL"),
                Life(enough_points=True, stage="rechazada"),
                "Solicitud rechazada",
                "Application refused",
            ),
            (
                ("MA. ELENA", "SAN JUAN", "KU", "1971-03-14", "M", "QR"),
                Life(credits=("vigente", "vencido")),
                "Dos créditos vivos",
                "Two live credits",
            ),
            (
                ("JORGE", "MEDINA", "DE LOS SANTOS", "1996-08-27", "H", "BC"),
                Life(contributions=0, enough_points=False),
                "Su patrón no ha aportado",
                "Employer has not paid",
            ),
        ),
        1,
    )
)
