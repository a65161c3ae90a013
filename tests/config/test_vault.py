"""What is sealed opens only with its key; what is marked tells nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.vault import Unreadable, Vault

VAULT = Vault("one key")


@given(st.binary(max_size=2000))
def test_what_was_sealed_opens_again(clear: bytes) -> None:
    assert VAULT.open(VAULT.seal(clear)) == clear


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert VAULT.seal(b"AHORRO") != VAULT.seal(b"AHORRO")


def test_a_changed_byte_is_noticed() -> None:
    sealed = bytearray(VAULT.seal(b"AHORRO"))
    for place in range(len(sealed)):
        changed = bytes(sealed[:place]) + bytes([sealed[place] ^ 1]) + bytes(sealed[place + 1 :])
        with pytest.raises(Unreadable):
            VAULT.open(changed)


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(11), bytes(12)])
def test_what_was_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises(Unreadable):
        VAULT.open(sealed)


def test_another_key_opens_nothing_until_it_is_named_as_a_former_one() -> None:
    sealed = VAULT.seal(b"AHORRO")
    with pytest.raises(Unreadable):
        Vault("two").open(sealed)
    assert Vault("two", old=["zero", "one key"]).open(sealed) == b"AHORRO"


def test_a_mark_is_steady_under_its_key_and_hides_the_number() -> None:
    mark = VAULT.mark("+525512345678")
    assert mark == Vault("one key").mark("+525512345678") != Vault("two").mark("+525512345678")
    assert "5512345678" not in mark
    assert len(mark) == 24


def test_marks_tell_what_each_key_made_of_it_the_present_first() -> None:
    assert Vault("two", old=["one key"]).marks("x") == (Vault("two").mark("x"), VAULT.mark("x"))


def test_a_mark_is_no_part_of_a_signature() -> None:
    """What stands in Redis' keys for everybody to see helps nobody to sign."""
    assert not VAULT.sign("+525512345678").startswith(VAULT.mark("+525512345678"))


def test_what_is_sealed_now_needs_no_former_key() -> None:
    """So that a former key can be forgotten once nothing of its time is left."""
    sealed = Vault("new", ("former",)).seal(b"AHORRO")
    assert Vault("new").open(sealed) == b"AHORRO"
    with pytest.raises(Unreadable):
        Vault("former").open(sealed)
