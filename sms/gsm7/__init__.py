"""GSM-7, exactly: fold a text into it, count it, split it into messages, page it for USSD."""

from sms.gsm7.count import Encoding, encoding, measure, segments, septets
from sms.gsm7.fold import Profile, fold
from sms.gsm7.pages import USSD_PAGE, pages
from sms.gsm7.split import split

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
