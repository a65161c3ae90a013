"""Faults planted on purpose, to see which test finds each: `python -m tests.faults`."""
