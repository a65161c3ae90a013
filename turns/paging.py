"""Turning the pages of a long USSD answer: `98` and `0` move, `97` sends the whole by SMS.

The dialogs know nothing of it: they gave one answer, and these keys are taken before they see them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

MORE, BACK, KEEP = "98", "0", "97"


@dataclass(frozen=True, slots=True)
class Pages:
    """A long USSD answer: its pages, the one on the screen, and the whole as SMS where it may be kept.

    `sent` tells that the whole went out by SMS, which happens once.
    """

    texts: tuple[str, ...]
    at: int = 0
    goes_on: bool = True
    keep: str = ""
    sent: bool = False

    @property
    def text(self) -> str:
        """The page that is shown."""
        return self.texts[self.at]

    @property
    def leads_on(self) -> bool:
        """Whether the session stays open: for the dialog, for another page, or for the offer of an SMS."""
        return self.goes_on or len(self.texts) > 1 or bool(self.keep)


def turn_pages(pages: Pages | None, answers: tuple[str, ...]) -> tuple[Pages | None, tuple[str, ...], bool]:
    """Take the keys that begin `answers` while they belong to these pages.

    Returns the pages as they then stand, the answers left for the dialog, and whether the last key asked for
    the whole by SMS. Without a key taken, the pages come back as they were.
    """
    keep = False
    while pages and answers:
        key = answers[0].strip()
        if key == MORE and pages.at + 1 < len(pages.texts):
            pages = replace(pages, at=pages.at + 1)
        elif key == BACK and pages.at > 0:
            pages = replace(pages, at=pages.at - 1)
        elif not (key == KEEP and pages.keep):
            break
        keep = key == KEEP
        answers = answers[1:]
    return pages, answers, keep
