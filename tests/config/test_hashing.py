"""NIPs match only themselves, only under their pepper, and a leaked table alone helps nobody."""

from __future__ import annotations

import argon2
import pytest

from config.hashing import Costs, Hasher

QUICK = Costs(passes=1, memory=64)
HASHER = Hasher("pepper", QUICK)


def test_a_nip_matches_itself_alone() -> None:
    sealed = HASHER.seal("482913")
    assert HASHER.matches(sealed, "482913")
    assert not HASHER.matches(sealed, "482914")
    assert "482913" not in sealed


def test_the_same_nip_of_two_workers_looks_different() -> None:
    assert HASHER.seal("482913") != HASHER.seal("482913")


def test_without_the_pepper_the_right_nip_does_not_match() -> None:
    """Somebody with the table alone would try all million NIPs; none fits."""
    argon2_part = "$" + HASHER.seal("482913").partition("$")[2]
    with pytest.raises(argon2.exceptions.VerifyMismatchError):
        argon2.PasswordHasher().verify(argon2_part, "482913")


def test_another_pepper_under_the_same_name_does_not_match() -> None:
    """A pepper is part of the secret, and not only of the hash's name."""
    other = Hasher("another", QUICK)
    name = other.seal("482913").partition("$")[0]
    assert not other.matches(name + "$" + HASHER.seal("482913").partition("$")[2], "482913")


def test_a_former_pepper_goes_on_matching_and_new_hashes_use_the_new_one() -> None:
    sealed = HASHER.seal("482913")
    renewed = Hasher("new", QUICK, old=["pepper"])
    assert renewed.matches(sealed, "482913")
    with pytest.raises(KeyError, match="MICUENTA_OLD_PEPPERS"):
        HASHER.matches(renewed.seal("482913"), "482913")


def test_other_costs_go_on_matching() -> None:
    """The costs are part of each hash, so raising them locks nobody out."""
    assert Hasher("pepper", Costs(passes=2, memory=128)).matches(HASHER.seal("482913"), "482913")


def test_a_damaged_hash_is_no_wrong_nip() -> None:
    damaged = HASHER.seal("482913").replace("argon2id", "argon9")
    with pytest.raises(argon2.exceptions.InvalidHashError):
        HASHER.matches(damaged, "482913")
