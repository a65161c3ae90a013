"""Who has no account is known to an agent by the three identifiers and two facts of the record that they say.

Which of the facts was wrong is not said, and both wrong or one is one miss, counted with those made by text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flows.dialogs.account.call import by_text
from flows.dialogs.service.agent import open_case
from flows.readers.readers import Free
from flows.records.effects import MissIdentity, VerifyCaller
from flows.saying.text import T, Text
from flows.turn.states import Ask
from flows.turn.turn import Turn
from flows.typed.folding import near, simplify

MISMATCHES = 3
"""Sets of identifiers, or of facts, that may fail to match before a line has to wait."""
WAIT = timedelta(hours=24)
LOOKED_AT = 60
"""Contributions: ten years of one employer."""
FACTS: Mapping[str, Text] = {
    "employer": T("¿Con qué patrón trabajas, o trabajaste al último?"),
    "credit": T("¿Cuáles son los últimos 4 números de tu crédito?"),
    "former": T("¿Con qué otro patrón has trabajado?"),
    "began": T("¿En qué año empezó tu crédito?"),
}
"""In the order in which they are asked for; two of them, as far as the record has them."""
ASKED = 2
_SHORT = T("Dímelo con su nombre o sus números.")
_COMMON = frozenset(
    (
        *("comercial", "comercializadora", "compania", "construcciones", "constructora", "corporativo", "empresa"),
        *("grupo", "industria", "industrial", "industrias", "mexicana", "mexicano", "mexico", "nacional", "operadora"),
        *("productos", "servicio", "servicios", "sociedad"),
    )
)
"""Words of employers' names that tell nobody from another."""


def missed(turn: Turn, nss: str, curp: str) -> str:
    """Count a wrong set of identifiers or facts: `mismatch`, or `blocked` where the line has to wait."""
    blocks = turn.line.mismatches + 1 >= MISMATCHES
    turn.missed(MissIdentity(turn.now + WAIT if blocks else None, nss, curp))
    if not blocks:
        return "mismatch"
    open_case(turn, "identity-mismatch")
    return "blocked"


def vouch(turn: Turn) -> str:
    """`facts` where the record has enough of them to ask for, else `text`: only the worker's own phone goes on."""
    known = [fact for fact, right in _answers(turn).items() if right]
    if len(known) < ASKED:
        return by_text(turn, "REGISTRO")
    turn.data["facts"], turn.data["vouched"] = known[:ASKED], []
    return "facts"


def _answers(turn: Turn) -> dict[str, tuple[str, ...]]:
    """What is right for each fact: words of names, four digits, a year; nothing where the record does not say."""
    nss = turn.data["holder"]
    employers = list(dict.fromkeys(one.employer for one in turn.facts.contributions(nss, LOOKED_AT)))
    owed = turn.facts.credits(nss)
    return {
        "employer": _words(employers[:1]),
        "credit": tuple(credit.number[-4:] for credit in owed),
        "former": _words(employers[1:]),
        "began": tuple(str(credit.began_on.year) for credit in owed if credit.began_on),
    }


def _words(names: list[str]) -> tuple[str, ...]:
    """The words by which one employer is told from another, without its form of company."""
    words = (word for name in names for word in simplify(name).split())
    return tuple(word for word in words if len(word) > 3 and word not in _COMMON)


def _fact(turn: Turn, said: str) -> str:
    data = turn.data
    right = _answers(turn)[data["facts"][len(data["vouched"])]]
    data["vouched"].append(any(_same(word, one) for word in simplify(said).split() for one in right))
    turn.dialog.tries = 0
    if len(data["vouched"]) < ASKED:
        return "next"
    turn.attempt()
    if all(data.pop("vouched")):
        turn.do(VerifyCaller("facts"))
        return "matched"
    data["mismatch"] = True
    return missed(turn, data.pop("holder"), "")


def _same(said: str, right: str) -> bool:
    """With a slip in a name, none in a number."""
    return said == right or (not right.isdigit() and near(said, right))


VOUCHING = (
    Ask(
        "registration.fact",
        lambda turn: turn.say(FACTS[turn.data["facts"][len(turn.data["vouched"])]]),
        texts=tuple(FACTS.values()),
        reads=Free(_SHORT),
        decide=_fact,
        secret=True,
        holds=True,
        leads={
            "next": "registration.fact",
            "matched": "registration.name",
            "mismatch": "registration.identity",
            "blocked": "registration.blocked",
        },
    ),
)
"""Asked by an agent alone."""
