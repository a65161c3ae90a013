"""Letters of CURP and RFC from a name, by the published examples and the special rules."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers import cross_check, curp, names, rfc

PERSONAS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))["cross_checks"]["personas"]
SURNAMES = st.sampled_from(
    [
        "Ñandú",
        "de la O",
        "Ek",
        "Prueba",
        "De la Cruz y Mora",
        "Müller",
        "Núñez",
        "Ng",
        "Puente",
        "Pérez-Gil",
        "O'Farril",
    ]
)
GIVEN = st.sampled_from(["María de los Ángeles", "José", "J. Luis", "Ma. Ñusta", "Ana", "Io", "Tania", "Xóchitl", "U"])
BIRTHS = st.dates(date(1926, 1, 1), date(2011, 12, 31))


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona["id"])
def test_personas(persona: dict[str, dict[str, str] | str]) -> None:
    parts, expected = persona["names"], str(persona["curp"])
    assert isinstance(parts, dict)
    whole = parts["nombre"], parts["primer_apellido"], parts["segundo_apellido"]
    born = curp.birth_date(expected)
    assert names.curp(*whole, born, expected[10], expected[11:13], expected[16]) == expected
    assert names.rfc(*whole, born) == persona["rfc"]


@pytest.mark.parametrize(
    ("given_name", "first", "second", "born", "expected"),
    [
        ("Emma", "Gómez", "Díaz", date(1956, 12, 31), "GODE561231GR8"),
        ("Gerardo", "Zafra", "", date(1925, 11, 15), "ZAGE251115EK7"),
        ("Dolores", "San Martín", "Dávalos", date(1918, 8, 12), "SADD1808121G7"),
        ("Mario", "Sánchez", "de los Cobos", date(1970, 11, 10), "SACM701110MT0"),
        ("Juan", "Martínez", "", date(1942, 1, 16), "MAJU420116BP3"),
        ("Ernesto", "Ek", "Rivera", date(2007, 11, 20), "ERER0711209E3"),
    ],
)
def test_rfc_examples_of_the_tax_authority(given_name: str, first: str, second: str, born: date, expected: str) -> None:
    assert names.rfc(given_name, first, second, born) == expected


@pytest.mark.parametrize(
    ("given_name", "first", "second", "of_curp", "of_rfc", "consonants"),
    [
        ("Antonio", "Pudahuel", "Torres", "PXTA", "PUTX", "DRN"),  # inconvenient words
        ("Alma", "Bañuelos", "Castro", "BXCA", "BACA", "XSL"),  # inconvenient for the CURP alone; Ñ is X inside
        ("José", "Prueba", "Ramos", "PURJ", "PURJ", "RMS"),  # José alone counts
        ("J. Luis", "Prueba", "Ramos", "PURL", "PURL", "RMS"),
        ("María", "Ek", "", "EXXM", "EKMA", "KXR"),
        ("U", "O", "", "OXXU", "OXUX", "XXX"),
        ("Ana", "De la", "Y", "LAYA", "LYAN", "XXN"),  # nothing but particles: the last one counts
    ],
)
def test_special_letters(given_name: str, first: str, second: str, of_curp: str, of_rfc: str, consonants: str) -> None:
    assert names.curp_letters(given_name, first, second) == of_curp
    assert names.rfc_letters(given_name, first, second) == of_rfc
    assert names.curp_consonants(given_name, first, second) == consonants


@given(GIVEN, SURNAMES, SURNAMES | st.just(""), BIRTHS, st.sampled_from("HMX"), st.sampled_from(sorted(curp.STATES)))
def test_every_person_made_up_has_a_valid_pair(
    given_name: str, first: str, second: str, born: date, sex: str, state: str
) -> None:
    ours = curp.validate(names.curp(given_name, first, second, born, sex, state))
    theirs = rfc.validate(names.rfc(given_name, first, second, born), strict=True)
    assert (curp.birth_date(ours), curp.sex(ours), curp.state(ours)) == (born, sex, state)
    assert cross_check.dates_agree(ours, theirs)
    assert cross_check.root_warning(ours, theirs) is None
