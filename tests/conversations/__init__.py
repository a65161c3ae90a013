"""Conversations in plain text, played over every channel."""
