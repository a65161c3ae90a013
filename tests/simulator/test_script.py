"""Scripts are plain text: what the worker types, and what should come of it."""

from __future__ import annotations

import pytest

from config.errors import Mistake
from simulator.script import ScriptStep, fill, read, unmet

SCRIPT = """\
# Somebody new
> REGISTRO
< Para crear tu cuenta …

> {nss} {curp}
< Gracias.
  Ahora tu RFC.
< Llegó algo
"""


def test_a_script_is_what_is_typed_and_what_is_expected() -> None:
    assert read(SCRIPT) == [
        ScriptStep(2, "REGISTRO", ("Para crear tu cuenta …",)),
        ScriptStep(5, "{nss} {curp}", ("Gracias.\nAhora tu RFC.", "Llegó algo")),
    ]


@pytest.mark.parametrize("text", ["< before anything was typed", "  nothing goes before this", "> A\n  b", "> A\nb"])
def test_a_line_that_is_none_is_named(text: str) -> None:
    with pytest.raises(Mistake, match=r"line \d of the script"):
        read(text)


def test_an_empty_script_says_what_to_write() -> None:
    with pytest.raises(Mistake, match="begin a line with >"):
        read("# nothing but a remark\n")


def test_fields_are_filled_in() -> None:
    assert fill(ScriptStep(1, "ACTIVAR {code}", ()), {"code": "482913"}) == "ACTIVAR 482913"


@pytest.mark.parametrize("values", [{}, {"code": ""}])
def test_a_field_there_is_nothing_for_stops_the_script(values: dict[str, str]) -> None:
    with pytest.raises(Mistake, match=r"line 7 .* \{code\}"):
        fill(ScriptStep(7, "ACTIVAR {code}", ()), values)


@pytest.mark.parametrize(
    ("expects", "heard", "left"),
    [
        (("Tu código es …",), ("Tu codigo es 482913",), []),
        (("Tu código es …",), ("Otra cosa",), ["Tu código es …"]),
        (("Paga … antes del …",), ("Paga $1.00\nantes del 3 dic",), []),
        (("uno", "dos"), ("uno", "en medio", "dos"), []),
        (("dos", "uno"), ("uno", "dos"), ["uno"]),
        (("(a+b)* [c]",), ("(a+b)* [c]",), []),
        (("entero",), ("entero y más",), ["entero"]),
        ((), ("lo que sea",), []),
    ],
)
def test_expectations_are_met_in_order_and_whatever_the_channel_folds(
    expects: tuple[str, ...], heard: tuple[str, ...], left: list[str]
) -> None:
    assert unmet(expects, heard) == left
