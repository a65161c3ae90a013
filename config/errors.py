"""The one error that stops a command with a sentence instead of a traceback."""


class Mistake(Exception):  # noqa: N818 - reads as what it is: something a person can put right
    """Something an operator can put right; its text says what, and how."""
