"""Whether the identifiers of one worker go together. Arguments are canonical, as `validate` returned them.

Hard: CURP and RFC carry the same birth date (`dates_agree`). Everything else only warns, because both authorities'
own rules make honest pairs differ: Ñ is X in a CURP; single and one- or two-letter surnames give the RFC two letters
of the given name; inconvenient words change another letter in each; an NSS may hold a wrong birth year, and those of
prefix 77 hold none.

>>> dates_agree("PUFL900215MJCRCR04", "PUFL900216KJ4")
False
>>> warnings("39089002156", "PUFL900215MJCRCR04", "PUFL900215KJ8")
[]
>>> root_warning("XAPZ010305MOCNRXA9", "ÑAPZ010305JA3") is None
True
>>> warnings("47038507043", "PUFL900215MJCRCR04", "GODE900215GR8")
['root', 'birth_year', 'check_digit']
"""

from __future__ import annotations

from typing import Literal

from identifiers import nss as nss_rules
from identifiers import rfc as rfc_rules
from identifiers.words import CURP_WORDS, RFC_WORDS

Disagreement = Literal["root", "birth_year", "check_digit"]
_AS_IN_CURP = str.maketrans("Ñ&", "XX")


def dates_agree(curp: str, rfc: str) -> bool:
    """Whether both carry the same birth date; a pair that does not is refused."""
    return curp[4:10] == rfc[4:10]


def root_warning(curp: str, rfc: str) -> Disagreement | None:
    """`root` when no rule of either authority explains that the first four letters differ."""
    ours, theirs = curp[:4], rfc[:4].translate(_AS_IN_CURP)
    first, second, third, fourth = tuple(theirs)
    same = ours == theirs
    forbidden = ours[1] == "X" and (
        (fourth == "X" and ours[0] == first and ours[2] == third and first + second + third + ours[3] in RFC_WORDS)
        or (theirs in CURP_WORDS and ours == first + "X" + third + fourth)
    )
    given_name = ours[0] == first and ours[3] == third  # the RFC ends in two letters of the given name
    single_surname = given_name and ours[2] == "X"
    short_surname = given_name and ours[2] == second
    return None if same or forbidden or single_surname or short_surname else "root"


def birth_year_warning(nss: str, curp: str) -> Disagreement | None:
    """`birth_year` when the NSS holds another year of birth: the worker should have it put right, it is no fraud."""
    year = nss_rules.birth_year(nss)
    return None if year is None or year == curp[4:6] else "birth_year"


def check_digit_warning(rfc: str) -> Disagreement | None:
    """`check_digit` when the RFC's last character is not the computed one."""
    return None if rfc_rules.check_digit_fits(rfc) else "check_digit"


def warnings(nss: str, curp: str, rfc: str) -> list[Disagreement]:
    """All soft findings on one worker's three identifiers."""
    found = (root_warning(curp, rfc), birth_year_warning(nss, curp), check_digit_warning(rfc))
    return [warning for warning in found if warning]
