"""GSM-7, exactly: fold a text into it, count it, split it into messages, page it for USSD."""

from gsm7.count import Encoding, encoding, measure, segments, septets
from gsm7.fold import Profile, fold
from gsm7.pages import USSD_PAGE, pages
from gsm7.split import split

__all__ = [
    "USSD_PAGE",
    "Encoding",
    "Profile",
    "encoding",
    "fold",
    "measure",
    "pages",
    "segments",
    "septets",
    "split",
]
