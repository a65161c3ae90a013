"""People write their three identifiers in any order and spacing; what is malformed is named with its reason."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers.scan import Identity, scan_identity, take_curp, take_digits, take_nss, take_rfc

NSS, CURP, RFC = "39089002156", "HEGG560427MVZRRL04", "GODE561231GR8"
SPACINGS = {
    NSS: ("39089002156", "39 08 90 0215 6", "39-08-90-0215-6", "3908 9002 156", "３９０８９００２１５６"),
    CURP: ("HEGG560427MVZRRL04", "hegg 560427 mvzrrl 04", "hegg-560427-mvzrrl-04", "Hegg 560427 m vz rrl 0 4"),
    RFC: ("GODE561231GR8", "gode 561231 gr8", "gode-561231-gr8", "gode.56.12.31.gr8"),
}
BETWEEN = (" ", ", ", "\n", "; ", " / ", ",", "  ")


def three(found: Identity) -> tuple[str | None, str | None, str | None]:
    return found.nss, found.curp, found.rfc


@pytest.mark.parametrize("order", list(itertools.permutations((NSS, CURP, RFC))), ids=lambda order: order[0])
@pytest.mark.parametrize("between", BETWEEN)
def test_any_order_any_spacing(order: tuple[str, ...], between: str) -> None:
    for typed in itertools.product(*(SPACINGS[number] for number in order)):
        found = scan_identity(between.join(typed))
        assert (three(found), found.rest, found.refused) == ((NSS, CURP, RFC), "", []), typed


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("92919084431 HEGG560427MVZRRL04 HEGG5604273K8", ("92919084431", CURP, "HEGG5604273K8"), ""),
        (f"{NSS}{CURP}{RFC}", (NSS, CURP, RFC), ""),
        (f"NSS{NSS} CURP{CURP} RFC{RFC}", (NSS, CURP, RFC), ""),
        (f"NSS: {NSS}, CURP: {CURP}, RFC: {RFC}", (NSS, CURP, RFC), ""),
        (f"1.- {NSS} 2.- {CURP} 3.- {RFC}", (NSS, CURP, RFC), ""),
        (f"mi nss es el {NSS} y mi rfc es {RFC}", (NSS, None, RFC), ""),
        (f"{NSS} es mi nss", (NSS, None, None), ""),
        (f"{NSS} {NSS}", (NSS, None, None), ""),
        (f"🙂 {NSS} 🙂", (NSS, None, None), "🙂"),
        ("ñapz 010305 ja3", (None, None, "ÑAPZ010305JA3"), ""),
        (f"{NSS} {CURP} {RFC} si, Juan.Perez-1@x.mx, 482913", (NSS, CURP, RFC), "si, Juan.Perez-1@x.mx, 482913"),
        (f"juan@x.mx 482913 {NSS} {CURP} {RFC} si", (NSS, CURP, RFC), "juan@x.mx 482913 si"),
        (f"{CURP} NO TENGO RFC", (None, CURP, None), "NO TENGO RFC"),
        (f"María López {NSS}, calle 5", (NSS, None, None), "calle 5"),
        ("hola", (None, None, None), "hola"),
        ("482913", (None, None, None), "482913"),
        ("", (None, None, None), ""),
    ],
)
def test_found_and_rest(text: str, expected: tuple[str | None, ...], rest: str) -> None:
    found = scan_identity(text)
    assert (three(found), found.rest, found.refused) == (expected, rest, [])


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("3908900215", [("nss", "length")]),
        ("390890021567", [("nss", "length")]),
        ("39 08 90 0215 7", [("nss", "checksum")]),
        ("39 08 90 0215 7 482913", [("nss", "checksum")]),
        ("3908900215A", [("nss", "charset")]),
        ("39O89002156", [("nss", "charset")]),
        ("٣٩٠٨٩٠٠٢١٥٦", [("nss", "charset")]),
        ("00000000000", [("nss", "placeholder")]),
        ("HEGG560427MVZRRL05", [("curp", "checksum")]),
        ("hegg 560427 mvzrrl 05", [("curp", "checksum")]),
        ("HEGG560431MVZRRL08", [("curp", "date")]),
        ("HE1G560427MVZRRL04", [("curp", "charset")]),
        ("HEGG560427ZVZRRL02", [("curp", "sex")]),
        ("HEGG560427MVZRRL0", [("curp", "length")]),
        ("HEG560427MVZRRL04", [("curp", "length")]),
        ("HEGG560427MVZRRL044", [("curp", "length")]),
        ("hegg560427 mvzrrl", [("curp", "length")]),
        ("HEGG560427", [("rfc", "length")]),
        ("hegg 560427", [("rfc", "length")]),
        ("GODE561231GR", [("rfc", "length")]),
        ("GODE560230GR8", [("rfc", "date")]),
        ("G0DE561231GR8", [("rfc", "charset")]),
        ("ABC680524P76", [("rfc", "not_person")]),
        ("abc 680524 p76", [("rfc", "not_person")]),
        ("XAXX010101000", [("rfc", "generic")]),
        ("3908900215 HEGG560427MVZRRL05 GODE561231GR", [("nss", "length"), ("curp", "checksum"), ("rfc", "length")]),
        ("mi nss es 3908900215 y mi curp HEGG560427MVZRRL05", [("nss", "length"), ("curp", "checksum")]),
        ("hola 3908900215", [("nss", "length")]),
        ("HEGG560427MVZRRL05 HEGG560427MVZRRL06", [("curp", "checksum")]),
    ],
)
def test_malformed_is_named_with_its_reason(text: str, refused: list[tuple[str, str]]) -> None:
    found = scan_identity(text)
    assert three(found) == (None, None, None)
    assert found.refused == refused


def test_good_ones_are_kept_beside_a_malformed_one() -> None:
    found = scan_identity(f"{NSS}, hegg 560427 mvzrrl 05, {RFC}, si")
    assert (three(found), found.refused, found.rest) == ((NSS, None, RFC), [("curp", "checksum")], "si")


def test_nothing_is_refused_that_was_not_asked_for() -> None:
    assert scan_identity("3908900215 HEGG560427", wanted=("curp",)).refused == []
    assert scan_identity(f"{NSS} {CURP}", wanted=("curp",)).rest == NSS


@pytest.mark.parametrize(
    ("take", "text", "expected"),
    [
        (take_nss, "39 08 90 0215 6 482913", (NSS, "482913")),
        (take_nss, "NSS: 39 08 90 0215 7", ("39089002157", "")),
        (take_nss, f"mi nss es {NSS} y ya", (NSS, "y ya")),
        (take_nss, "3908900215, hola", ("3908900215", "hola")),
        (take_nss, "hola", None),
        (take_nss, "nss", None),
        (take_nss, "", None),
        (take_curp, "hegg 560427 mvzrrl 04 gode561231gr8", (CURP, "gode561231gr8")),
        (take_curp, "HEGG560427MVZRRL05", ("HEGG560427MVZRRL05", "")),
        (take_rfc, "gode 561231 gr8, juan@x.mx", (RFC, "juan@x.mx")),
        (take_rfc, "juan@x.mx", None),
    ],
)
def test_prefix_readers(take: object, text: str, expected: tuple[str, str] | None) -> None:
    assert callable(take)
    assert take(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("482913", ("482913", "")),
        ("48 29-13 1500", ("482913", "1500")),
        ("４８２９１３, 7", ("482913", "7")),
        ("4829131", None),
        ("48291", None),
        ("48\n2913", None),
        ("482913a", None),
        ("٤٨٢٩١٣", None),
        ("", None),
    ],
)
def test_exactly_so_many_digits(text: str, expected: tuple[str, str] | None) -> None:
    assert take_digits(text, 6) == expected


@given(st.text() | st.text(f"{NSS}{CURP}{RFC} -.,@/\nñ&", max_size=400))
def test_no_text_breaks_the_readers(text: str) -> None:
    found = scan_identity(text)
    assert all(kind in ("nss", "curp", "rfc") for kind, _ in found.refused)
    for take in (take_nss, take_curp, take_rfc):
        taken = take(text)
        assert taken is None or taken[0]
    take_digits(text, 6)


@pytest.mark.parametrize("text", ["a " * 1000, "1" * 2000, "a1-" * 700, "@" * 2000, "a@b" * 700, "ABCD123456ABC" * 150])
def test_two_thousand_characters_of_garbage_find_nothing(text: str) -> None:
    assert three(scan_identity(text)) == (None, None, None)
