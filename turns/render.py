"""One reply, two channels: the text of an SMS, the pages of a USSD session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.reply import Reply
from gsm7 import Profile, fold, pages, segments


@dataclass(frozen=True, slots=True)
class Keys:
    """The lines of a USSD page that lead elsewhere. What is typed is the number they begin with."""

    more: str
    back: str
    keep: str


KEYS = {
    "es": Keys(more="98 Más", back="0 Atrás", keep="97 Por SMS"),
    "en": Keys(more="98 More", back="0 Back", keep="97 By SMS"),
}


def sms_text(reply: Reply, profile: Profile = "gsm7") -> str:
    """The reply as one SMS, each choice on its own line; the hint only where it costs no further segment."""
    text = "\n".join(filter(None, (fold(reply.text, profile), *_choices(reply, profile))))
    if reply.hint:
        hinted = f"{text}\n{fold(reply.hint, profile)}"
        if segments(hinted) <= max(1, segments(text)):
            return hinted
    return text


def ussd_pages(reply: Reply, language: str = "es", profile: Profile = "gsm7") -> list[str]:
    """The reply as USSD pages of at most 182 septets; an answer that may be kept offers `97` on each of them."""
    keys = KEYS[language]
    return pages(
        fold(reply.by_ussd or reply.text, profile),
        list(_choices(reply, profile)),
        more=fold(keys.more, profile),
        back=fold(keys.back, profile),
        first_back=reply.back,
        always=keys.keep if reply.keepable else "",
    )


def _choices(reply: Reply, profile: Profile) -> Iterator[str]:
    return (f"{number} {fold(option, profile)}" for number, option in enumerate(reply.options, 1))
