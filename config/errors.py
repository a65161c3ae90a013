"""The one error that stops a command with a sentence instead of a traceback."""


class Mistake(Exception):
    """Something an operator can put right; its text says what, and how."""
