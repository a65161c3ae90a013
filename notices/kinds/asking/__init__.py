"""Notices that ask the worker whether it was them: what somebody begins who uses another's name."""
