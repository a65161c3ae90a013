"""Making people up: names as they are in Mexico, and identifiers that fit them and each other."""

from __future__ import annotations

import random
from datetime import date, timedelta

from flows.records.people import Worker
from identifiers import names as letters
from identifiers import nss

MEN = (
    *("JOSÉ LUIS", "JUAN", "CARLOS", "MIGUEL ÁNGEL", "JESÚS", "FRANCISCO", "PEDRO", "LUIS FERNANDO", "RAÚL", "IÑAKI"),
    *("JORGE", "ALEJANDRO", "ROBERTO", "J. GUADALUPE", "RICARDO", "ÓSCAR", "RUBÉN", "DANIEL", "EDUARDO", "JOSÉ"),
)
WOMEN = (
    *("MARÍA GUADALUPE", "LORENA", "ANA MARÍA", "ROSA", "MARÍA DE LOS ÁNGELES", "BEGOÑA", "LETICIA", "MARÍA"),
    *("GABRIELA", "VERÓNICA", "PATRICIA", "JUANA", "CLAUDIA", "MA. ELENA", "SANDRA", "XÓCHITL", "ALICIA", "YOLANDA"),
)
SURNAMES = (
    *("HERNÁNDEZ", "GARCÍA", "MARTÍNEZ", "LÓPEZ", "GONZÁLEZ", "PÉREZ", "RODRÍGUEZ", "SÁNCHEZ", "RAMÍREZ", "CRUZ"),
    *("FLORES", "GÓMEZ", "MORALES", "VÁZQUEZ", "REYES", "JIMÉNEZ", "TORRES", "DÍAZ", "GUTIÉRREZ", "RUIZ", "MENDOZA"),
    *("AGUILAR", "ORTIZ", "MORENO", "CASTILLO", "ROMERO", "ÁLVAREZ", "MÉNDEZ", "CHÁVEZ", "RIVERA", "JUÁREZ", "PEÑA"),
    *("MUÑOZ", "NÚÑEZ", "ACUÑA", "IBÁÑEZ", "ÑÁÑEZ", "DE LA CRUZ", "DE LA PEÑA", "DEL RÍO", "DE LEÓN", "DE LOS SANTOS"),
    *("SAN JUAN", "PUGA", "CACHO", "MEDINA", "PONCE", "XOCHIHUA", "TZUC", "CHI", "KU", "POOT", "ECHEVERRÍA"),
)
STATES = ("DF", "MC", "JC", "NL", "VZ", "PL", "GT", "CS", "MN", "OC", "CH", "BC", "TS", "SL", "SR", "CL", "YN", "QR")
OFFICES = ("01", "03", "04", "06", "07", "09", "10", "11", "12", "13", "15", "16", "20", "23", "24", "25", "26", "32")
"""First two digits of an NSS (IMSS's list of subdelegations, part of it)."""


def person(dice: random.Random, index: int) -> Worker:
    """The person of this number: the same draws and number give the same person."""
    woman = dice.random() < 0.4
    names = dice.choice(WOMEN if woman else MEN)
    first = dice.choice(SURNAMES)
    second = "" if dice.random() < 0.02 else dice.choice(SURNAMES)
    born = date(1958, 1, 1) + timedelta(days=dice.randrange(17_000))
    return named(names, first, second, born, "M" if woman else "H", dice.choice(STATES), index)


def named(names: str, first: str, second: str, born: date, sex: str, state: str, index: int) -> Worker:
    """A person of this name; `index` makes the NSS unique."""
    curp = letters.curp(names, first, second, born, sex, state)
    rfc = letters.rfc(names, first, second, born)
    return Worker(_nss(born.year, index), curp, rfc, names, first, second)


def _nss(born: int, index: int) -> str:
    """Office, year of registration from 16 years on, year of birth, sequence: unique for eleven million numbers."""
    number, sequence = divmod(index, 10_000)
    body = f"{prefix(born, number)}{born % 100:02d}{sequence:04d}"
    return body + nss.calc_check_digits(body)


def prefix(born: int, number: int) -> str:
    """The first four digits of the NSS of somebody born that year, in this round of ten thousand."""
    later, office = divmod(number, len(OFFICES))
    return f"{OFFICES[office]}{(born + 16 + later % 60) % 100:02d}"
