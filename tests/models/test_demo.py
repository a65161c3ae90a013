"""Synthetic people: valid, consistent, repeatable, and of every kind there is."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

from flows.records.people import Worker
from identifiers import clabe, credit_number, cross_check, curp, nss, rfc
from models.demo.cast import CAST
from models.demo.crowd import DRAWN, Crowd
from models.demo.more_rows import EXTENDED
from models.demo.people import named, person
from models.demo.write import write
from models.importing import import_paths

TODAY = date(2026, 11, 20)


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8") as source:
        return list(csv.DictReader(source))


def test_everybody_s_identifiers_are_valid_and_agree() -> None:
    """Check digits, dates, letters of the name: what the service checks of real people."""
    dice = random.Random(3)
    for index in range(1, 3000):
        who = person(dice, index)
        assert nss.validate(who.nss) == who.nss
        assert curp.validate(who.curp) == who.curp
        assert rfc.validate(who.rfc) == who.rfc
        assert rfc.check_digit_fits(who.rfc)
        assert cross_check.dates_agree(who.curp, who.rfc)
        assert who.nss[4:6] == who.curp[4:6]


def test_who_lives_as_somebody_else_is_a_person_by_the_same_rules() -> None:
    """To the last round there may be: names, dates and numbers make the identifiers they would make of anybody."""
    dice, crowd = random.Random(5), Crowd()
    for index in range(1, DRAWN + 1):
        crowd.remember(index, person(dice, index), [])
    seen: set[str] = set()
    for turn in (1, 2, 364, 365, 6_570, 9_999):
        lines = csv.reader(crowd._round(turn, range(DRAWN))["trabajadores"].splitlines())
        for index, (number, population, tax, *names) in enumerate(lines, turn * DRAWN):
            born = curp.birth_date(curp.validate(population))
            sex, state = population[10], population[11:13]
            assert named(*names, born, sex, state, index) == Worker(number, population, tax, *names)
            seen |= {number, population}
    assert len(seen) > 1.99 * 6 * DRAWN


def test_a_crowd_has_the_same_lives_and_numbers_of_its_own(database: str, tmp_path: Path) -> None:
    """Its files go in whole: nobody is there twice, and everything is somebody's."""
    write(tmp_path, 2345, 1, TODAY)
    counts = import_paths(database, [tmp_path]).counts
    workers, paid = read(tmp_path, "trabajadores"), read(tmp_path, "aportaciones")

    assert [(count.same, count.refused) for count in counts] == [(0, 0)] * len(counts)
    assert len(workers) == 2345
    of = {row["nss"]: [] for row in workers}
    for row in paid:
        of[row["nss"]].append((row["importe"], row["fecha_pago"]))
    drawn, alike = workers[499], workers[1499]
    assert of[drawn["nss"]] == of[alike["nss"]] != []
    assert drawn["nombre"] == alike["nombre"]


def test_no_two_people_share_an_nss() -> None:
    """It is the key of everything they have."""
    dice = random.Random(4)
    numbers = {person(dice, index).nss for index in (*range(1, 20_000), *range(9_980_000, 10_000_000))}

    assert len(numbers) == 39_999


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    """And another seed other people."""
    for folder, seed in (("a", 5), ("b", 5), ("c", 6)):
        write(tmp_path / folder, 50, seed, TODAY)
    a, b, c = ((tmp_path / folder / "trabajadores.csv").read_bytes() for folder in "abc")

    assert a == b
    assert a != c


def test_every_situation_of_the_service_occurs(tmp_path: Path) -> None:
    """Each answer can be seen in the demo."""
    write(tmp_path, 2000, 1, TODAY)
    workers, loans = read(tmp_path, "trabajadores"), read(tmp_path, "creditos")
    owners = [row["nss"] for row in loans]

    assert {"vigente", "vencido", "prorroga", "liquidado"} == {row["estado"] for row in loans}
    assert {"ROA", "REA"} == {row["regimen"] for row in loans}
    assert {"MXN", "UMI", "VSM"} == {row["moneda"] for row in loans}
    assert len(set(owners)) < len(owners) < len(workers)
    assert len(read(tmp_path, "ahorro")) < len(workers)
    assert len({row["etapa"] for row in read(tmp_path, "solicitudes")}) == 7
    assert {"retencion", "suspension", "modificacion"} == {row["tipo"] for row in read(tmp_path, "avisos")}
    assert any("Ñ" in row["primer_apellido"] for row in workers)
    assert any(not row["segundo_apellido"] for row in workers)
    assert all(credit_number.is_valid(row["numero_credito"]) for row in loans)
    assert all(row["fecha_limite"] > TODAY.isoformat() for row in loans if row["fecha_limite"])
    assert not clabe.is_valid(loans[0]["numero_credito"])


def test_figures_of_a_credit_add_up(tmp_path: Path) -> None:
    """The last balance of the statement is the balance of the credit, and real interest is paid less inflation."""
    write(tmp_path, 400, 1, TODAY)
    balances = {row["numero_credito"]: row["saldo"] for row in read(tmp_path, "creditos")}
    newest = {row["numero_credito"]: row["saldo"] for row in reversed(read(tmp_path, "movimientos"))}

    assert newest
    assert all(balances[number] == balance for number, balance in newest.items())
    for row in read(tmp_path, "constancias"):
        paid, inflation, real = (
            round(100 * float(row[name])) for name in ("intereses_pagados", "ajuste_inflacion", "intereses_reales")
        )
        assert paid - inflation == real


def test_no_payment_is_younger_than_the_balance_or_made_in_an_extension(tmp_path: Path) -> None:
    """A balance of 31 October holds no payment of November, and whoever has an extension pays nothing."""
    write(tmp_path, 400, 1, TODAY)
    loans = {row["numero_credito"]: row for row in read(tmp_path, "creditos")}
    extended = TODAY - timedelta(days=30 * EXTENDED)

    for row in read(tmp_path, "movimientos"):
        loan = loans[row["numero_credito"]]
        assert row["fecha"] <= loan["fecha_corte"]
        assert loan["estado"] != "prorroga" or row["fecha"] < extended.isoformat()


def test_the_cast_has_a_phone_and_a_line_about_each() -> None:
    """What the demo phone's picker shows."""
    assert len(CAST) == len({member.phone for member in CAST}) == len({member.person.nss for member in CAST})
    assert all(member.about["es"] and member.about["en"] for member in CAST)
