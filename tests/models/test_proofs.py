"""Proofs in SQL: what they prove is nowhere in clear, nobody forges one, tries are counted by proof and by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from config.hashing import Costs, Hasher
from flows.records.effects import ActivateAccount, CloseAccount, IssueProof, MissProof, RevokeProofs
from flows.records.proofs import CHECK, FOLIO, Proof, ProofsGiven, code_check, is_right, signed
from flows.typed.folios import LETTERS
from models.tables.proofs import IssuedProof
from models.tallies.guesses import MOST_A_DAY
from tests.conftest import NOW
from tests.models.conftest import NSS, Office

STRANGER, ANOTHER = "+528111111111", "+528111111112"
AMOUNT = Decimal("84223.37")
GIVEN = IssueProof("K7M2Q9", "savings", NOW.date(), NOW.date() + timedelta(days=60))
PROOF = Proof("K7M2Q9", NSS, "savings", GIVEN.on, GIVEN.until)
SIGNER = Hasher("a pepper", Costs(1, 64))
CODE = "K7M2Q9" + code_check(SIGNER.signatures(signed(PROOF, AMOUNT))[0])


@pytest.fixture
def proved(office: Office) -> Office:
    office.open_account()
    office.do(ActivateAccount(), GIVEN)
    return office


def test_anybody_may_ask_and_the_row_tells_no_amount(proved: Office) -> None:
    assert proved.facts(STRANGER).proof("K7M2Q9") == PROOF
    assert proved.facts(STRANGER).proof("K7M2Q8") is None
    with Session(proved.database.engine) as session:
        row = session.exec(select(IssuedProof)).one().model_dump()
    assert {NSS, str(AMOUNT), str(int(AMOUNT * 100))}.isdisjoint(map(str, row.values()))


def test_its_holder_takes_it_back(proved: Office) -> None:
    assert proved.facts().proofs_given() == ProofsGiven(valid=1, today=1)
    assert proved.facts(STRANGER).proofs_given() == ProofsGiven(0, 0)
    proved.do(RevokeProofs())
    assert proved.facts(STRANGER).proof("K7M2Q9") is None
    assert proved.facts().proofs_given() == ProofsGiven(valid=0, today=1)


def test_no_account_answers_for_the_proofs_of_one_that_was_closed(proved: Office) -> None:
    """SQLite gives the highest id again."""
    proved.do(CloseAccount("BORRAR"))
    proved.open_account(STRANGER, nss="01069000014")
    assert proved.facts(ANOTHER).proof("K7M2Q9") is None
    assert proved.facts(STRANGER).proofs_given().valid == 0


def test_many_lines_try_one_proof_no_oftener_than_one_line(proved: Office) -> None:
    for number in range(MOST_A_DAY):
        proved.do(MissProof("K7M2Q9"), line=f"+5281111111{number:02d}")
    asked = proved.facts(STRANGER).proof("K7M2Q9")
    assert asked
    assert asked.closed
    assert not proved.facts(STRANGER).proof_closed()
    proved.now += timedelta(days=1)
    assert proved.facts(STRANGER).proof("K7M2Q9") == PROOF, "the day after it may be shown again"


def test_one_line_tries_many_proofs_no_oftener_than_one(proved: Office) -> None:
    for number in range(MOST_A_DAY):
        proved.do(MissProof(f"ABCD{number + 20}"), line=STRANGER)
    assert proved.facts(STRANGER).proof_closed()
    assert not proved.facts(ANOTHER).proof_closed()


@given(
    st.one_of(
        st.builds(lambda letters: CODE[:FOLIO] + letters, st.text(LETTERS, min_size=CHECK, max_size=CHECK)),
        st.builds(
            lambda at, letter: CODE[:at] + letter + CODE[at + 1 :], st.integers(FOLIO, 15), st.sampled_from(LETTERS)
        ),
    )
)
@settings(max_examples=300)
def test_no_other_check_is_right(code: str) -> None:
    assert is_right(code, SIGNER.signatures(signed(PROOF, AMOUNT))) == (code == CODE)


@pytest.mark.parametrize(
    ("proof", "amount"),
    [
        (replace(PROOF, nss="39089002157"), AMOUNT),
        (replace(PROOF, kind="debt"), AMOUNT),
        (replace(PROOF, on=PROOF.on - timedelta(days=1)), AMOUNT),
        (replace(PROOF, folio="K7M2Q8"), AMOUNT),
        (PROOF, AMOUNT + Decimal("0.01")),
    ],
)
def test_a_check_is_good_for_its_worker_kind_day_and_amount_alone(proof: Proof, amount: Decimal) -> None:
    assert not is_right(CODE, SIGNER.signatures(signed(proof, amount)))


def test_a_check_outlives_a_change_of_pepper_and_needs_one_of_ours() -> None:
    def right(hasher: Hasher) -> bool:
        return is_right(CODE, hasher.signatures(signed(PROOF, AMOUNT)))

    assert right(Hasher("a new pepper", Costs(1, 64), old=("a pepper",)))
    assert not right(Hasher("a new pepper", Costs(1, 64)))
