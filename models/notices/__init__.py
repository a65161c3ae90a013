"""Notices in SQL: consent, plans, what is due, what waits, pauses."""
