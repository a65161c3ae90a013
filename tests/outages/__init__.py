"""Stores that go away, come back, hang and drip under load, and what that did to messages."""
