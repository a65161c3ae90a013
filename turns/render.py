"""One reply, two channels: the text of an SMS, the pages of a USSD session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.saying.reply import Reply
from flows.saying.text import PART, T
from gsm7 import Profile, fold, pages, segments


@dataclass(frozen=True, slots=True)
class Keys:
    """The lines of a USSD page that lead elsewhere. What is typed is the number they begin with."""

    more: str
    back: str
    keep: str


KEYS = Keys(more=T("98 Más", PART), back=T("0 Atrás", PART), keep=T("97 Por SMS", PART))


def sms_text(reply: Reply, profile: Profile = "gsm7") -> str:
    """The reply as one SMS, each choice on its own line; the hint only where it costs no further segment."""
    text = "\n".join(filter(None, (fold(reply.text, profile), *_choices(reply, profile))))
    if reply.hint:
        hinted = f"{text}\n{fold(reply.hint, profile)}"
        if segments(hinted) <= max(1, segments(text)):
            return hinted
    return text


def spoken(reply: Reply) -> str:
    """The reply for an agent to say: every letter as it is written, each choice on its own line by its number."""
    return "\n".join((reply.text, *(f"{number} {option}" for number, option in enumerate(reply.options, 1))))


def ussd_pages(reply: Reply, say: Callable[[str], str] = str, profile: Profile = "gsm7") -> list[str]:
    """The reply as USSD pages of at most 182 septets; an answer that may be kept offers `97` on each of them.

    `say` gives the reply's language to the keys.
    """
    return pages(
        fold(reply.by_ussd or reply.text, profile),
        list(_choices(reply, profile)),
        more=fold(say(KEYS.more), profile),
        back=fold(say(KEYS.back), profile),
        first_back=reply.back,
        always=fold(say(KEYS.keep), profile) if reply.keepable else "",
    )


def _choices(reply: Reply, profile: Profile) -> Iterator[str]:
    return (f"{number} {fold(option, profile)}" for number, option in enumerate(reply.options, 1))
