"""Every published example is judged as it should be, for its own reason."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from identifiers import clabe, cross_check, curp, nss, payment_line, phone, rfc
from identifiers.errors import InvalidIdentifier
from identifiers.payment_line import PaymentLineRules

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
MODULES: dict[str, ModuleType] = {"nss": nss, "curp": curp, "rfc": rfc, "clabe": clabe, "phone": phone}
VALID = [(name, vector) for name in MODULES for vector in VECTORS[name]["valid"]]
INVALID = [(name, vector) for name in MODULES for vector in VECTORS[name]["invalid"]]


def named(value: object) -> str:
    return str(value["input"]) if isinstance(value, dict) else str(value)


@pytest.mark.parametrize(("name", "vector"), VALID, ids=named)
def test_valid_becomes_canonical(name: str, vector: dict[str, Any]) -> None:
    module = MODULES[name]
    assert module.validate(vector["input"]) == vector["normalized"]
    assert module.validate(vector["normalized"]) == vector["normalized"]
    assert module.is_valid(vector["input"])
    assert module.validate(module.format(vector["input"])) == vector["normalized"]


@pytest.mark.parametrize(("name", "vector"), INVALID, ids=named)
def test_invalid_is_refused_for_its_reason(name: str, vector: dict[str, Any]) -> None:
    module = MODULES[name]
    options = {"strict": True} if vector["reason"] == "checksum" and module is rfc else {}
    with pytest.raises(InvalidIdentifier) as refused:
        module.validate(vector["input"], **options)
    assert (refused.value.kind, refused.value.reason) == (name, vector["reason"])
    assert module.is_valid(vector["input"]) == bool(options)


def test_rfc_check_digit_only_warns() -> None:
    assert rfc.validate("GODE561231GR9") == "GODE561231GR9"
    assert not rfc.check_digit_fits("GODE561231GR9")
    assert rfc.check_digit_fits("gode 561231 gr8")


def test_curp_of_non_binary_sex_is_well_formed() -> None:
    for vector in VECTORS["curp"]["edge"]:
        assert curp.sex(curp.validate(vector["input"])) == "X"


@pytest.mark.parametrize("vector", VECTORS["curp"]["valid"], ids=named)
def test_curp_fields(vector: dict[str, Any]) -> None:
    number, fields = vector["normalized"], vector["fields"]
    assert curp.birth_date(number) == date.fromisoformat(fields["birth_date"])
    assert (curp.sex(number), curp.state(number)) == (fields["sex"], fields["state"])


def test_curp_states_are_the_thirty_two_and_abroad() -> None:
    assert set(VECTORS["curp"]["state_codes"]) == curp.STATES
    assert len(curp.STATES) == 33


@pytest.mark.parametrize("vector", VECTORS["clabe"]["valid"], ids=named)
def test_clabe_names_its_bank(vector: dict[str, Any]) -> None:
    assert clabe.bank_name(vector["normalized"]) == vector["fields"]["bank_name"]


@pytest.mark.parametrize("persona", VECTORS["cross_checks"]["personas"], ids=lambda persona: persona["id"])
def test_personas_agree_in_date_and_raise_no_warning(persona: dict[str, Any]) -> None:
    assert cross_check.dates_agree(persona["curp"], persona["rfc"])
    assert (persona["curp"][:4] == persona["rfc"][:4]) == persona["root_equal"]
    assert cross_check.root_warning(persona["curp"], persona["rfc"]) is None
    assert cross_check.check_digit_warning(persona["rfc"]) is None
    if persona["nss"]:
        assert cross_check.warnings(nss.validate(persona["nss"]), persona["curp"], persona["rfc"]) == []


@pytest.mark.parametrize("pair", VECTORS["cross_checks"]["mismatches"], ids=lambda pair: pair["rfc"])
def test_other_birth_date_is_a_mismatch(pair: dict[str, Any]) -> None:
    assert not cross_check.dates_agree(pair["curp"], pair["rfc"])


@pytest.mark.parametrize("example", VECTORS["linea_captura_base97"]["examples"], ids=lambda example: example["full"])
def test_payment_line_examples(example: dict[str, Any]) -> None:
    rules = PaymentLineRules(base_year=example["base_year"], constant=example["constant"])
    amount, due = Decimal(example["amount_cents"]) / 100, date.fromisoformat(example["date"])
    assert payment_line.build(example["reference"], amount, due, rules) == example["full"]
    line = payment_line.parse(example["full"], rules)
    assert (line.reference, line.due, line.amount_digit) == (example["reference"], due, example["condensed_amount"])
    assert payment_line.amount_fits(line, amount, rules)


@pytest.mark.parametrize("case", VECTORS["linea_captura_base97"]["decode_must_reject"], ids=lambda case: case["why"])
def test_payment_line_with_an_impossible_date_is_refused(case: dict[str, Any]) -> None:
    body = f"1234567890{case['condensed']}02"
    with pytest.raises(InvalidIdentifier) as refused:
        payment_line.validate(
            body + payment_line.calc_check_digits(body), PaymentLineRules(base_year=case["base_year"])
        )
    assert refused.value.reason == "date"


def test_amounts_with_one_digit_collide_as_published() -> None:
    for case in VECTORS["linea_captura_base97"]["amount_collisions"]:
        for cents in case["cents"]:
            line = payment_line.parse(payment_line.build("1", Decimal(cents) / 100, date(2026, 1, 1)))
            assert line.amount_digit == case["condensed"]
