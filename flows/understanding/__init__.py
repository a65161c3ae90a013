"""What people mean by what they write, and what they say beside it. Pure: no service, no network, no clock.

The phrases are plain text files by service, `phrases/*/SERVICE.txt`, which anybody can read and extend; the weights
are learned from them (`micuenta understand --learn`) and kept beside them.
"""

from flows.understanding.beside import Beside, beside
from flows.understanding.meaning import Meaning, load, understand

__all__ = ["Beside", "Meaning", "beside", "load", "understand"]
