"""The page of how well people are understood: figures by service and length, and the confusions, for each corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flows.understanding.measuring import Labelled, cases, confusions, figures, figures_table, heading
from flows.understanding.phrases import phrases

TOP = """# How well people are understood

Written by `make docs` from the corpora in `tests/understanding/`, of which no sentence is among the phrases the weights
were learned from (`flows/understanding/phrases/`: {phrases} phrases for {services} services).

*Right* is the service that was wanted, at once, or the menu where nothing of ours was. *Asked* is a question of which
one, and it contains the right one. *Wrong* is another service, at once. To add what people say: write it into the
service's file, a phrase a line, then `micuenta understand --learn`.

Read the figures with care: but for the tester's and the strangers', phrases and corpora were written by the same hand,
which flatters the method, and once a sentence is looked at its figure flatters it, too. What people wrote who had
never seen the program, played through the dialogs before anybody looked: first 239 sentences, 87.4 % right, 92.1 %
with what was asked, 6.3 % wrong; what was amiss was mended, then 130: 90.0, 93.8 and 6.2 %; mended again, then 130
more: 91.5, 95.4 and 4.6 %; then 150: 88.0, 96.0 and 4.0 %. In none a thing was done that cannot be undone. The last
150 stay as they are, so that the next change of the method can be measured on them: the phrases of the services that
came later (benefits, after paying off, insurance, jobs, one's appointment, rights over one's data) brought them, played
again, from 87.8, 95.3 and 4.7 % to 89.2, 97.3 and 2.7 %; `edocta` and `mi nhp` of them have been looked at for it. Of
480 sentences written for those services, certificates and checks a third was held back, by their check sum, before
anything was learned, and those that a pattern came to say were left out: of 143 that remain 22.4 % were right at once
before and 54.5 % wrong, now 83.9 and 9.1 %, 90.2 % with what was asked. What people are not understood in is in
`micuenta unheard`.
"""
ABOUT = {
    "strangers_seen": "Sentences of somebody who never saw the program, looked at afterwards to mend what was amiss",
    "strangers_unseen": "The last of them, measured and then left alone",
    "strangers": "More of them, measured once before anybody looked (above), then mended, too",
    "field": "Sentences of a tester who wrote to the running service",
    "held_out": "Sentences that were never looked at",
    "other_words": "Put in other words than the phrases on purpose, and looked at since",
    "services_unseen": "Of the services that came later, put in fresh words and held back",
    "tuned": "Sentences that were looked at while the method was chosen",
}
"""What each corpus is."""
TOLD = frozenset({"field", "strangers", "strangers_seen", "strangers_unseen"})
"""Corpora of people who have names of their own for services, `NAMES`."""
LATER = frozenset(
    {
        *("benefits.start", "after.start", "insurance.start", "work.start", "appointment.start"),
        *("rights.start", "privacy", "proof.start"),
    }
)
"""Services that did not exist when they were asked, and what they asked for was information in general."""
NAMES = {
    "has": "registration.start",
    "activate": "activation.start",
    "agent": "agent.start",
    "optout": "optout.start",
    "optin": "optin.start",
    "alerts": "alerts.start",
    "application": "application.start",
    "certificate": "certificate.start",
    "contributions": "contributions.start",
    "credit": "credit.start",
    "details": "details.start",
    "english": "language.english",
    "language": "language.start",
    "forgot": "nip.forgot",
    "nip": "nip.start",
    "orders": "orders.start",
    "payment": "payment.start",
    "points": "points.start",
    "statement": "statement.start",
    "verify": "verify.start",
    "savings": "savings.start|pots.start",
}


def understanding_report(corpora: Mapping[str, list[str]]) -> str:
    """The page, in Markdown; `corpora` gives the lines of each by its name."""
    known = list(phrases())
    services = {service for service, _ in known}
    page = TOP.format(phrases=len(known), services=len(services) - 1)
    names = own_names(services)
    measured = {name: list(cases(lines, names if name in TOLD else None)) for name, lines in corpora.items()}
    page += f"\n{heading('corpus')}"
    page += "".join(_summary(name, found) for name, found in measured.items())
    for name, found in measured.items():
        page += f"\n## {ABOUT[name]}\n\n{figures_table(found, 'length')}\n{figures_table(found, 'service')}"
        page += f"\n{confusions(found)}" if confusions(found) else ""
    return page


def own_names(services: Iterable[str]) -> dict[str, str]:
    """What the names of those who know none of ours stand for, parted by `|`."""
    return NAMES | {"info": "|".join(sorted(name for name in services if name.startswith("info.") or name in LATER))}


def _summary(name: str, found: list[Labelled]) -> str:
    shares = " | ".join(f"{share:.1%}" for share in figures(found).values())
    return f"| {ABOUT[name]} | {len(found)} | {shares} |\n"
